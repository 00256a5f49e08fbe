package io.xiaodan.rule;

import io.xiaodan.action.Refuse;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.Formula;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled rule.
 *
 * @param enabled whether it runs; one that does not is checked all the same
 * @param form whose records it watches
 * @param when the condition; null where there is none
 * @param steps what is done, in the order of the document
 */
public record Rule(
    String key,
    Label label,
    boolean enabled,
    Form form,
    Trigger trigger,
    @Nullable Formula when,
    List<RuleStep> steps) {

  /** Where compiled rules stand in the blueprint. */
  public static final ArtifactType<Rule> TYPE = new ArtifactType<>("rule", Rule.class);

  public Rule {
    steps = List.copyOf(steps);
  }

  /** What keeps a change from being saved; null when the rule does something else. */
  @Nullable Refuse refusal() {
    return steps.size() == 1 && steps.getFirst().action() instanceof Refuse refusal
        ? refusal
        : null;
  }

  /** Whether it happens once for all records that meet the condition. */
  boolean isTogether() {
    return trigger.timing() instanceof Timing.Every every && every.together();
  }

  /** A step by key. */
  public Optional<RuleStep> step(String key) {
    return steps.stream().filter(step -> step.key().equals(key)).findFirst();
  }

  /** One compiled rule is equal to itself only: rules are looked up often and never compared. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "Rule[" + key + "]";
  }
}
