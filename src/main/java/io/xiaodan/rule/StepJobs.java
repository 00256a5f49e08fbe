package io.xiaodan.rule;

import io.xiaodan.action.EntryFailed;
import io.xiaodan.action.Outcome;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.platform.DeadJob;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobRun;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.rule.RunTables.Standing;
import io.xiaodan.task.NewTask;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Steps as background jobs. What writes to the database only is done exactly once: the effect, the
 * step's state, the start of the next steps and the removal of the job are one transaction.
 * Messages to the outside are sent at least once, under a key that stays the same.
 */
@Component
class StepJobs {

  private static final Logger log = LoggerFactory.getLogger(StepJobs.class);

  private final Jobs jobs;
  private final RunTables tables;
  private final RunProgress progress;
  private final StepRunner runner;
  private final Reasons reasons;
  private final JsonMapper json;
  private final Clock clock;
  private final TransactionTemplate effect;
  private final TransactionTemplate apart;
  private final JobType<StepJob> inward;
  private final JobType<StepJob> small;
  private final JobType<StepJob> outward;
  private final JobType<StepJob> later;

  StepJobs(
      Jobs jobs,
      RunTables tables,
      RunProgress progress,
      StepRunner runner,
      Reasons reasons,
      JsonMapper json,
      Clock clock,
      PlatformTransactionManager transactions,
      RuleSettings settings) {
    this.jobs = jobs;
    this.tables = tables;
    this.progress = progress;
    this.runner = runner;
    this.reasons = reasons;
    this.json = json;
    this.clock = clock;
    this.effect = template(transactions, TransactionDefinition.PROPAGATION_NESTED);
    this.apart = template(transactions, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.inward =
        jobs.register(
            JobType.exactlyOnce(
                    "rule.record", StepJob.class, settings.retry(), this::carryOutInward)
                .onDeath(this::died));
    this.small =
        jobs.register(
            JobType.together(
                    "rule.small",
                    StepJob.class,
                    settings.retry(),
                    this::carryOutInward,
                    this::carryOutTogether)
                .onDeath(this::died));
    this.outward =
        jobs.register(
            JobType.atLeastOnce(
                    "rule.message", StepJob.class, settings.retry(), this::carryOutOutward)
                .onDeath(this::died));
    this.later =
        jobs.register(
            JobType.exactlyOnce("rule.wait", StepJob.class, settings.retry(), this::carryOutInward)
                .onDeath(this::died));
  }

  private static TransactionTemplate template(
      PlatformTransactionManager transactions, int propagation) {
    TransactionTemplate template = new TransactionTemplate(transactions);
    template.setPropagationBehavior(propagation);
    return template;
  }

  /** The job of a step. */
  JobOrder<StepJob> order(UUID run, String step, String action, Instant due) {
    StepJob job = new StepJob(run, step);
    return new JobOrder<>(type(action), job.id(), job, due);
  }

  /** What only adds rows of its own can be done with others; what changes records stands alone. */
  private JobType<StepJob> type(String action) {
    if (action.startsWith("send_")) {
      return outward;
    }
    return action.equals("create_task") || action.equals("notify") ? small : inward;
  }

  /** Starts a step within the caller's transaction. */
  void start(UUID run, Standing step) {
    jobs.schedule(order(run, step.key(), step.action(), clock.instant()));
  }

  /** Takes the job of a step away that does not run at this moment. */
  void withdraw(UUID run, Standing step) {
    String id = new StepJob(run, step.key()).id();
    jobs.cancel(type(step.action()), id);
    jobs.cancel(later, id);
  }

  /** Starts a step once more, whether or not its job was given up. */
  void startAgain(UUID run, Standing step) {
    JobOrder<StepJob> order = order(run, step.key(), step.action(), clock.instant());
    jobs.revive(order.type().name(), order.id());
    jobs.schedule(order);
  }

  private void carryOutInward(StepJob job, JobRun run) {
    Instant startedAt = clock.instant();
    Optional<RunTables.Work> work = tables.work(job).filter(found -> !found.state().isFinal());
    if (work.isEmpty()) {
      return;
    }
    FailureNote note = new FailureNote(job);
    TransactionSynchronizationManager.registerSynchronization(note);
    try {
      Outcome outcome = outcome(() -> inward(job, work.get()));
      note.refuse(outcome);
      if (outcome instanceof Outcome.Later(Instant due)) {
        tables.waitUntil(job, due, startedAt);
        jobs.schedule(new JobOrder<>(later, job.id(), job, due));
      } else {
        finish(job, work.get(), outcome, 1, startedAt);
      }
    } catch (StepFailed e) {
      throw e;
    } catch (RuntimeException e) {
      note.unexpected(e);
      throw e;
    }
  }

  /** Small steps of many runs in one transaction; if one fails all are taken back. */
  private void carryOutTogether(List<StepJob> all) {
    Instant startedAt = clock.instant();
    Map<StepJob, RunTables.Work> works = tables.works(all);
    Map<StepJob, Outcome.Done> alone = new LinkedHashMap<>();
    List<NewTask> tasks = new ArrayList<>();
    for (StepJob job : all) {
      RunTables.Work work = works.get(job);
      if (work == null || work.state().isFinal()) {
        continue;
      }
      Outcome outcome = outcome(() -> runner.runTogether(job, work, tasks));
      if (outcome instanceof Outcome.Failed(boolean retryable, Message why) && retryable) {
        throw new StepFailed(why);
      } else if (work.alone() && outcome instanceof Outcome.Done done) {
        alone.put(job, done);
      } else {
        finish(job, work, outcome, 1, startedAt);
      }
    }
    runner.handOut(tasks);
    progress.finishAlone(alone, 1, startedAt);
  }

  private void carryOutOutward(StepJob job, JobRun run) {
    Optional<RunTables.Work> work = tables.work(job);
    if (work.isEmpty() || !tables.begin(job, clock.instant())) {
      return;
    }
    FailureNote note = new FailureNote(job);
    try {
      Outcome outcome = outcome(() -> runner.run(job, work.get()));
      note.refuse(outcome);
      finish(job, work.get(), outcome, 0, null);
    } catch (RuntimeException e) {
      if (!(e instanceof StepFailed)) {
        note.unexpected(e);
      }
      note.write(0);
      throw e;
    }
  }

  /**
   * The effect alone can be taken back where the record door may refuse it, so that the refusal is
   * noted in the same transaction.
   */
  private @Nullable Outcome inward(StepJob job, RunTables.Work work) {
    return work.action().endsWith("_record") || work.action().equals("for_each")
        ? effect.execute(status -> runner.run(job, work))
        : runner.run(job, work);
  }

  private void finish(
      StepJob job,
      RunTables.Work work,
      Outcome outcome,
      int attempts,
      @Nullable Instant startedAt) {
    if (work.alone() && outcome instanceof Outcome.Done done) {
      progress.finishAlone(Map.of(job, done), attempts, startedAt);
    } else {
      progress.finish(job, outcome, attempts, startedAt, step -> start(job.run(), step));
    }
  }

  /** What an attempt came to, a refusal of the record door included. */
  private static Outcome outcome(java.util.function.Supplier<@Nullable Outcome> attempt) {
    try {
      return java.util.Objects.requireNonNull(attempt.get());
    } catch (ProblemException e) {
      return Outcome.of(e.problem());
    } catch (EntryFailed e) {
      return e.outcome();
    } catch (FormulaException e) {
      return new Outcome.Failed(false, FormulaReader.message(e.errors().getFirst(), ""));
    }
  }

  private void died(DeadJob dead) {
    StepJob job = json.readValue(dead.payload(), StepJob.class);
    progress.giveUp(job, dead.error(), step -> start(job.run(), step));
  }

  /** Why an attempt failed; kept with the step when the attempt has been taken back. */
  private final class FailureNote implements TransactionSynchronization {
    private final StepJob job;
    private @Nullable Message reason;

    FailureNote(StepJob job) {
      this.job = job;
    }

    /** Lets another attempt follow where that may help. */
    void refuse(Outcome outcome) {
      if (outcome instanceof Outcome.Failed(boolean retryable, Message why) && retryable) {
        reason = why;
        throw new StepFailed(why);
      }
    }

    void unexpected(RuntimeException failure) {
      log.error("rule run={} step={} failed", job.run(), job.step(), failure);
      reason = Message.of("rule.unexpected", "error", failure.getClass().getSimpleName());
    }

    void write(int attempts) {
      Message why = reason;
      if (why != null) {
        String text = reasons.write(why);
        apart.executeWithoutResult(status -> tables.failedOnce(job, attempts, text));
      }
    }

    @Override
    public void afterCompletion(int status) {
      if (status != STATUS_COMMITTED) {
        write(1);
      }
    }
  }

  /** An attempt failed in a way that another one may mend. */
  private static final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailed(Message reason) {
      super(reason.code() + " " + reason.arguments(), null, false, false);
    }
  }
}
