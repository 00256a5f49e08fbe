package io.xiaodan.flow;

import io.xiaodan.flow.Asking.Again;
import io.xiaodan.flow.Asking.Own;
import io.xiaodan.flow.Transition.Then;
import io.xiaodan.flow.Transition.When;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Role;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks a flow from node to node until every token waits for something, or the end is reached. */
final class Walk {

  private static final int MOST_STEPS = 500;

  /** A token about to come to a node. */
  record Arrival(String node, List<Integer> scope, List<UUID> before, @Nullable List<Token> home) {}

  private final Work work;
  private final Deque<Arrival> open = new ArrayDeque<>();

  Walk(Work work) {
    this.work = work;
  }

  /** Lets a token come to a node, and everything that follows from that happen. */
  void go(Arrival first) {
    open.add(first);
    for (int step = 0; !open.isEmpty(); step++) {
      if (step == MOST_STEPS) {
        throw Work.refused("flow.endless", "node", work.flow.label());
      }
      arrive(leaveBlocks(open.poll()));
    }
  }

  /** Leaving a block other than through its join ends what else goes on in it. */
  private Arrival leaveBlocks(Arrival arrival) {
    int depth =
        work.flow.block(arrival.node()).size()
            + (work.flow.node(arrival.node()) instanceof FlowNode.Join ? 1 : 0);
    if (arrival.scope().size() <= depth) {
      return arrival;
    }
    endBlock(arrival.scope().subList(0, depth + 1));
    return new Arrival(
        arrival.node(), arrival.scope().subList(0, depth), arrival.before(), arrival.home());
  }

  private void endBlock(List<Integer> scope) {
    open.removeIf(each -> within(each.scope(), scope));
    work.tokens.stream().filter(token -> within(token.scope(), scope)).toList().forEach(work::drop);
  }

  static boolean within(List<Integer> scope, List<Integer> outer) {
    return scope.size() >= outer.size() && scope.subList(0, outer.size()).equals(outer);
  }

  private void arrive(Arrival at) {
    FlowNode node = work.flow.node(at.node());
    work.visited.add(at.node());
    switch (node) {
      case FlowNode.Start start -> pass(at, start.settings(), start.follows());
      case FlowNode.Pass pass -> pass(at, pass.settings(), pass.follows());
      case FlowNode.Condition condition ->
          branch(at, node, condition.branches(), condition.otherwise());
      case FlowNode.Table table -> branch(at, node, table.branches(), table.otherwise());
      case FlowNode.Human human -> ask(human, at);
      case FlowNode.Copy copy -> {
        Pool who = work.facts.who(copy.who(), List.of());
        if (!who.isEmpty()) {
          work.effects.add(new Effect.Copies(copy.key(), who));
        }
        pass(at, List.of(), copy.follows());
      }
      case FlowNode.Split split -> split(split, at);
      case FlowNode.Join join -> join(join, at);
      case FlowNode.Delay delay -> delay(delay, at);
      case FlowNode.Perform perform -> {
        Token token = token(at, Token.Phase.PERFORMING, null);
        work.put(token);
        work.effects.add(new Effect.Carry(token.id(), perform.key()));
      }
      case FlowNode.End end -> {
        work.write(end.settings());
        open.clear();
        work.finish(end.rejected() ? "rejected" : "passed");
      }
    }
  }

  private void pass(Arrival at, List<Setting> settings, String next) {
    work.write(settings);
    open.add(new Arrival(next, at.scope(), at.before(), at.home()));
  }

  private void branch(
      Arrival at, FlowNode node, List<Branch> branches, @Nullable String otherwise) {
    Optional<Branch> branch =
        branches.stream().filter(each -> work.facts.holds(each.when())).findFirst();
    if (branch.isEmpty() && otherwise == null) {
      throw Work.refused("flow.no_branch", "node", node.label());
    }
    pass(
        at,
        branch.map(Branch::settings).orElse(List.of()),
        branch.map(Branch::next).orElseGet(() -> java.util.Objects.requireNonNull(otherwise)));
  }

  private void split(FlowNode.Split split, Arrival at) {
    List<Branch> ways =
        split.branches().stream()
            .filter(each -> split.all() || work.facts.holds(each.when()))
            .toList();
    List<Integer> scope = new ArrayList<>(at.scope());
    scope.add(work.number());
    if (ways.isEmpty() && split.otherwise() == null) {
      throw Work.refused("flow.no_branch", "node", split.label());
    }
    if (ways.isEmpty()) {
      open.add(
          new Arrival(
              java.util.Objects.requireNonNull(split.otherwise()), scope, at.before(), null));
    }
    for (Branch way : ways) {
      work.write(way.settings());
      open.add(new Arrival(way.next(), scope, at.before(), null));
    }
  }

  private void join(FlowNode.Join join, Arrival at) {
    work.put(token(at, Token.Phase.JOINING, null));
    boolean all =
        open.stream().noneMatch(each -> within(each.scope(), at.scope()))
            && work.tokens.stream()
                .filter(token -> within(token.scope(), at.scope()))
                .allMatch(token ->
                    token.phase() == Token.Phase.JOINING && token.node().equals(join.key()));
    if (all) {
      Set<UUID> before = new LinkedHashSet<>();
      for (Token token : List.copyOf(work.tokens)) {
        if (within(token.scope(), at.scope())) {
          before.addAll(token.before());
          work.drop(token);
        }
      }
      List<Integer> outer = at.scope().subList(0, at.scope().size() - 1);
      open.add(new Arrival(join.follows(), outer, List.copyOf(before), null));
    }
  }

  private void delay(FlowNode.Delay delay, Arrival at) {
    Instant due =
        delay.until() != null
            ? work.facts.moment(delay.until()).orElse(work.operation.at())
            : work.facts.after(delay.after() == null ? 0 : delay.after(), delay.working());
    if (!due.isAfter(work.operation.at())) {
      pass(at, List.of(), delay.follows());
      return;
    }
    Token token = token(at, Token.Phase.WAITING, due);
    work.put(token);
    work.effects.add(new Effect.Wake(token.id(), due));
  }

  private Token token(Arrival at, Token.Phase phase, @Nullable Instant due) {
    return new Token(
        work.number(), at.node(), at.scope(), phase, List.of(), at.before(), at.home(), due);
  }

  private void ask(FlowNode.Human node, Arrival at) {
    Party.Chosen choice = node.who().chosen();
    if (choice != null && !work.chosen.containsKey(node.key())) {
      boolean starter = choice.byStarter() || work.operation.isBySystem();
      waitFor(
          token(at, Token.Phase.CHOOSING, null),
          starter ? starter() : Pool.of(work.operation.by()));
      return;
    }
    Asking asking = node.asking();
    Token token = token(at, Token.Phase.ASKING, null);
    Pool pool = work.facts.who(node.who(), work.chosen.getOrDefault(node.key(), List.of()));
    if (pool.isEmpty()) {
      if (asking.nobody() == Asking.Nobody.PASS || asking.nobody() == Asking.Nobody.REJECT) {
        boolean passes = asking.nobody() == Asking.Nobody.PASS;
        outcome(node, token, passes ? When.NOBODY_PASS : When.NOBODY_REJECT);
        return;
      }
      pool = substitutes(asking);
    }
    if (asking.mode() == Mode.ANY && asking.own() == Own.ALLOW && asking.again() == Again.ASK) {
      hand(node, token, List.of(Seat.waiting(work.number(), pool, null, null)));
      return;
    }
    List<UUID> people = withoutStarter(asking, everybody(pool));
    if (people.isEmpty()) {
      outcome(node, token, When.ONLY_STARTER);
      return;
    }
    hand(node, token, seats(node, at, people));
  }

  private Pool substitutes(Asking asking) {
    Pool named =
        asking.nobody() == Asking.Nobody.PEOPLE
            ? work.facts.who(Party.of(Set.copyOf(asking.substitutes())), List.of())
            : Pool.NOBODY;
    return named.isEmpty() ? new Pool(List.of(Role.ADMINISTRATOR), List.of()) : named;
  }

  private List<UUID> everybody(Pool pool) {
    Set<UUID> all = new LinkedHashSet<>(pool.people());
    pool.roles().forEach(role -> all.addAll(work.facts.members(role)));
    return List.copyOf(all);
  }

  private List<UUID> withoutStarter(Asking asking, List<UUID> people) {
    if (asking.own() == Own.ALLOW || !people.contains(work.starter)) {
      return people;
    }
    Set<UUID> others = new LinkedHashSet<>(people);
    others.remove(work.starter);
    if (asking.own() == Own.MANAGER) {
      work.facts
          .manager(work.starter)
          .map(List::of)
          .orElseGet(() -> work.facts.members(Role.ADMINISTRATOR))
          .forEach(others::add);
    }
    return List.copyOf(others);
  }

  private List<Seat> seats(FlowNode.Human node, Arrival at, List<UUID> people) {
    Set<UUID> agreed = new HashSet<>();
    if (node.asking().again() == Again.SKIP_CONSECUTIVE) {
      agreed.addAll(at.before());
    } else if (node.asking().again() == Again.SKIP_ALWAYS) {
      work.passed.forEach(each -> agreed.addAll(each.people()));
    }
    String forward = node.forward().key();
    if (node.asking().mode() == Mode.ANY) {
      Seat one = Seat.waiting(work.number(), Pool.of(people), null, null);
      return List.of(
          people.stream()
              .filter(agreed::contains)
              .findFirst()
              .map(person -> one.decided(Seat.State.AGREED, person, forward))
              .orElse(one));
    }
    List<Seat> seats = new ArrayList<>();
    for (UUID person : people) {
      Seat seat = Seat.waiting(work.number(), Pool.of(person), null, null);
      seats.add(agreed.contains(person) ? seat.decided(Seat.State.AGREED, person, forward) : seat);
    }
    return seats;
  }

  /** Hands out the tasks of those who have not agreed before. */
  private void hand(FlowNode.Human node, Token token, List<Seat> seats) {
    Asking asking = node.asking();
    Token asked = token.withSeats(seats);
    When when = Counting.of(asking.mode(), asking.share(), seats);
    if (when == When.ENOUGH) {
      outcome(node, asked, when);
      return;
    }
    work.take(asking.mode(), Act.ARRIVE, When.MORE);
    for (Seat seat : seats) {
      if (!seat.isDecided()) {
        asked = asked.with(work.open(asked, seat, false));
        if (asking.mode() == Mode.IN_TURN) {
          break;
        }
      }
    }
    work.put(asked);
  }

  /** A node that decides by itself. */
  private void outcome(FlowNode.Human node, Token token, When when) {
    boolean passes = work.take(node.asking().mode(), Act.ARRIVE, when) == Then.NODE_PASSES;
    Outcome outcome =
        passes
            ? node.forward()
            : node.outcomes().values().stream().skip(1).findFirst().orElse(node.forward());
    leave(node, token, outcome, passes);
  }

  /** Goes on from a node that people have finished. */
  void leave(FlowNode.Human node, Token token, Outcome outcome, boolean forward) {
    List<UUID> agreed =
        forward
            ? token.seats().stream()
                .filter(seat -> seat.state() == Seat.State.AGREED && seat.by() != null)
                .map(seat -> java.util.Objects.requireNonNull(seat.by()))
                .toList()
            : List.of();
    work.drop(token);
    work.write(outcome.settings());
    work.passed.removeIf(each -> each.node().equals(node.key()));
    work.passed.add(new FlowState.Passed(node.key(), agreed));
    if (forward && token.home() != null) {
      restore(token.home());
    } else {
      open.add(new Arrival(outcome.next(), token.scope(), agreed, null));
    }
  }

  /** Carries out what {@link #leave} has found to follow. */
  void finish() {
    Arrival first = open.poll();
    if (first != null) {
      go(first);
    }
  }

  /** Puts tokens back where they stood, with new tasks for whoever had not acted. */
  void restore(List<Token> home) {
    for (Token token : home) {
      Token back = token;
      for (Seat seat : token.seats()) {
        if (seat.isOpen()) {
          back = back.with(work.open(back, seat, false));
        }
      }
      work.put(back);
      if (token.phase() == Token.Phase.WAITING && token.due() != null) {
        work.effects.add(new Effect.Wake(token.id(), token.due()));
      } else if (token.phase() == Token.Phase.PERFORMING) {
        work.effects.add(new Effect.Carry(token.id(), token.node()));
      }
    }
  }

  /** A token that waits for one person or a few, of whom any one answers. */
  void waitFor(Token token, Pool who) {
    Seat seat = Seat.waiting(work.number(), who, null, null);
    Token asked = token.withSeats(List.of(seat));
    work.put(asked.with(work.open(asked, seat, false)));
  }

  /** The record comes back to its starter. */
  void toStarter(@Nullable List<Token> home) {
    waitFor(
        new Token(
            work.number(),
            work.flow.start(),
            List.of(),
            Token.Phase.RETURNED,
            List.of(),
            List.of(),
            home,
            null),
        starter());
  }

  /** What the product itself has started, administrators answer for. */
  private Pool starter() {
    return work.starter.equals(Actor.SYSTEM)
        ? new Pool(List.of(Role.ADMINISTRATOR), List.of())
        : Pool.of(work.starter);
  }
}
