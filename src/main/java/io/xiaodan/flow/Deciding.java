package io.xiaodan.flow;

import io.xiaodan.flow.Seat.As;
import io.xiaodan.flow.Transition.When;
import java.util.List;
import java.util.Objects;

/** A voice is given, or taken out of the count. */
final class Deciding {

  private final Work work;
  private final Walk walk;

  Deciding(Work work, Walk walk) {
    this.work = work;
    this.walk = walk;
  }

  void decide() {
    Operation operation = work.operation;
    Token token = Handing.token(work);
    Seat seat = Handing.open(token, operation.seat());
    FlowNode.Human node = Handing.node(work, token);
    Mode mode = node.asking().mode();
    boolean agrees = operation.act() == Act.APPROVE;
    String outcome =
        Objects.requireNonNullElse(
            operation.outcome(), agrees ? node.forward().key() : refusal(node).key());
    work.chosen.putAll(operation.chosen());
    work.finish(seat, outcome);
    As as = seat.top().as();
    if (as == As.ADVISER || as == As.BEFORE && agrees) {
      work.take(mode, operation.act(), as == As.ADVISER ? When.ADVISED : When.SIGNED_FIRST);
      work.put(token.with(work.open(token, seat.pop(), true)));
      return;
    }
    if (agrees && !seat.after().isEmpty()) {
      work.take(mode, Act.APPROVE, When.MORE_SIGNERS);
      Seat.Asked next = new Seat.Asked(As.AFTER, Pool.of(seat.after().getFirst()), null);
      Seat passedOn =
          seat.withAsked(List.of(next)).withAfter(seat.after().subList(1, seat.after().size()));
      work.put(token.with(work.open(token, passedOn, true)));
      return;
    }
    Seat.State state = agrees ? Seat.State.AGREED : Seat.State.REFUSED;
    settle(token.with(seat.decided(state, operation.by(), outcome)), node);
  }

  /** Takes out a voice whose turn has not come or who has not acted. */
  void remove() {
    Operation operation = work.operation;
    Token token = Handing.token(work);
    FlowNode.Human node = Handing.node(work, token);
    Seat seat = token.seat(operation.seat());
    long left = token.seats().stream().filter(each -> each.state() != Seat.State.REMOVED).count();
    if (seat == null || seat.isDecided() || seat.state() == Seat.State.REMOVED || left < 2) {
      throw Work.refused("flow.not_removable");
    }
    if (seat.isOpen()) {
      work.close(seat);
    }
    settle(token.with(seat.withState(Seat.State.REMOVED)), node);
  }

  private void settle(Token token, FlowNode.Human node) {
    Asking asking = node.asking();
    When when = Counting.of(asking.mode(), asking.share(), token.seats());
    work.put(token);
    switch (work.take(asking.mode(), work.operation.act(), when)) {
      case NODE_PASSES -> {
        walk.leave(node, token, node.forward(), true);
        walk.finish();
      }
      case NODE_FAILS -> {
        walk.leave(node, token, refused(token, node), false);
        walk.finish();
      }
      case NEXT_IN_TURN -> nextInTurn(token);
      default -> {}
    }
  }

  /** The outcome of whoever made it fail. */
  private static Outcome refused(Token token, FlowNode.Human node) {
    return token.seats().reversed().stream()
        .filter(seat -> seat.state() == Seat.State.REFUSED)
        .map(seat -> node.outcomes().get(Objects.requireNonNull(seat.outcome())))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> refusal(node));
  }

  private static Outcome refusal(FlowNode.Human node) {
    return node.outcomes().values().stream().skip(1).findFirst().orElse(node.forward());
  }

  private void nextInTurn(Token token) {
    if (token.seats().stream().anyMatch(Seat::isOpen)) {
      return;
    }
    token.seats().stream()
        .filter(seat -> seat.state() == Seat.State.WAITING)
        .findFirst()
        .ifPresent(seat -> work.put(token.with(work.open(token, seat, false))));
  }
}
