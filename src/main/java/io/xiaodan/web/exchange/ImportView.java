package io.xiaodan.web.exchange;

import io.xiaodan.exchange.ImportJob;
import io.xiaodan.kernel.Language;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An import as the API shows it.
 *
 * @param done work done, of {@code total}
 * @param read lines read so far in the current reading
 * @param lines lines in the file; null until it has been read once
 * @param participants whether flows and rules run
 * @param problem why it failed
 */
record ImportView(
    UUID id,
    String name,
    String mapping,
    String state,
    long done,
    long total,
    long read,
    @Nullable Long lines,
    boolean participants,
    @Nullable JsonNode report,
    @Nullable String problem,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  static ImportView of(ImportJob job, Language language) {
    return new ImportView(
        job.id(),
        job.name(),
        job.mapping(),
        job.state().key(),
        job.done(),
        job.total(),
        job.linesRead(),
        job.linesTotal(),
        job.participants(),
        job.report(),
        job.problem() == null ? null : job.problem().in(language),
        job.startedAt(),
        job.finishedAt());
  }
}
