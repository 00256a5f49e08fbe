package io.xiaodan.exchange;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export, waiting, under way or over.
 *
 * @param form key of the form
 * @param name of the file
 * @param language of labels and headers
 * @param done records written, of {@code total}
 * @param rows rows written to the sheets
 * @param bytes size of the file; null until it is there, and again when it was removed
 * @param problem why it failed; null otherwise
 */
public record ExportJob(
    UUID id,
    String form,
    String name,
    ExportRequest request,
    Language language,
    ImportJob.State state,
    UUID askedBy,
    Instant askedAt,
    long done,
    long total,
    long rows,
    @Nullable Long bytes,
    @Nullable Label problem,
    @Nullable Instant finishedAt) {}
