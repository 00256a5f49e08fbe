package io.xiaodan.exchange;

import io.xiaodan.kernel.Label;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An import, waiting, under way or over.
 *
 * @param name of the file
 * @param mapping key of the mapping
 * @param participants whether flows and rules see the records
 * @param done work done, of {@code total}
 * @param linesRead lines read so far in the current reading of the file
 * @param linesTotal lines in the file; null until it has been read once
 * @param report the account, growing while the import is under way; null before it
 * @param problem why it failed; null otherwise
 */
public record ImportJob(
    UUID id,
    String name,
    String mapping,
    State state,
    boolean participants,
    UUID askedBy,
    Instant askedAt,
    long done,
    long total,
    long linesRead,
    @Nullable Long linesTotal,
    @Nullable JsonNode report,
    @Nullable Label problem,
    @Nullable Instant startedAt,
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

    /** Whether nothing more will happen. */
    public boolean isOver() {
      return this != WAITING && this != RUNNING;
    }
  }
}
