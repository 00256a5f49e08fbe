package io.xiaodan.rule;

import io.xiaodan.action.Occasion;
import io.xiaodan.action.Outcome;
import io.xiaodan.action.RuleCalls;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Runs rules that others call: a run of its own, one deeper in the chain, that knows which step of
 * which run called it.
 */
@Component
class CalledRules implements RuleCalls {

  private final Records records;
  private final RunTables tables;
  private final RunStarter starter;
  private final Workspace workspace;
  private final Clock clock;

  CalledRules(
      Records records, RunTables tables, RunStarter starter, Workspace workspace, Clock clock) {
    this.records = records;
    this.tables = tables;
    this.starter = starter;
    this.workspace = workspace;
    this.clock = clock;
  }

  @Override
  public Outcome call(Occasion occasion, String key, String form, UUID id) {
    Rule rule = callable(occasion.blueprint(), key, form);
    int depth = 1 + tables.depth(occasion.run());
    requireNotTooDeep(depth);
    Caller caller = new Caller(occasion.blueprint(), occasion.actor());
    StoredRecord record = record(caller, occasion, form, id);
    Formula when = rule.when();
    if (when != null
        && !when.test(
            records.valuesNow(caller, record), Environment.of(clock.instant(), workspace.zone()))) {
      return new Outcome.Done(Map.of("rule", key, "form", form, "id", id, "holds", false));
    }
    RunStarter.Cause cause = new RunStarter.Cause(occasion.run(), occasion.step(), depth);
    UUID run =
        tables
            .called(occasion.run(), occasion.step())
            .orElseGet(() ->
                starter
                    .start(occasion.blueprint(), rule, List.of(record), occasion.starter(), cause)
                    .getFirst());
    return new Outcome.Done(Map.of("rule", key, "form", form, "id", id, "run", run));
  }

  /**
   * The rule, as far as it can be called for a record of the form.
   *
   * @throws ProblemException conflict when it cannot
   */
  static Rule callable(Blueprint blueprint, String key, String form) {
    Rule rule = blueprint.find(Rule.TYPE, key).orElse(null);
    if (rule == null || !rule.trigger().called() || !rule.form().key().equals(form)) {
      throw Problem.of(ProblemKind.CONFLICT, "rule.gone", "rule", key).exception();
    }
    if (!rule.enabled()) {
      throw Problem.of(ProblemKind.CONFLICT, "rule.call_off", "rule", rule.label()).exception();
    }
    return rule;
  }

  /**
   * @throws ProblemException conflict when rules have set one another off too often
   */
  static void requireNotTooDeep(int depth) {
    if (depth > RuleParticipant.DEEPEST) {
      throw Problem.of(ProblemKind.CONFLICT, "rule.chain_cut", "depth", RuleParticipant.DEEPEST)
          .exception();
    }
  }

  /** One in the recycle bin counts only where its deletion is what set the caller off. */
  private StoredRecord record(Caller caller, Occasion occasion, String form, UUID id) {
    StoredRecord record = records.get(caller, form, id);
    if (record.deletedAt() != null && !id.equals(occasion.record().id())) {
      throw Problem.of(ProblemKind.CONFLICT, "rule.call_deleted").exception();
    }
    return record;
  }
}
