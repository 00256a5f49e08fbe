package io.xiaodan.rule;

import io.xiaodan.action.Action;
import io.xiaodan.action.ContinueIf;
import io.xiaodan.action.ForEach;
import io.xiaodan.expression.Formula;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a rule.
 *
 * @param when looked at when the step begins: where it does not hold, the step is left out and what
 *     waits for it goes on; null where there is none
 * @param after keys of the steps that must have succeeded first
 */
public record RuleStep(String key, Action action, @Nullable Formula when, List<String> after) {

  /** Whether nothing can leave it out: no condition of its own or before it, and no list. */
  boolean isAlwaysReached(Rule rule) {
    Set<String> before = new LinkedHashSet<>(after);
    Deque<String> open = new ArrayDeque<>(after);
    while (!open.isEmpty()) {
      RuleStep step = rule.step(open.pop()).orElse(null);
      if (step != null) {
        step.after().stream().filter(before::add).forEach(open::add);
      }
    }
    return when == null
        && !(action instanceof ForEach)
        && before.stream()
            .flatMap(key -> rule.step(key).stream())
            .noneMatch(step -> step.action() instanceof ContinueIf);
  }

  public RuleStep {
    after = List.copyOf(after);
  }
}
