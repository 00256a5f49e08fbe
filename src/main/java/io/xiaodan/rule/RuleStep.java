package io.xiaodan.rule;

import io.xiaodan.action.Action;
import java.util.List;

/**
 * One step of a rule.
 *
 * @param after keys of the steps that must have succeeded first
 */
public record RuleStep(String key, Action action, List<String> after) {

  public RuleStep {
    after = List.copyOf(after);
  }
}
