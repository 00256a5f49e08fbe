package io.xiaodan.flow;

import io.xiaodan.flow.Transition.When;
import java.util.List;

/** Counts the answers at a node. */
final class Counting {

  private Counting() {}

  /** How things stand: enough, more to come, or out of reach. */
  static When of(Mode mode, int share, List<Seat> seats) {
    long asked = seats.stream().filter(seat -> seat.state() != Seat.State.REMOVED).count();
    long agreed = count(seats, Seat.State.AGREED);
    long refused = count(seats, Seat.State.REFUSED);
    long needed =
        switch (mode) {
          case ANY -> 1;
          case ALL, IN_TURN -> asked;
          case VOTE -> needed(asked, share);
        };
    boolean lost = mode == Mode.ANY ? refused > 0 : asked - refused < needed;
    if (agreed >= needed) {
      return When.ENOUGH;
    }
    return lost ? When.OUT_OF_REACH : When.MORE;
  }

  /** The share of those asked, rounded up. */
  static long needed(long asked, int share) {
    return Math.ceilDiv(asked * share, 100);
  }

  private static long count(List<Seat> seats, Seat.State state) {
    return seats.stream().filter(seat -> seat.state() == state).count();
  }
}
