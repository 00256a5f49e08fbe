package io.xiaodan.flow;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a step asks to be written or done besides the record's fields and the instance. */
sealed interface Effect {

  /**
   * A task is handed out.
   *
   * @param approval whether a decision is asked for
   * @param moved whether it comes from another person and not from the flow
   */
  record Open(
      UUID task, boolean approval, String node, Pool who, @Nullable Instant due, boolean moved)
      implements Effect {}

  /**
   * A task is off the list.
   *
   * @param by who finished it; null when it was taken off unfinished
   */
  record Close(UUID task, @Nullable UUID by, @Nullable String outcome) implements Effect {}

  /** More people may do a task. */
  record Widen(UUID task, Pool who) implements Effect {}

  /** People get a copy, those who have one already do not. */
  record Copies(String node, Pool who) implements Effect {}

  /** People are told to make haste with a task. */
  record Hurry(UUID task, String node, Pool who) implements Effect {}

  /** A step of a time limit is to be taken at a moment. */
  record Limit(int token, int seat, int step, Instant due) implements Effect {}

  /** A delay is over at a moment. */
  record Wake(int token, Instant due) implements Effect {}

  /** The action of a node is to be carried out. */
  record Carry(int token, String node) implements Effect {}

  /** People that are named in a step are told of it. */
  record Tell(List<UUID> people) implements Effect {}
}
