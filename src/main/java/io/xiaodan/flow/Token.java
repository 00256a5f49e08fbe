package io.xiaodan.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One place where an instance stands.
 *
 * @param id its number in the instance
 * @param node key of the node
 * @param scope numbers of the splits it is within, outermost first
 * @param phase what it waits for
 * @param seats those asked, in order
 * @param before who agreed at the node it came from
 * @param home where a record that was sent back returns to; null when it goes its way again
 * @param due when a delay is over; null for no delay
 */
record Token(
    int id,
    String node,
    List<Integer> scope,
    Phase phase,
    List<Seat> seats,
    List<UUID> before,
    @Nullable List<Token> home,
    @Nullable Instant due) {

  /** What a token waits for. */
  enum Phase {
    /** People who decide or work. */
    ASKING,
    /** Somebody who says who is to be asked. */
    CHOOSING,
    /** The starter, to whom the record came back. */
    RETURNED,
    /** A moment. */
    WAITING,
    /** An automatic action. */
    PERFORMING,
    /** The other ways of a split. */
    JOINING
  }

  Token {
    scope = List.copyOf(scope);
    seats = List.copyOf(seats);
    before = List.copyOf(before);
  }

  /** The open seat of a task, or null. */
  @Nullable Seat seat(UUID task) {
    return seats.stream()
        .filter(seat -> seat.isOpen() && task.equals(seat.top().task()))
        .findFirst()
        .orElse(null);
  }

  @Nullable Seat seat(int number) {
    return seats.stream().filter(seat -> seat.id() == number).findFirst().orElse(null);
  }

  /** The same with one seat replaced by its new state. */
  Token with(Seat seat) {
    List<Seat> changed = new ArrayList<>(seats);
    changed.replaceAll(each -> each.id() == seat.id() ? seat : each);
    return withSeats(changed);
  }

  Token withSeats(List<Seat> changed) {
    return new Token(id, node, scope, phase, changed, before, home, due);
  }
}
