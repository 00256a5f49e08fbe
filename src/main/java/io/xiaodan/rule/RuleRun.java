package io.xiaodan.rule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One match of a rule, and what has become of it.
 *
 * @param rule key of the rule
 * @param blueprint version of the blueprint in which it matched
 * @param event the change that set it off
 * @param by who made that change
 * @param depth 1 for a change that no rule made, one more for each rule in the chain
 * @param parent the run whose step called this one, which may be gone; null where none did
 * @param parentStep that step, with the entry of its list behind it; null where none called
 * @param state {@code running}, {@code done}, {@code failed} or {@code cancelled}
 * @param error why the run as a whole did not start; null when it did
 */
public record RuleRun(
    UUID id,
    String rule,
    long blueprint,
    UUID event,
    String form,
    UUID recordId,
    Instant matchedAt,
    UUID by,
    int depth,
    @Nullable UUID parent,
    @Nullable String parentStep,
    String state,
    @Nullable Instant finishedAt,
    @Nullable Reason error,
    List<RunStep> steps) {

  /** The state of a run that somebody ended before it had come to its end. */
  static final String CANCELLED = "cancelled";

  public RuleRun {
    steps = List.copyOf(steps);
  }
}
