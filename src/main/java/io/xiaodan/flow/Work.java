package io.xiaodan.flow;

import io.xiaodan.flow.Transition.Then;
import io.xiaodan.flow.Transition.When;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of an instance while a step is worked out, and what the step has asked for so far. */
final class Work {

  final Flow flow;
  final UUID starter;
  final Facts facts;
  final Operation operation;
  final List<Token> tokens;
  final List<FlowState.Passed> passed;
  final Map<String, List<UUID>> chosen;
  final List<Effect> effects = new ArrayList<>();
  final List<Transition> taken = new ArrayList<>();
  final List<String> visited = new ArrayList<>();

  /** Values from before this step, of the fields it has written. */
  final Map<String, @Nullable Object> fieldsBefore = new LinkedHashMap<>();

  FlowState.@Nullable Undo undo;
  java.time.@Nullable Instant urgedAt;
  @Nullable String result;
  private int last;

  Work(Flow flow, FlowState state, UUID starter, Operation operation, Facts facts) {
    this.flow = flow;
    this.starter = starter;
    this.facts = facts;
    this.operation = operation;
    this.tokens = new ArrayList<>(state.tokens());
    this.passed = new ArrayList<>(state.passed());
    this.chosen = new LinkedHashMap<>(state.chosen());
    this.undo = state.undo();
    this.urgedAt = state.urgedAt();
    this.result = state.result();
    this.last = state.last();
  }

  FlowState state() {
    return new FlowState(tokens, last, passed, chosen, undo, urgedAt, result);
  }

  int number() {
    return ++last;
  }

  /** Looks up what happens, and remembers that it did. */
  Then take(@Nullable Mode mode, Act act, When when) {
    Transition transition = Transitions.of(mode, act, when);
    taken.add(transition);
    return transition.then();
  }

  void write(List<Setting> settings) {
    for (Setting setting : settings) {
      if (!fieldsBefore.containsKey(setting.field())) {
        fieldsBefore.put(setting.field(), facts.read(setting.field()));
      }
      facts.write(setting);
    }
  }

  void put(Token token) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).id() == token.id()) {
        tokens.set(i, token);
        return;
      }
    }
    tokens.add(token);
  }

  /** Takes a token away with every task that is still open at it. */
  void drop(Token token) {
    tokens.removeIf(each -> each.id() == token.id());
    closeAll(token);
  }

  void closeAll(Token token) {
    token.seats().stream().filter(Seat::isOpen).forEach(this::close);
  }

  /** Takes a seat's task off the list unfinished, unless this step has finished it. */
  void close(Seat seat) {
    UUID task = seat.top().task();
    boolean done =
        effects.stream()
            .anyMatch(each -> each instanceof Effect.Close close && close.task().equals(task));
    if (task != null && !done) {
      effects.add(new Effect.Close(task, null, null));
    }
  }

  /** Finishes the task of the one who acts. */
  void finish(Seat seat, @Nullable String outcome) {
    UUID task = seat.top().task();
    if (task != null) {
      effects.add(new Effect.Close(task, operation.by(), outcome));
    }
  }

  /** Hands a seat's task out to whom it stands with. */
  Seat open(Token token, Seat seat, boolean moved) {
    FlowNode node = flow.node(token.node());
    TimeLimit limit =
        token.phase() == Token.Phase.ASKING && node instanceof FlowNode.Human human
            ? human.asking().limit()
            : null;
    java.time.Instant due = seat.due();
    if (limit != null && due == null) {
      due = facts.after(limit.after(), limit.working());
      plan(token, seat, limit, due);
    }
    UUID task = facts.id();
    Seat.Asked top = seat.top();
    boolean approval =
        token.phase() == Token.Phase.ASKING
            && node instanceof FlowNode.Human human
            && human.approval();
    effects.add(new Effect.Open(task, approval, token.node(), top.pool(), due, moved));
    List<Seat.Asked> asked = new ArrayList<>(seat.asked());
    asked.set(asked.size() - 1, new Seat.Asked(top.as(), top.pool(), task));
    return new Seat(
        seat.id(), Seat.State.OPEN, asked, seat.after(), seat.addedBy(), null, null, due);
  }

  private void plan(Token token, Seat seat, TimeLimit limit, java.time.Instant due) {
    for (int i = 0; i < limit.steps().size(); i++) {
      java.time.Instant at = due.plusSeconds(60L * limit.steps().get(i).at());
      if (limit.steps().get(i).at() >= 0 || at.isAfter(operation.at())) {
        effects.add(new Effect.Limit(token.id(), seat.id(), i, at));
      }
    }
  }

  void finish(String how) {
    List.copyOf(tokens).forEach(this::drop);
    result = how;
    undo = null;
  }

  static ProblemException refused(String code, Object... namesAndValues) {
    return Problem.of(ProblemKind.CONFLICT, code, namesAndValues).exception();
  }
}
