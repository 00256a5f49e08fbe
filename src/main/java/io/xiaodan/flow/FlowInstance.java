package io.xiaodan.flow;

import java.math.BigDecimal;
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
 * @param approved what was approved of the number that is a ceiling; null for nothing
 * @param raised what made it go its way again; null for nothing
 * @param depth rules that have set one another off up to where it stands by itself; 0 for none
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
    @Nullable String result,
    @Nullable BigDecimal approved,
    @Nullable Raised raised,
    int depth) {

  static final String RUNNING = "running";
  static final String FINISHED = "finished";

  /** The same, its way begun again because what was approved is exceeded. */
  FlowInstance raised(Raised by) {
    return new FlowInstance(
        id,
        form,
        recordId,
        flow,
        blueprint,
        rev,
        state,
        startedAt,
        startedBy,
        finishedAt,
        place,
        result,
        approved,
        by,
        depth);
  }

  /** The same, deeper in a chain of rules or at the beginning of one. */
  FlowInstance at(int depth) {
    return new FlowInstance(
        id,
        form,
        recordId,
        flow,
        blueprint,
        rev,
        state,
        startedAt,
        startedBy,
        finishedAt,
        place,
        result,
        approved,
        raised,
        depth);
  }

  boolean isRunning() {
    return state.equals(RUNNING);
  }
}
