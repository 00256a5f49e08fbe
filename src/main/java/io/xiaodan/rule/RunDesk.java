package io.xiaodan.rule;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.rule.RunTables.Standing;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do about runs: try again what failed, end one, run a rule once more. */
@Component
public class RunDesk {

  /** More are not tried again at once; the rest follows when it is asked once more. */
  private static final int LOT = 500;

  private final Blueprints blueprints;
  private final Records records;
  private final RuleRuns runs;
  private final RunTables tables;
  private final RunProgress progress;
  private final StepJobs stepJobs;
  private final RunStarter starter;
  private final TransactionTemplate transaction;

  RunDesk(
      Blueprints blueprints,
      Records records,
      RuleRuns runs,
      RunTables tables,
      RunProgress progress,
      StepJobs stepJobs,
      RunStarter starter,
      TransactionTemplate transaction) {
    this.blueprints = blueprints;
    this.records = records;
    this.runs = runs;
    this.tables = tables;
    this.progress = progress;
    this.stepJobs = stepJobs;
    this.starter = starter;
    this.transaction = transaction;
  }

  /**
   * Gives a step that failed or was not sent all its attempts again.
   *
   * @throws io.xiaodan.kernel.ProblemException NOT_FOUND, or CONFLICT when the step is in another
   *     state
   */
  public RuleRun retry(UUID run, String key) {
    transaction.executeWithoutResult(status -> {
      tables.lock(run);
      Standing step =
          tables.standings(run).stream()
              .filter(found -> found.key().equals(key))
              .findFirst()
              .orElseThrow(
                  () -> Problem.of(ProblemKind.NOT_FOUND, "rule.no_step", "step", key).exception());
      if (!isOpenToRetry(step)) {
        throw Problem.of(ProblemKind.CONFLICT, "rule.step_not_failed", "step", key).exception();
      }
      progress.reopen(run, key);
      stepJobs.startAgain(run, step);
    });
    return runs.find(run).orElseThrow();
  }

  private static boolean isOpenToRetry(Standing step) {
    return step.state() == StepState.FAILED || step.state() == StepState.NOT_SENT;
  }

  /**
   * Gives every failed step all its attempts again, of one rule or of all, the oldest runs first.
   *
   * @param rule key of the rule; null for all
   * @return how many runs go on
   */
  public int retryAll(@Nullable String rule) {
    int going = 0;
    for (UUID run : runs.failed(rule, LOT)) {
      going += Boolean.TRUE.equals(transaction.execute(_ -> retryFailed(run))) ? 1 : 0;
    }
    return going;
  }

  private boolean retryFailed(UUID run) {
    if (!tables.lock(run).orElse("").equals("failed")) {
      return false;
    }
    List<Standing> failed =
        tables.standings(run).stream().filter(step -> step.state() == StepState.FAILED).toList();
    for (Standing step : failed) {
      progress.reopen(run, step.key());
      stepJobs.startAgain(run, step);
    }
    return !failed.isEmpty();
  }

  /**
   * Ends a run: what has not begun is not done any more.
   *
   * @throws io.xiaodan.kernel.ProblemException NOT_FOUND, or CONFLICT when it has ended already
   */
  public RuleRun cancel(UUID run) {
    transaction.executeWithoutResult(status -> {
      String state = tables.lock(run).orElseThrow(RunDesk::notFound);
      if (!state.equals("running")) {
        throw Problem.of(ProblemKind.CONFLICT, "rule.run_ended").exception();
      }
      progress.cancel(run, step -> stepJobs.withdraw(run, step));
    });
    return runs.find(run).orElseThrow();
  }

  /**
   * Runs the rule once more, as it is published now, on the record as it is now.
   *
   * @param by who asks for it
   * @return the new run
   * @throws io.xiaodan.kernel.ProblemException NOT_FOUND, or CONFLICT when the rule or the record
   *     is gone
   */
  public RuleRun again(UUID run, UUID by) {
    RuleRun former = runs.find(run).orElseThrow(RunDesk::notFound);
    Blueprint blueprint = blueprints.current();
    Rule rule =
        blueprint
            .find(Rule.TYPE, former.rule())
            .filter(found -> found.form().key().equals(former.form()) && found.refusal() == null)
            .orElseThrow(() ->
                Problem.of(ProblemKind.CONFLICT, "rule.gone", "rule", former.rule()).exception());
    StoredRecord record = record(blueprint, former);
    List<UUID> made =
        java.util.Objects.requireNonNull(
            transaction.execute(_ -> starter.start(blueprint, rule, List.of(record), by)));
    return runs.find(made.getFirst()).orElseThrow();
  }

  private StoredRecord record(Blueprint blueprint, RuleRun run) {
    Caller caller = new Caller(blueprint, Actor.system(Origin.RULE));
    try {
      StoredRecord record = records.get(caller, run.form(), run.recordId());
      if (record.deletedAt() == null) {
        return record;
      }
    } catch (ProblemException e) {
      if (e.problem().kind() != ProblemKind.NOT_FOUND) {
        throw e;
      }
    }
    throw Problem.of(ProblemKind.CONFLICT, "rule.record_gone").exception();
  }

  private static ProblemException notFound() {
    return Problem.of(ProblemKind.NOT_FOUND, "rule.no_run").exception();
  }
}
