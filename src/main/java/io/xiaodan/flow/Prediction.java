package io.xiaodan.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way ahead if everybody moves the record forward as it is now: the interpreter itself, with
 * imagined answers and without effects.
 */
final class Prediction {

  private static final int MOST_STEPS = 120;

  private final Flow flow;
  private final UUID starter;
  private final Facts facts;
  private final Instant at;
  private final Map<String, Ahead> path = new LinkedHashMap<>();

  Prediction(Flow flow, UUID starter, Facts facts, Instant at) {
    this.flow = flow;
    this.starter = starter;
    this.facts = facts;
    this.at = at;
  }

  /**
   * A node ahead.
   *
   * @param people who would be asked; empty for a node that asks nobody
   * @param roles keys of the roles that would be asked as a whole
   */
  record Ahead(FlowNode node, List<UUID> people, List<String> roles) {}

  /** From the start. */
  List<Ahead> fromStart() {
    Operation begin = Operation.of(Act.START, starter, at, 0, 0);
    return from(note(Interpreter.begin(flow, begin, facts)));
  }

  /** From where an instance stands; the nodes where it stands now are left out. */
  List<Ahead> from(FlowState start) {
    FlowState state = start;
    for (int i = 0; i < MOST_STEPS && !state.isFinished(); i++) {
      Operation next = next(state);
      if (next == null) {
        break;
      }
      Interpreter.Step step = Interpreter.apply(flow, state, starter, next, facts);
      if (next.act() != Act.CHOOSE && step.visited().stream().anyMatch(this::goesRound)) {
        break;
      }
      state = note(step);
    }
    return List.copyOf(path.values());
  }

  private FlowState note(Interpreter.Step step) {
    for (String key : step.visited()) {
      FlowNode node = flow.node(key);
      boolean shown =
          switch (node) {
            case FlowNode.Human _,
                FlowNode.Copy _,
                FlowNode.Delay _,
                FlowNode.Perform _,
                FlowNode.End _ ->
                true;
            default -> false;
          };
      if (shown && !path.containsKey(key)) {
        Pool who = who(step, key);
        path.put(key, new Ahead(node, who.people(), who.roles()));
      }
    }
    return step.state();
  }

  /** A node that is come to again: the way ahead repeats itself from there. */
  private boolean goesRound(String key) {
    return flow.node(key) instanceof FlowNode.Human && path.containsKey(key);
  }

  private static Pool who(Interpreter.Step step, String key) {
    List<UUID> people = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    for (Token token : step.state().tokens()) {
      if (token.node().equals(key)) {
        token
            .seats()
            .forEach(seat -> {
              people.addAll(seat.top().pool().people());
              roles.addAll(seat.top().pool().roles());
            });
      }
    }
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Copies copies && copies.node().equals(key)) {
        people.addAll(copies.who().people());
        roles.addAll(copies.who().roles());
      }
    }
    return new Pool(roles, people);
  }

  private @Nullable Operation next(FlowState state) {
    for (Token token : state.tokens()) {
      Seat open = token.seats().stream().filter(Seat::isOpen).findFirst().orElse(null);
      int seat = open == null ? 0 : open.id();
      UUID by = open == null ? starter : someone(open.top().pool());
      Operation operation =
          switch (token.phase()) {
            case ASKING ->
                open == null ? null : Operation.of(Act.APPROVE, by, at, token.id(), seat);
            case CHOOSING ->
                Operation.of(Act.CHOOSE, by, at, token.id(), seat).withPeople(List.of(by));
            case RETURNED -> Operation.of(Act.RESUBMIT, by, at, token.id(), seat);
            case WAITING -> Operation.of(Act.FIRE, by, at, token.id(), 0);
            case PERFORMING -> Operation.of(Act.PERFORMED, by, at, token.id(), 0);
            case JOINING -> null;
          };
      if (operation != null) {
        return operation;
      }
    }
    return null;
  }

  private UUID someone(Pool pool) {
    if (!pool.people().isEmpty()) {
      return pool.people().getFirst();
    }
    return pool.roles().stream()
        .flatMap(role -> facts.members(role).stream())
        .findFirst()
        .orElse(starter);
  }
}
