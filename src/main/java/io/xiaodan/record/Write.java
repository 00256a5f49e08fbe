package io.xiaodan.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be done to a record.
 *
 * @param values new values as JSON; null for none
 * @param set values that flows and rules set, as their field types hold them
 * @param trusted whether the values come from the blueprint (flow, rule) and not from a person, so
 *     that rights do not limit them
 * @param alongside participants of this one change, asked before the registered ones
 * @param participants whether the registered participants see the change; a historical import
 *     leaves them out
 * @param demands what else is asked of it
 * @param at when it happened, for what an import brings from the past; null, and for every other
 *     origin, means now
 */
public record Write(
    @Nullable JsonNode values,
    Map<String, ? extends @Nullable Object> set,
    boolean trusted,
    List<Participant> alongside,
    boolean participants,
    Demands demands,
    @Nullable Instant at) {

  /** New values from a person or another system. */
  public static Write of(JsonNode values) {
    return new Write(values, Map.of(), false, List.of(), true, Demands.NONE, null);
  }

  /** Values that a flow or a rule sets. */
  public static Write trusted(
      @Nullable JsonNode values, Map<String, ? extends @Nullable Object> set) {
    return new Write(values, set, true, List.of(), true, Demands.NONE, null);
  }

  /** The same, with one more participant. */
  public Write alongside(Participant participant) {
    List<Participant> more = new ArrayList<>(alongside);
    more.add(participant);
    return new Write(values, set, trusted, List.copyOf(more), participants, demands, at);
  }

  /** The same, of which more is asked. */
  public Write demanding(Demands more) {
    return new Write(values, set, trusted, alongside, participants, more, at);
  }

  /** The same, seen by no flow and no rule. */
  public Write withoutParticipants() {
    return new Write(values, set, trusted, alongside, false, demands, at);
  }

  /** The same, as it happened at a moment of the past; an import alone may say so. */
  public Write at(@Nullable Instant moment) {
    return new Write(values, set, trusted, alongside, participants, demands, moment);
  }
}
