package io.xiaodan.flow;

import io.xiaodan.flow.Seat.As;
import io.xiaodan.flow.Transition.When;
import io.xiaodan.identity.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A voice is given to somebody else, lent, or joined by others. */
final class Handing {

  private final Work work;

  Handing(Work work) {
    this.work = work;
  }

  static Token token(Work work) {
    return work.tokens.stream()
        .filter(each -> each.id() == work.operation.token())
        .findFirst()
        .orElseThrow(() -> Work.refused("flow.moved_on"));
  }

  static Seat open(Token token, int number) {
    Seat seat = token.seat(number);
    if (seat == null || !seat.isOpen()) {
      throw Work.refused("flow.moved_on");
    }
    return seat;
  }

  static FlowNode.Human node(Work work, Token token) {
    if (token.phase() != Token.Phase.ASKING
        || !(work.flow.node(token.node()) instanceof FlowNode.Human human)) {
      throw Work.refused("flow.moved_on");
    }
    return human;
  }

  void hand() {
    Act act = work.operation.act();
    Token token = token(work);
    Seat seat = open(token, work.operation.seat());
    if (act == Act.REASSIGN && token.phase() != Token.Phase.ASKING) {
      work.take(Mode.ANY, act, When.ALWAYS);
      work.close(seat);
      give(token, seat, null);
      return;
    }
    FlowNode.Human node = node(work, token);
    TimeLimit.@Nullable Step step = limitStep(node);
    work.take(node.asking().mode(), act, When.ALWAYS);
    switch (act) {
      case TRANSFER -> {
        boolean bySystem = work.operation.isBySystem();
        if (bySystem) {
          work.close(seat);
        } else {
          work.finish(seat, act.key());
        }
        give(token, seat, step);
      }
      case REASSIGN -> {
        work.close(seat);
        give(token, seat, null);
      }
      case DELEGATE -> {
        work.finish(seat, act.key());
        lend(token, seat, As.ADVISER);
      }
      case ADD_BEFORE -> {
        work.finish(seat, act.key());
        lend(token, seat, As.BEFORE);
      }
      case ADD_AFTER -> {
        List<UUID> after = new ArrayList<>(seat.after());
        named(token, seat).forEach(after::add);
        work.put(token.with(seat.withAfter(after)));
      }
      case ADD_PARALLEL -> addSeats(token, seat);
      case ESCALATE -> escalate(token, seat, step);
      default -> remind(seat, token, step);
    }
  }

  /** The people named; for a time limit, those its step names. */
  private List<UUID> named(Token token, Seat seat) {
    List<UUID> named = work.operation.people();
    if (named.isEmpty()) {
      throw Work.refused("flow.nobody_named");
    }
    Set<UUID> there = new LinkedHashSet<>();
    for (Seat each : token.seats()) {
      if (each.state() != Seat.State.REMOVED && each.id() != seat.id()) {
        each.asked().forEach(asked -> there.addAll(asked.pool().people()));
        there.addAll(each.after());
      }
    }
    there.addAll(seat.after());
    if (work.operation.act() != Act.REASSIGN && named.stream().anyMatch(there::contains)) {
      throw Work.refused("flow.asked_already");
    }
    return named;
  }

  private void give(Token token, Seat seat, TimeLimit.@Nullable Step step) {
    Pool to =
        step != null && step.to() != null
            ? work.facts.who(step.to(), List.of())
            : Pool.of(named(token, seat));
    Pool given = to.isEmpty() ? new Pool(List.of(Role.ADMINISTRATOR), List.of()) : to;
    Seat.Asked top = new Seat.Asked(seat.top().as(), given, null);
    work.put(token.with(work.open(token, seat.replaceTop(top), true)));
  }

  /** Pushes those named on top, the first named to act first; it comes back when they have. */
  private void lend(Token token, Seat seat, As as) {
    Seat lent = seat.replaceTop(ownedBy(seat));
    for (UUID person : named(token, seat).reversed()) {
      lent = lent.push(new Seat.Asked(as, Pool.of(person), null));
    }
    work.put(token.with(work.open(token, lent, true)));
  }

  /** Who lends a task of several people gets it back alone. */
  private Seat.Asked ownedBy(Seat seat) {
    Pool owner = work.operation.isBySystem() ? seat.top().pool() : Pool.of(work.operation.by());
    return new Seat.Asked(seat.top().as(), owner, null);
  }

  private void addSeats(Token token, Seat seat) {
    List<Seat> seats = new ArrayList<>(token.seats());
    int place = seats.indexOf(seat) + 1;
    Token changed = token;
    for (UUID person : named(token, seat)) {
      Seat added = Seat.waiting(work.number(), Pool.of(person), work.operation.by(), null);
      seats.add(place++, work.open(changed, added, true));
    }
    work.put(changed.withSeats(seats));
  }

  private void escalate(Token token, Seat seat, TimeLimit.@Nullable Step step) {
    Pool top = seat.top().pool();
    Set<UUID> more = new LinkedHashSet<>();
    List<String> roles = new ArrayList<>(top.roles());
    if (step != null && step.to() != null) {
      Pool named = work.facts.who(step.to(), List.of());
      more.addAll(named.people());
      roles.addAll(named.roles());
    } else {
      top.people().forEach(person -> work.facts.manager(person).ifPresent(more::add));
    }
    List<UUID> people = new ArrayList<>(top.people());
    people.addAll(more);
    UUID task = seat.top().task();
    Pool wider = new Pool(roles, people);
    if (task != null && !wider.equals(top)) {
      work.put(token.with(seat.replaceTop(new Seat.Asked(seat.top().as(), wider, task))));
      work.effects.add(new Effect.Widen(task, wider));
      work.effects.add(new Effect.Hurry(task, token.node(), wider));
    }
  }

  private void remind(Seat seat, Token token, TimeLimit.@Nullable Step step) {
    UUID task = seat.top().task();
    if (task != null) {
      work.effects.add(new Effect.Hurry(task, token.node(), seat.top().pool()));
    }
    if (step != null && step.every() != null) {
      Instant again = work.operation.at().plusSeconds(60L * step.every());
      work.effects.add(new Effect.Limit(token.id(), seat.id(), work.operation.step(), again));
    }
  }

  private TimeLimit.@Nullable Step limitStep(FlowNode.Human node) {
    return Optional.ofNullable(node.asking().limit())
        .filter(_ -> work.operation.isBySystem())
        .filter(limit -> work.operation.step() < limit.steps().size())
        .map(limit -> limit.steps().get(work.operation.step()))
        .orElse(null);
  }
}
