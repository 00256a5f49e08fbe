package io.xiaodan.print;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many records on paper, waiting, under way or over.
 *
 * @param form key of the form
 * @param name of the file
 * @param request what is printed
 * @param language of labels
 * @param done records gathered, of {@code total}
 * @param bytes size of the file; null until it is there, and again when it was removed
 * @param problem why it failed; null otherwise
 */
public record PrintJob(
    UUID id,
    String form,
    String name,
    PrintRequest request,
    Language language,
    State state,
    UUID askedBy,
    Instant askedAt,
    int done,
    int total,
    @Nullable Long bytes,
    @Nullable Label problem,
    @Nullable Instant finishedAt) {

  /** How far it is. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    private final String key = name().toLowerCase(java.util.Locale.ROOT);

    /** The word in the API. */
    public String key() {
      return key;
    }
  }
}
