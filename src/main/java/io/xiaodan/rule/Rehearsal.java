package io.xiaodan.rule;

import io.xiaodan.blueprint.Finding;
import io.xiaodan.expression.Clause;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would do about a record.
 *
 * @param findings what the check says of the rule; with an error nothing else was tried
 * @param elsewhere the fields whose change sets the rule off, where none of them is at the value it
 *     would have to have become, each with the value it has; what follows is then what it would do
 *     if it were set off all the same. Empty where the rule may be set off
 * @param clauses the parts of its condition, each with its result; empty without a condition
 * @param holds whether the condition holds
 * @param refusal what the person would be told, where the rule keeps the change from being saved
 * @param steps what each step would do, in the order they would begin; empty where the condition
 *     does not hold
 */
public record Rehearsal(
    List<Finding> findings,
    Map<String, @Nullable Object> elsewhere,
    List<Clause> clauses,
    boolean holds,
    @Nullable Message refusal,
    List<Step> steps) {

  /**
   * One step.
   *
   * @param state {@code done}, {@code skipped}, {@code stopped}, {@code not_sent}, {@code failed}
   *     or {@code cancelled}
   * @param reason why not; null where there is none
   * @param detail what it would do, JSON-ready: values of a record, people, the moment it waits for
   * @param messages what would go out
   * @param calls the rules it would call, each with what that would do
   */
  public record Step(
      String key,
      String action,
      String state,
      @Nullable Message reason,
      Map<String, Object> detail,
      List<Sent> messages,
      List<Call> calls) {}

  /**
   * A rule that a step would call.
   *
   * @param record the id of the record it would be called for
   * @param clauses the parts of its condition, each with its result
   * @param holds whether its condition holds, without which it has no steps
   */
  public record Call(
      String rule,
      Label label,
      UUID record,
      List<Clause> clauses,
      boolean holds,
      List<Step> steps) {}

  /** A message that would go out. */
  public record Sent(String channel, String recipient, @Nullable String subject, String body) {}

  static Rehearsal broken(List<Finding> findings) {
    return new Rehearsal(findings, Map.of(), List.of(), false, null, List.of());
  }
}
