package io.xiaodan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One instance from its start on, with everything that must hold after each step: the open tasks
 * are those of the open voices, nothing is done twice, somebody can always go on, and the state is
 * the same when it is read back or taken again from the trail.
 */
final class Story {

  private static final FlowJson JSON = new FlowJson();
  private static final UUID STARTER = Village.person(1);
  private static final java.time.Instant START = java.time.Instant.parse("2026-03-02T01:00:00Z");

  final Flow flow;
  final Village village;
  final Set<Transition> taken = new LinkedHashSet<>();
  FlowState state;
  private final Set<UUID> open = new HashSet<>();
  private final Set<UUID> finished = new HashSet<>();
  private final List<String> trail = new ArrayList<>();
  private final String begun;
  int steps;

  Story(Flow flow, Village village) {
    this.flow = flow;
    this.village = village;
    RecordedFacts facts = new RecordedFacts(village);
    Interpreter.Step step = Interpreter.begin(flow, begin(), facts);
    begun = JSON.write(facts.answers());
    state = step.state();
    note(step);
  }

  private Operation begin() {
    return Operation.of(Act.START, STARTER, START, 0, 0);
  }

  Story apply(Operation operation) {
    RecordedFacts facts = new RecordedFacts(village);
    Interpreter.Step step = Interpreter.apply(flow, state, STARTER, operation, facts);
    trail.add(JSON.write(new FlowTrail.Detail(operation, facts.answers())));
    state = step.state();
    steps++;
    note(step);
    return this;
  }

  private void note(Interpreter.Step step) {
    taken.addAll(step.taken());
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Open opened) {
        assertThat(open.add(opened.task())).as("a task is handed out once").isTrue();
      } else if (effect instanceof Effect.Close close) {
        assertThat(open.remove(close.task())).as("what is closed was open: %s", this).isTrue();
        if (close.by() != null) {
          assertThat(finished.add(close.task())).as("done once").isTrue();
        }
      }
    }
    assertThat(open).as("open tasks are those of open voices: %s", this).isEqualTo(openTasks());
    assertThat(JSON.state(JSON.write(state))).as("kept and read back").isEqualTo(state);
    assertThat(state.isFinished()).isEqualTo(state.tokens().isEmpty());
    state.tokens().forEach(this::isAlive);
  }

  private Set<UUID> openTasks() {
    Set<UUID> tasks = new HashSet<>();
    for (Token token : state.tokens()) {
      for (Seat seat : token.seats()) {
        if (seat.isOpen()) {
          tasks.add(Objects.requireNonNull(seat.top().task()));
          assertThat(seat.top().pool().isEmpty()).as("somebody is asked: %s", this).isFalse();
        }
      }
    }
    return tasks;
  }

  private void isAlive(Token token) {
    switch (token.phase()) {
      case ASKING, CHOOSING, RETURNED ->
          assertThat(token.seats().stream().filter(Seat::isOpen).count())
              .as("somebody can go on: %s", this)
              .isPositive();
      case JOINING ->
          assertThat(
                  state.tokens().stream()
                      .filter(other -> Walk.within(other.scope(), token.scope()))
                      .filter(other -> other.phase() != Token.Phase.JOINING)
                      .count())
              .as("somebody is still on the way to the join: %s", this)
              .isPositive();
      case WAITING, PERFORMING -> assertThat(token.seats()).isEmpty();
    }
    assertThat(token.scope()).hasSize(depth(token));
  }

  private int depth(Token token) {
    return flow.block(token.node()).size() + (token.phase() == Token.Phase.JOINING ? 1 : 0);
  }

  /** The same state comes out of the trail alone. */
  void replays() {
    JsonNode answers = JSON.tree(begun);
    FlowState replayed =
        Interpreter.begin(flow, begin(), new ReplayedFacts(answers, JSON.mapper())).state();
    for (String kept : trail) {
      JsonNode detail = JSON.tree(kept);
      Operation operation = JSON.read(detail.path("operation"), Operation.class);
      replayed =
          Interpreter.apply(
                  flow,
                  replayed,
                  STARTER,
                  operation,
                  new ReplayedFacts(detail.path("answers"), JSON.mapper()))
              .state();
    }
    assertThat(replayed).isEqualTo(state);
  }

  /** The open voice of somebody, and the token it belongs to. */
  Operation by(int person, Act act) {
    UUID id = Village.person(person);
    for (Token token : state.tokens()) {
      for (Seat seat : token.seats()) {
        if (seat.isOpen() && holds(seat.top().pool(), id)) {
          return Operation.of(act, id, village.now, token.id(), seat.id());
        }
      }
    }
    throw new AssertionError("nothing is asked of " + person + " in " + this);
  }

  private boolean holds(Pool pool, UUID person) {
    return pool.people().contains(person)
        || pool.roles().stream().anyMatch(role -> village.members(role).contains(person));
  }

  Story approves(int person) {
    return apply(by(person, Act.APPROVE).withOutcome("approve"));
  }

  Story rejects(int person) {
    return apply(by(person, Act.REJECT).withOutcome("reject"));
  }

  Story hands(int person, Act act, int... to) {
    return apply(by(person, act).withPeople(Village.people(to)));
  }

  Story does(int person, Act act) {
    return apply(Operation.of(act, Village.person(person), village.now, 0, 0));
  }

  /** Who is asked now, by number, smallest first. */
  List<Integer> asked() {
    return state.tokens().stream()
        .flatMap(token -> token.seats().stream())
        .filter(Seat::isOpen)
        .flatMap(seat -> seat.top().pool().people().stream())
        .map(person -> (int) person.getLeastSignificantBits())
        .sorted()
        .toList();
  }

  List<String> nodes() {
    return state.tokens().stream().map(Token::node).sorted().toList();
  }

  @Override
  public String toString() {
    return "step " + steps + " " + state + " trail " + trail + " of " + flow.nodes().values();
  }
}
