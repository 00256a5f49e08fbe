package io.xiaodan.rule;

import io.xiaodan.kernel.Message;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.Jobs;
import io.xiaodan.record.Change;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.OneStatement;
import io.xiaodan.rule.RuleParticipant.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes matches together with the change that caused them: the runs, their steps, and a job for
 * each step that waits for no other.
 */
@Component
class RunWriter {

  private final RunTables tables;
  private final StepJobs stepJobs;
  private final Jobs jobs;
  private final Reasons reasons;
  private final JsonMapper json;
  private final Ids ids;

  RunWriter(
      RunTables tables, StepJobs stepJobs, Jobs jobs, Reasons reasons, JsonMapper json, Ids ids) {
    this.tables = tables;
    this.stepJobs = stepJobs;
    this.jobs = jobs;
    this.reasons = reasons;
    this.json = json;
    this.ids = ids;
  }

  Contribution contribution(Change change, List<Match> matches, int depth) {
    List<JobOrder<StepJob>> orders = new ArrayList<>();
    return new Contribution() {
      @Override
      public void write(OneStatement statement) {
        RunWriter.this.write(statement, change, matches, depth, orders);
      }

      @Override
      public void committed() {
        jobs.wake(orders);
      }
    };
  }

  private void write(
      OneStatement statement,
      Change change,
      List<Match> matches,
      int depth,
      List<JobOrder<StepJob>> orders) {
    Map<String, Object> input = RunInput.of(change);
    List<RunTables.NewRun> runs = new ArrayList<>();
    List<RunTables.NewStep> steps = new ArrayList<>();
    for (Match match : matches) {
      UUID id = ids.next();
      runs.add(run(id, change, match, depth, input));
      if (match.error() == null) {
        for (RuleStep step : match.rule().steps()) {
          steps.add(
              new RunTables.NewStep(
                  id, step.key(), step.action().name(), step.after(), steps.size()));
          if (step.after().isEmpty()) {
            orders.add(stepJobs.order(id, step.key(), step.action().name(), change.at()));
          }
        }
      }
    }
    statement.add(tables.insertRuns(runs));
    statement.add(tables.insertSteps(steps));
    statement.add(jobs.insertFragment(orders));
  }

  private RunTables.NewRun run(
      UUID id, Change change, Match match, int depth, Map<String, Object> input) {
    boolean runs = match.error() == null;
    return new RunTables.NewRun(
        id,
        match.rule().key(),
        change.blueprint().version(),
        change.event(),
        change.form().key(),
        change.id(),
        change.at(),
        change.actor().personId(),
        depth,
        null,
        null,
        runs ? "running" : "failed",
        runs ? null : change.at(),
        error(match.error()),
        input);
  }

  private @Nullable JsonNode error(@Nullable Message error) {
    return error == null ? null : json.readTree(reasons.write(error));
  }
}
