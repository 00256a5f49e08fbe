package io.xiaodan.exchange;

import io.xiaodan.kernel.Label;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sheet that was exported, changed and sent back.
 *
 * @param state {@code compared}, {@code applying}, {@code applied}, {@code undoing}, {@code undone}
 *     or {@code failed}
 * @param done rows dealt with, of {@code total}
 * @param unchanged rows that came back as they were
 * @param kinds how many rows there are of each kind
 * @param outcomes how many rows had each outcome
 * @param conflicts cells that somebody else has changed too
 */
public record ReturnedSheet(
    UUID id,
    String form,
    String name,
    UUID askedBy,
    String state,
    long done,
    long total,
    long unchanged,
    Map<String, Long> kinds,
    Map<String, Long> outcomes,
    long conflicts,
    @Nullable Label problem,
    @Nullable Instant finishedAt) {

  ReturnedSheet counted(Map<String, Long> kinds, Map<String, Long> outcomes, long conflicts) {
    return new ReturnedSheet(
        id,
        form,
        name,
        askedBy,
        state,
        done,
        total,
        unchanged,
        kinds,
        outcomes,
        conflicts,
        problem,
        finishedAt);
  }
}
