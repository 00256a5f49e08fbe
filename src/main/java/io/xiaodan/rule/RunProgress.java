package io.xiaodan.rule;

import io.xiaodan.action.Outcome;
import io.xiaodan.kernel.Message;
import io.xiaodan.rule.RunTables.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Moves runs on: notes what a step has come to, starts the steps that waited for it, and ends the
 * run after the last one. The steps of a run end one after another, so that of two that end at the
 * same moment the second sees the first.
 */
@Component
class RunProgress {

  private final RunTables tables;
  private final Reasons reasons;
  private final JsonMapper json;
  private final Clock clock;
  private final TransactionTemplate transaction;

  RunProgress(
      RunTables tables,
      Reasons reasons,
      JsonMapper json,
      Clock clock,
      TransactionTemplate transaction) {
    this.tables = tables;
    this.reasons = reasons;
    this.json = json;
    this.clock = clock;
    this.transaction = transaction;
  }

  /**
   * A step has come to an end, within the caller's transaction or one of its own.
   *
   * @param attempts how many attempts are to be added to its count
   * @param startedAt of the last attempt; null when that is noted already
   * @param start starts a step
   */
  void finish(
      StepJob job,
      Outcome outcome,
      int attempts,
      @Nullable Instant startedAt,
      Consumer<Standing> start) {
    Ending ending = new Ending(state(outcome), detail(outcome), reason(outcome));
    transaction.executeWithoutResult(status -> end(job, ending, attempts, startedAt, start));
  }

  /** The only steps of runs are done; nothing else can happen to these runs at the same moment. */
  void finishAlone(Map<StepJob, Outcome.Done> done, int attempts, @Nullable Instant startedAt) {
    if (!done.isEmpty()) {
      tables.endAlone(
          List.copyOf(done.keySet()),
          done.values().stream().map(each -> json.writeValueAsString(each.detail())).toList(),
          attempts,
          startedAt,
          clock.instant());
    }
  }

  /** What a step has come to, as it is kept. */
  private record Ending(StepState state, @Nullable String detail, @Nullable String reason) {}

  private void end(
      StepJob job,
      Ending ending,
      int attempts,
      @Nullable Instant startedAt,
      Consumer<Standing> start) {
    Instant now = clock.instant();
    String run = tables.lock(job.run()).orElse(null);
    if (run == null) {
      return;
    }
    StepState state = ending.state();
    tables.end(job, state, attempts, ending.detail(), ending.reason(), startedAt, now);
    if (run.equals(RuleRun.CANCELLED)) {
      return;
    }
    Map<String, Standing> steps = new LinkedHashMap<>();
    tables.standings(job.run()).forEach(step -> steps.put(step.key(), step));
    steps.computeIfPresent(job.step(), (key, step) -> with(step, state));
    if (state.isPassed()) {
      startThoseAfter(job, steps, start);
    } else {
      endThoseAfter(job, state, steps, now);
    }
    if (steps.values().stream().allMatch(step -> step.state().isFinal())) {
      tables.endRun(job.run(), succeeded(steps) ? "done" : "failed", now);
    }
  }

  /** A step was tried for the last time; the reason of its last attempt stays. */
  void giveUp(StepJob job, String error, Consumer<Standing> start) {
    RunTables.Work work = tables.work(job).orElse(null);
    if (work != null && !work.state().isFinal()) {
      String reason =
          work.explained() ? null : reasons.write(Message.of("rule.given_up", "error", error));
      Ending ending = new Ending(StepState.FAILED, null, reason);
      transaction.executeWithoutResult(status -> end(job, ending, 0, null, start));
    }
  }

  private static boolean succeeded(Map<String, Standing> steps) {
    return steps.values().stream().allMatch(step -> step.state().isWell());
  }

  private void startThoseAfter(StepJob job, Map<String, Standing> steps, Consumer<Standing> start) {
    for (Standing step : List.copyOf(steps.values())) {
      boolean open = step.state() == StepState.WAITING || step.state() == StepState.CANCELLED;
      if (open && step.after().contains(job.step()) && isReady(step, steps)) {
        if (step.state() == StepState.CANCELLED) {
          tables.reopen(new StepJob(job.run(), step.key()));
        }
        steps.put(step.key(), with(step, StepState.WAITING));
        start.accept(step);
      }
    }
  }

  private static boolean isReady(Standing step, Map<String, Standing> steps) {
    return step.after().stream()
        .map(steps::get)
        .allMatch(before -> before != null && before.state().isPassed());
  }

  /** All that wait for a step that did not succeed, directly or through others. */
  private void endThoseAfter(StepJob job, StepState why, Map<String, Standing> steps, Instant now) {
    StepState state = why == StepState.STOPPED ? why : StepState.CANCELLED;
    List<String> unsuccessful = new ArrayList<>(List.of(job.step()));
    for (int i = 0; i < unsuccessful.size(); i++) {
      String before = unsuccessful.get(i);
      for (Standing step : List.copyOf(steps.values())) {
        if (step.state() == StepState.WAITING && step.after().contains(before)) {
          tables.end(
              new StepJob(job.run(), step.key()),
              state,
              0,
              null,
              state == StepState.STOPPED
                  ? null
                  : reasons.write(Message.of("rule.step_before_failed", "step", before)),
              null,
              now);
          steps.put(step.key(), with(step, state));
          unsuccessful.add(step.key());
        }
      }
    }
  }

  /**
   * Ends a run where it stands: what has not begun is left out. What is being done at this moment
   * is finished.
   *
   * @param withdraw takes a step's job away
   */
  void cancel(UUID run, Consumer<Standing> withdraw) {
    Instant now = clock.instant();
    for (Standing step : tables.standings(run)) {
      if (step.state() == StepState.WAITING) {
        withdraw.accept(step);
        tables.end(
            new StepJob(run, step.key()),
            StepState.CANCELLED,
            0,
            null,
            reasons.write(Message.of("rule.run_cancelled")),
            null,
            now);
      }
    }
    tables.endRun(run, RuleRun.CANCELLED, now);
  }

  /** A step that did not succeed begins once more. */
  void reopen(UUID run, String step) {
    tables.reopen(new StepJob(run, step));
    tables.endRun(run, "running", null);
  }

  private static Standing with(Standing step, StepState state) {
    return new Standing(step.key(), step.action(), step.after(), state);
  }

  private static StepState state(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> StepState.DONE;
      case Outcome.Skipped(boolean rest, var _) -> rest ? StepState.STOPPED : StepState.SKIPPED;
      case Outcome.Later _ -> StepState.WAITING;
      case Outcome.NotSent _ -> StepState.NOT_SENT;
      case Outcome.Failed _ -> StepState.FAILED;
    };
  }

  private @Nullable String detail(Outcome outcome) {
    return outcome instanceof Outcome.Done(Map<String, Object> detail)
        ? json.writeValueAsString(detail)
        : null;
  }

  private @Nullable String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _, Outcome.Later _ -> null;
      case Outcome.Skipped(boolean _, Message reason) ->
          reason == null ? null : reasons.write(reason);
      case Outcome.NotSent(Message reason) -> reasons.write(reason);
      case Outcome.Failed(boolean _, Message reason) -> reasons.write(reason);
    };
  }
}
