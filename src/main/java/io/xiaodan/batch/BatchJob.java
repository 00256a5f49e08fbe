package io.xiaodan.batch;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of many records, under way or over.
 *
 * @param form key of the form
 * @param state running, done, failed, cancelled, undoing or undone
 * @param cancelling whether it stops at the next row
 * @param total records picked
 * @param done of them, those that have an outcome; while undoing, those looked at
 * @param problem why it failed; null otherwise
 */
public record BatchJob(
    UUID id,
    String form,
    BatchRequest request,
    Language language,
    UUID askedBy,
    Instant askedAt,
    String state,
    boolean cancelling,
    long total,
    long done,
    Counts counts,
    @Nullable Label problem,
    @Nullable Instant finishedAt) {

  /**
   * How many records came to which end.
   *
   * @param changed written by the job
   * @param same had the wanted values already
   * @param refused not written, each with its reason
   * @param undone put back
   * @param kept not put back, each with its reason
   */
  public record Counts(long changed, long same, long refused, long undone, long kept) {}

  /** Whether what it has changed can be put back. */
  public boolean isUndoable() {
    return counts.changed() > 0
        && request.kind() != BatchKind.PURGE
        && (state.equals("done") || state.equals("cancelled") || state.equals("failed"));
  }
}
