package io.xiaodan.flow;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way.
 *
 * @param blueprint version of the blueprint it started with; it stays on that version's flow
 * @param rev grows with every step
 * @param state {@code running} or {@code finished}
 * @param place where it stands
 * @param result how it ended; null while it runs, and where that was not kept
 */
record FlowInstance(
    UUID id,
    String form,
    UUID recordId,
    String flow,
    long blueprint,
    long rev,
    String state,
    Instant startedAt,
    UUID startedBy,
    @Nullable Instant finishedAt,
    FlowState place,
    @Nullable String result) {

  static final String RUNNING = "running";
  static final String FINISHED = "finished";

  boolean isRunning() {
    return state.equals(RUNNING);
  }
}
