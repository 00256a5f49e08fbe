package io.xiaodan.flow;

import io.xiaodan.identity.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done to an instance.
 *
 * @param by who does it; the system for what happens by itself
 * @param token the place it is done at; 0 where it concerns the instance
 * @param seat the voice it is done with; 0 for none
 * @param outcome key of the outcome chosen; null for none
 * @param people those named in it
 * @param node the node named in it; null for none
 * @param back whether what is sent back is to come straight back
 * @param chosen people chosen for nodes ahead
 * @param step number of the step of a time limit
 */
record Operation(
    Act act,
    UUID by,
    Instant at,
    int token,
    int seat,
    @Nullable String outcome,
    List<UUID> people,
    @Nullable String node,
    boolean back,
    Map<String, List<UUID>> chosen,
    int step) {

  Operation {
    people = List.copyOf(people);
    chosen = Map.copyOf(chosen);
  }

  /** Something that names nothing else. */
  static Operation of(Act act, UUID by, Instant at, int token, int seat) {
    return new Operation(act, by, at, token, seat, null, List.of(), null, false, Map.of(), 0);
  }

  Operation withOutcome(@Nullable String key) {
    return new Operation(act, by, at, token, seat, key, people, node, back, chosen, step);
  }

  Operation withPeople(List<UUID> named) {
    return new Operation(act, by, at, token, seat, outcome, named, node, back, chosen, step);
  }

  Operation withNode(@Nullable String key, boolean comesBack) {
    return new Operation(act, by, at, token, seat, outcome, people, key, comesBack, chosen, step);
  }

  Operation withChosen(Map<String, List<UUID>> named) {
    return new Operation(act, by, at, token, seat, outcome, people, node, back, named, step);
  }

  Operation withStep(int number) {
    return new Operation(act, by, at, token, seat, outcome, people, node, back, chosen, number);
  }

  boolean isBySystem() {
    return by.equals(Actor.SYSTEM);
  }
}
