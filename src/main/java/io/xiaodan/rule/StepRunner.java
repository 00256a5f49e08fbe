package io.xiaodan.rule;

import io.xiaodan.action.Action;
import io.xiaodan.action.Actions;
import io.xiaodan.action.Occasion;
import io.xiaodan.action.Outcome;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Message;
import io.xiaodan.task.NewTask;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/**
 * Carries out one step, as the rule says when the step runs: a step that failed because of a
 * mistake in the rule can be tried again after the mistake is mended.
 */
@Component
class StepRunner {

  private final Actions actions;
  private final Blueprints blueprints;
  private final ManyRecords many;
  private final Clock clock;

  StepRunner(Actions actions, Blueprints blueprints, ManyRecords many, Clock clock) {
    this.many = many;
    this.actions = actions;
    this.blueprints = blueprints;
    this.clock = clock;
  }

  /**
   * One attempt.
   *
   * @throws io.xiaodan.kernel.ProblemException when the record door refuses
   */
  Outcome run(StepJob job, RunTables.Work work) {
    return run(job, work, actions::carryOut);
  }

  /**
   * The same, with others in one transaction.
   *
   * @param tasks takes the to-dos it hands out, for {@link #handOut}
   */
  Outcome runTogether(StepJob job, RunTables.Work work, List<NewTask> tasks) {
    return run(job, work, (action, occasion) -> actions.carryOut(action, occasion, tasks::add));
  }

  private Outcome run(
      StepJob job, RunTables.Work work, BiFunction<Action, Occasion, Outcome> carryOut) {
    Blueprint blueprint = atLeast(work.blueprint());
    Rule rule = blueprint.find(Rule.TYPE, work.rule()).orElse(null);
    RuleStep step = rule == null ? null : rule.step(job.step()).orElse(null);
    if (rule == null || step == null || !rule.form().key().equals(work.form())) {
      return new Outcome.Failed(
          false, Message.of("rule.step_gone", "rule", work.rule(), "step", job.step()));
    }
    RunInput input = RunInput.read(rule.form(), work.record(), work.input());
    String key =
        "rule:%s@%d:%s:%s".formatted(work.rule(), work.blueprint(), work.event(), job.step());
    Occasion occasion =
        new Occasion(
            blueprint,
            Actor.system(Origin.RULE, job.run()),
            job.run(),
            job.step(),
            key,
            rule.form(),
            input.after(),
            input.before(),
            work.by());
    if (rule.isTogether()) {
      occasion = occasion.about(() -> many.of(blueprint, rule));
    }
    if (work.until() != null && !work.until().isAfter(clock.instant())) {
      return new Outcome.Done(Map.of("until", work.until()));
    }
    return step.when() == null || actions.holds(step.when(), occasion)
        ? carryOut.apply(step.action(), occasion)
        : new Outcome.Skipped(false, null);
  }

  /** Writes the to-dos that steps handed out. */
  void handOut(List<NewTask> tasks) {
    actions.handOut(tasks);
  }

  /** The current blueprint, which on this node must not be older than the match. */
  private Blueprint atLeast(long version) {
    if (blueprints.current().version() < version) {
      blueprints.refresh();
    }
    return blueprints.current();
  }
}
