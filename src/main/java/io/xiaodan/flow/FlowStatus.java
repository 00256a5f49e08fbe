package io.xiaodan.flow;

import io.xiaodan.task.StoredTask;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a record is on its way.
 *
 * @param state {@code none}, {@code running} or {@code finished}
 * @param flow the flow as it was when the instance started; null without one
 * @param result how it ended; null while it runs
 * @param open where it stands now
 * @param trail what was done, oldest first
 * @param next what would follow if everybody moved the record forward, as it is now
 * @param may what the one who asks may do to the instance, beside their tasks
 */
public record FlowStatus(
    String state,
    @Nullable Flow flow,
    @Nullable Instant startedAt,
    @Nullable UUID startedBy,
    @Nullable Instant finishedAt,
    @Nullable String result,
    List<Place> open,
    List<Done> trail,
    List<Next> next,
    Set<Act> may) {

  /** A record without a flow. */
  static final FlowStatus NONE =
      new FlowStatus(
          "none", null, null, null, null, null, List.of(), List.of(), List.of(), Set.of());

  /**
   * A place where it stands.
   *
   * @param token its number
   * @param task what is asked there; null where nobody is
   * @param voice its number among those asked; 0 for none
   * @param addedBy who added that voice; null for one the node itself asks
   * @param until when a delay is over; null for no delay
   */
  public record Place(
      String node,
      int token,
      int voice,
      @Nullable StoredTask task,
      @Nullable UUID addedBy,
      @Nullable Instant until) {}

  /**
   * Something that was done.
   *
   * @param since from when it was asked; null where it was not
   */
  public record Done(FlowEvent event, @Nullable Instant since) {}

  /** A node ahead, with those who would be asked. */
  public record Next(FlowNode node, List<UUID> people, List<String> roles) {}
}
