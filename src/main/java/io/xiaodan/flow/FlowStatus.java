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
 * @param raised the approved figure that it exceeds, where it goes its way again; null for none
 * @param earlier what it went through before, latest first
 * @param submits whether people may submit the record to a flow now
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
    Set<Act> may,
    @Nullable Raised raised,
    List<Earlier> earlier,
    boolean submits) {

  /** A record without a flow. */
  static FlowStatus none(boolean submits) {
    return new FlowStatus(
        "none", null, null, null, null, null, List.of(), List.of(), List.of(), Set.of(), null,
        List.of(), submits);
  }

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

  /** An instance before this one. */
  public record Earlier(
      Flow flow,
      Instant startedAt,
      UUID startedBy,
      @Nullable Instant finishedAt,
      @Nullable String result,
      @Nullable Raised raised,
      List<Done> trail) {}

  /**
   * Something that was done.
   *
   * @param since from when it was asked; null where it was not
   */
  public record Done(FlowEvent event, @Nullable Instant since) {}

  /** A node ahead, with those who would be asked. */
  public record Next(FlowNode node, List<UUID> people, List<String> roles) {}
}
