package io.xiaodan.rule;

import io.xiaodan.action.Called;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.kernel.Message;
import java.util.Map;

/** Looks at what rules call: whether it is there, may be called, and is about such a record. */
final class RuleCallCheck {

  private final Map<String, Rule> rules;
  private final Compilation compilation;

  private RuleCallCheck(Map<String, Rule> rules, Compilation compilation) {
    this.rules = rules;
    this.compilation = compilation;
  }

  /** Reports every call that cannot work, at the step that calls. */
  static void report(Map<String, Rule> rules, Compilation compilation) {
    RuleCallCheck check = new RuleCallCheck(rules, compilation);
    rules
        .values()
        .forEach(rule ->
            rule.steps()
                .forEach(
                    step -> step.action().called().forEach(called -> check.look(rule, called))));
  }

  private void look(Rule rule, Called called) {
    ArtifactId id = new ArtifactId("rule", rule.key());
    Rule target = rules.get(called.rule());
    if (target == null) {
      error(id, called, Message.of("rule.call_unknown", "rule", called.rule()));
    } else if (!target.trigger().called()) {
      error(id, called, Message.of("rule.call_not_offered", "rule", target.label()));
    } else if (!target.form().key().equals(called.form().key())) {
      error(
          id,
          called,
          Message.of(
              "rule.call_other_form",
              "rule",
              target.label(),
              "form",
              target.form().label(),
              "given",
              called.form().label()));
    } else if (!target.enabled()) {
      compilation.warning(
          id, called.place(), Message.of("rule.call_disabled", "rule", target.label()));
    }
  }

  private void error(ArtifactId id, Called called, Message message) {
    compilation.error(id, called.place(), message);
  }
}
