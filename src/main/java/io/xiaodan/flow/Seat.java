package io.xiaodan.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One voice at a node.
 *
 * @param id its number in the instance
 * @param asked who holds it, the last of them now: below stand those to whom it comes back
 * @param after people who are asked after the holder agrees
 * @param addedBy who added it; null for one the node itself asks
 * @param by who decided; null before that
 * @param outcome what was decided; null before that
 * @param due when it should be done; null for no limit
 */
record Seat(
    int id,
    State state,
    List<Asked> asked,
    List<UUID> after,
    @Nullable UUID addedBy,
    @Nullable UUID by,
    @Nullable String outcome,
    @Nullable Instant due) {

  /** Where a voice stands. */
  enum State {
    /** Its turn has not come. */
    WAITING,
    OPEN,
    AGREED,
    REFUSED,
    REMOVED
  }

  /** As what somebody is asked. */
  enum As {
    OWNER,
    /** Gives an opinion; the task comes back to whom it is for. */
    ADVISER,
    /** Signs first. */
    BEFORE,
    /** Signs after. */
    AFTER
  }

  /**
   * Who is asked.
   *
   * @param task id of the task; null while it is not handed out
   */
  record Asked(As as, Pool pool, @Nullable UUID task) {}

  Seat {
    asked = List.copyOf(asked);
    after = List.copyOf(after);
  }

  static Seat waiting(int id, Pool pool, @Nullable UUID addedBy, @Nullable Instant due) {
    return new Seat(
        id,
        State.WAITING,
        List.of(new Asked(As.OWNER, pool, null)),
        List.of(),
        addedBy,
        null,
        null,
        due);
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  boolean isDecided() {
    return state == State.AGREED || state == State.REFUSED;
  }

  /** Who holds it now. */
  Asked top() {
    return asked.getLast();
  }

  /** The same, held by somebody else as well, to whom it goes first. */
  Seat push(Asked more) {
    List<Asked> all = new ArrayList<>(asked);
    all.add(more);
    return withAsked(all);
  }

  /** The same, back with whom it was before. */
  Seat pop() {
    return withAsked(asked.subList(0, asked.size() - 1));
  }

  /** The same, held by somebody else instead. */
  Seat replaceTop(Asked other) {
    return pop().push(other);
  }

  Seat withAsked(List<Asked> all) {
    return new Seat(id, state, all, after, addedBy, by, outcome, due);
  }

  Seat withAfter(List<UUID> people) {
    return new Seat(id, state, asked, people, addedBy, by, outcome, due);
  }

  Seat withState(State now) {
    return new Seat(id, now, asked, after, addedBy, by, outcome, due);
  }

  Seat decided(State now, UUID who, String what) {
    return new Seat(id, now, asked, after, addedBy, who, what, due);
  }
}
