package io.xiaodan.flow;

import io.xiaodan.flow.Transition.When;
import io.xiaodan.flow.Walk.Arrival;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a flow: a pure function from a definition, the state of an instance, an operation
 * and the facts to the next state and what is to be written besides. It knows no database and no
 * rights; what cannot be done in the state is refused as a conflict and changes nothing.
 */
final class Interpreter {

  /** What does not move a record, so that a decision can still be taken back after it. */
  private static final Set<Act> QUIET =
      EnumSet.of(Act.URGE, Act.COMMENT, Act.CC, Act.REMIND, Act.MIGRATE);

  private final Work work;
  private final Walk walk;

  private Interpreter(Work work) {
    this.work = work;
    this.walk = new Walk(work);
  }

  /**
   * What one operation comes to.
   *
   * @param taken the rows of the table of transitions that were followed
   * @param visited keys of the nodes that were come to, in order
   */
  record Step(
      FlowState state, List<Effect> effects, List<Transition> taken, List<String> visited) {}

  /** The first step of an instance. */
  static Step begin(Flow flow, Operation operation, Facts facts) {
    Work work = new Work(flow, FlowState.EMPTY, operation.by(), operation, facts);
    Interpreter interpreter = new Interpreter(work);
    interpreter.walk.go(new Arrival(flow.start(), List.of(), List.of(), null));
    return interpreter.step();
  }

  /**
   * The next step.
   *
   * @throws io.xiaodan.kernel.ProblemException conflict when it cannot be done as things stand
   */
  static Step apply(Flow flow, FlowState state, UUID starter, Operation operation, Facts facts) {
    if (state.isFinished() && operation.act() != Act.COMMENT && operation.act() != Act.CC) {
      throw Work.refused("flow.finished", "flow", flow.label());
    }
    Work work = new Work(flow, state, starter, operation, facts);
    Interpreter interpreter = new Interpreter(work);
    interpreter.dispatch();
    interpreter.rememberForTakingBack(state);
    return interpreter.step();
  }

  private Step step() {
    return new Step(
        work.state(),
        List.copyOf(work.effects),
        List.copyOf(work.taken),
        List.copyOf(work.visited));
  }

  private void dispatch() {
    Act act = work.operation.act();
    switch (act) {
      case APPROVE, REJECT -> new Deciding(work, walk).decide();
      case REMOVE -> new Deciding(work, walk).remove();
      case TAKE_BACK -> takeBack();
      case TRANSFER, REASSIGN, DELEGATE, ADD_BEFORE, ADD_AFTER, ADD_PARALLEL, ESCALATE, REMIND ->
          new Handing(work).hand();
      case RETURN -> sendBack();
      case RESUBMIT -> resubmit();
      case CHOOSE -> choose();
      case CANCEL -> {
        work.take(null, act, When.ALWAYS);
        end("cancelled");
      }
      case TERMINATE -> {
        work.take(null, act, When.ALWAYS);
        end("terminated");
      }
      case WITHDRAW -> withdraw();
      case JUMP -> jump();
      case RAISE -> raise();
      case FIRE, PERFORMED -> goOn();
      case URGE -> urge();
      case CC -> {
        work.take(null, act, When.ALWAYS);
        work.effects.add(new Effect.Copies("", Pool.of(work.operation.people())));
      }
      case COMMENT -> {
        work.take(null, act, When.ALWAYS);
        work.effects.add(new Effect.Tell(work.operation.people()));
      }
      case MIGRATE -> work.take(null, act, When.ALWAYS);
      case START, ARRIVE -> throw new IllegalArgumentException(act + " is no operation");
    }
  }

  /** Who decided last may take that back, unless something has left the house since. */
  private void rememberForTakingBack(FlowState before) {
    Act act = work.operation.act();
    if (QUIET.contains(act)) {
      return;
    }
    boolean decided = act == Act.APPROVE || act == Act.REJECT;
    boolean gone =
        work.result != null
            || work.effects.stream().anyMatch(effect -> effect instanceof Effect.Carry);
    work.undo =
        decided && !gone && !work.operation.isBySystem()
            ? new FlowState.Undo(
                work.operation.by(),
                before.tokens(),
                before.passed(),
                new java.util.LinkedHashMap<>(work.fieldsBefore))
            : null;
  }

  private Token token() {
    Token token =
        work.tokens.stream()
            .filter(each -> each.id() == work.operation.token())
            .findFirst()
            .orElse(null);
    if (token == null) {
      throw Work.refused("flow.moved_on");
    }
    return token;
  }

  private void end(String how) {
    finishOwn();
    work.write(work.flow.terminated());
    work.finish(how);
  }

  /** Whoever ends it from a task of their own has done that task. */
  private void finishOwn() {
    Token token =
        work.tokens.stream()
            .filter(each -> each.id() == work.operation.token())
            .findFirst()
            .orElse(null);
    Seat seat = token == null ? null : token.seat(work.operation.seat());
    if (seat != null && seat.isOpen()) {
      work.finish(seat, work.operation.act().key());
    }
  }

  private void sendBack() {
    Token token = token();
    Seat seat = Handing.open(token, work.operation.seat());
    FlowNode.Human node = (FlowNode.Human) work.flow.node(token.node());
    String target = Objects.requireNonNullElse(work.operation.node(), work.flow.start());
    boolean starter = target.equals(work.flow.start());
    if (!starter && work.passed.stream().noneMatch(each -> each.node().equals(target))
        || !isOutward(work.flow.block(target), work.flow.block(token.node()))) {
      throw Work.refused("flow.no_way_back", "node", node.label());
    }
    boolean back = work.operation.back();
    work.take(node.asking().mode(), Act.RETURN, back ? When.BACK : When.RERUN);
    work.finish(seat, Act.RETURN.key());
    work.write(node.asking().back().settings());
    List<Integer> scope = token.scope().subList(0, work.flow.block(target).size());
    List<Token> home = take(token, scope);
    forget(target, back);
    if (starter) {
      walk.toStarter(back ? home : null);
    } else {
      walk.go(new Arrival(target, scope, List.of(), back ? home : null));
    }
  }

  /** Takes away the token, or the whole block where it leaves one; gives what was taken. */
  private List<Token> take(Token token, List<Integer> scope) {
    List<Token> taken =
        token.scope().size() == scope.size()
            ? List.of(token)
            : work.tokens.stream()
                .filter(
                    each -> Walk.within(each.scope(), token.scope().subList(0, scope.size() + 1)))
                .toList();
    taken.forEach(work::drop);
    return taken;
  }

  /** What was agreed after a node counts no longer when the record goes its way again. */
  private void forget(String target, boolean back) {
    if (back) {
      return;
    }
    if (target.equals(work.flow.start())) {
      work.passed.clear();
      work.chosen.clear();
      return;
    }
    for (int i = 0; i < work.passed.size(); i++) {
      if (work.passed.get(i).node().equals(target)) {
        work.passed.subList(i, work.passed.size()).clear();
        return;
      }
    }
  }

  /** Whether a block is the other one, or stands around it. */
  private static boolean isOutward(List<String> target, List<String> from) {
    return from.size() >= target.size() && from.subList(0, target.size()).equals(target);
  }

  private void resubmit() {
    Token token = token();
    Seat seat = Handing.open(token, work.operation.seat());
    work.take(null, Act.RESUBMIT, token.home() == null ? When.RERUN : When.BACK);
    work.finish(seat, work.operation.outcome());
    work.drop(token);
    FlowNode.Start start = (FlowNode.Start) work.flow.node(work.flow.start());
    work.chosen.putAll(work.operation.chosen());
    if (token.home() == null) {
      walk.go(new Arrival(start.key(), List.of(), List.of(), null));
    } else {
      work.write(start.settings());
      walk.restore(token.home());
    }
  }

  private void choose() {
    Token token = token();
    Seat seat = Handing.open(token, work.operation.seat());
    work.take(null, Act.CHOOSE, When.ALWAYS);
    work.finish(seat, Act.CHOOSE.key());
    work.drop(token);
    work.chosen.put(token.node(), work.operation.people());
    walk.go(new Arrival(token.node(), token.scope(), token.before(), token.home()));
  }

  private void withdraw() {
    boolean acted =
        !work.passed.isEmpty()
            || work.tokens.stream()
                .anyMatch(token -> token.seats().stream().anyMatch(Seat::isDecided));
    boolean theirs = work.tokens.stream().anyMatch(token -> token.phase() == Token.Phase.RETURNED);
    boolean may =
        switch (work.flow.withdrawal().until()) {
          case NEVER -> false;
          case FIRST_ACTION -> !acted;
          case END -> true;
        };
    if (!may || theirs) {
      throw Work.refused(theirs ? "flow.is_with_starter" : "flow.too_late_to_withdraw");
    }
    work.take(null, Act.WITHDRAW, When.ALWAYS);
    List.copyOf(work.tokens).forEach(work::drop);
    work.write(work.flow.withdrawal().settings());
    forget(work.flow.start(), false);
    walk.toStarter(null);
  }

  private void raise() {
    work.take(null, Act.RAISE, When.ALWAYS);
    List.copyOf(work.tokens).forEach(work::drop);
    forget(work.flow.start(), false);
    walk.go(new Arrival(work.flow.start(), List.of(), List.of(), null));
  }

  private void jump() {
    String target = Objects.requireNonNull(work.operation.node());
    if (!work.flow.nodes().containsKey(target) || work.flow.node(target) instanceof FlowNode.Join) {
      throw Work.refused("flow.no_node", "node", target);
    }
    List<Integer> scope = List.of();
    if (work.operation.token() == 0) {
      if (!work.flow.block(target).isEmpty()) {
        throw Work.refused("flow.into_block", "node", work.flow.node(target).label());
      }
      List.copyOf(work.tokens).forEach(work::drop);
    } else {
      Token token = token();
      if (!isOutward(work.flow.block(target), work.flow.block(token.node()))) {
        throw Work.refused("flow.into_block", "node", work.flow.node(target).label());
      }
      scope = token.scope().subList(0, work.flow.block(target).size());
      take(token, scope);
    }
    work.take(null, Act.JUMP, When.ALWAYS);
    walk.go(new Arrival(target, scope, List.of(), null));
  }

  private void goOn() {
    Token token = token();
    work.take(null, work.operation.act(), When.ALWAYS);
    work.drop(token);
    String next = work.flow.node(token.node()).next().findFirst().orElseThrow();
    walk.go(new Arrival(next, token.scope(), token.before(), token.home()));
  }

  private void urge() {
    if (work.urgedAt != null
        && work.operation.at().isBefore(work.urgedAt.plusSeconds(60L * work.flow.urgeEvery()))) {
      throw Work.refused("flow.urged", "minutes", work.flow.urgeEvery());
    }
    work.take(null, Act.URGE, When.ALWAYS);
    work.urgedAt = work.operation.at();
    for (Token token : work.tokens) {
      for (Seat seat : token.seats()) {
        UUID task = seat.isOpen() ? seat.top().task() : null;
        if (task != null) {
          work.effects.add(new Effect.Hurry(task, token.node(), seat.top().pool()));
        }
      }
    }
  }

  private void takeBack() {
    UUID by = work.operation.by();
    FlowState.Undo undo = work.undo;
    if (undo != null && undo.by().equals(by)) {
      work.take(null, Act.TAKE_BACK, When.MOVED_ON);
      putBack(undo);
      return;
    }
    for (Token token : work.tokens) {
      Seat seat = decidedBy(token, by);
      if (seat != null && work.flow.node(token.node()) instanceof FlowNode.Human node) {
        work.take(node.asking().mode(), Act.TAKE_BACK, When.SAME_NODE);
        reopen(token, seat, node);
        return;
      }
    }
    throw Work.refused("flow.too_late_to_take_back");
  }

  private static @Nullable Seat decidedBy(Token token, UUID by) {
    return token.seats().stream()
        .filter(seat -> seat.isDecided() && by.equals(seat.by()))
        .findFirst()
        .orElse(null);
  }

  private void reopen(Token token, Seat seat, FlowNode.Human node) {
    List<Seat> seats = new ArrayList<>(token.seats());
    int place = seats.indexOf(seat);
    if (node.asking().mode() == Mode.IN_TURN) {
      for (int i = place + 1; i < seats.size(); i++) {
        Seat later = seats.get(i);
        if (later.isDecided()) {
          throw Work.refused("flow.too_late_to_take_back");
        }
        if (later.isOpen()) {
          work.close(later);
          seats.set(i, later.withState(Seat.State.WAITING));
        }
      }
    }
    Token changed = token.withSeats(seats);
    work.put(changed.with(work.open(changed, seat, false)));
  }

  /** Puts every token back; what has not changed keeps its tasks. */
  private void putBack(FlowState.Undo undo) {
    List<Token> kept = work.tokens.stream().filter(token -> undo.tokens().contains(token)).toList();
    List.copyOf(work.tokens).stream().filter(token -> !kept.contains(token)).forEach(work::drop);
    walk.restore(undo.tokens().stream().filter(token -> !kept.contains(token)).toList());
    work.passed.clear();
    work.passed.addAll(undo.passed());
    undo.fields().forEach(work.facts::put);
  }
}
