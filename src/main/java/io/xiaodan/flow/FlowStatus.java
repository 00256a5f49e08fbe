package io.xiaodan.flow;

import io.xiaodan.task.StoredTask;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a record is on its way.
 *
 * @param state {@code none}, {@code running} or {@code finished}
 * @param flow the flow as it was when the instance started; null without one
 * @param tasks everything that was and is asked, oldest first
 * @param next what would follow if everybody moved the record forward, as it is now
 */
public record FlowStatus(
    String state,
    @Nullable Flow flow,
    @Nullable Instant startedAt,
    @Nullable UUID startedBy,
    List<StoredTask> tasks,
    List<FlowNode> next,
    @Nullable Instant finishedAt) {

  /** A record without a flow. */
  static final FlowStatus NONE =
      new FlowStatus("none", null, null, null, List.of(), List.of(), null);
}
