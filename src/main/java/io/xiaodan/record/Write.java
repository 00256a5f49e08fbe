package io.xiaodan.record;

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
 */
public record Write(
    @Nullable JsonNode values,
    Map<String, ? extends @Nullable Object> set,
    boolean trusted,
    List<Participant> alongside,
    boolean participants) {

  /** New values from a person or another system. */
  public static Write of(JsonNode values) {
    return new Write(values, Map.of(), false, List.of(), true);
  }

  /** Values that a flow or a rule sets. */
  public static Write trusted(
      @Nullable JsonNode values, Map<String, ? extends @Nullable Object> set) {
    return new Write(values, set, true, List.of(), true);
  }

  /** The same, with one more participant. */
  public Write alongside(Participant participant) {
    List<Participant> more = new ArrayList<>(alongside);
    more.add(participant);
    return new Write(values, set, trusted, List.copyOf(more), participants);
  }

  /** The same, seen by no flow and no rule. */
  public Write withoutParticipants() {
    return new Write(values, set, trusted, alongside, false);
  }
}
