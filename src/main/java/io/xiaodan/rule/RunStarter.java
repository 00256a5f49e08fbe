package io.xiaodan.rule;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Starts rules that no change sets off, within the caller's transaction. */
@Component
class RunStarter {

  private final RunTables tables;
  private final StepJobs stepJobs;
  private final Jobs jobs;
  private final JdbcTemplate database;
  private final Ids ids;
  private final Clock clock;

  RunStarter(
      RunTables tables, StepJobs stepJobs, Jobs jobs, JdbcTemplate database, Ids ids, Clock clock) {
    this.tables = tables;
    this.stepJobs = stepJobs;
    this.jobs = jobs;
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What called a rule.
   *
   * @param run null where nothing did
   * @param step of that run
   * @param depth how deep in a chain the new run is
   */
  record Cause(@Nullable UUID run, @Nullable String step, int depth) {
    static final Cause NONE = new Cause(null, null, 1);
  }

  /**
   * One run for each record.
   *
   * @param by who caused it; the system for a time
   * @return the ids of the runs, in the order of the records
   */
  List<UUID> start(Blueprint blueprint, Rule rule, Collection<StoredRecord> records, UUID by) {
    return start(blueprint, rule, records, by, Cause.NONE);
  }

  /** The same for a rule that another one called. */
  List<UUID> start(
      Blueprint blueprint, Rule rule, Collection<StoredRecord> records, UUID by, Cause cause) {
    if (records.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    List<RunTables.NewRun> runs = new ArrayList<>();
    List<RunTables.NewStep> steps = new ArrayList<>();
    List<JobOrder<?>> orders = new ArrayList<>();
    for (StoredRecord record : records) {
      UUID id = ids.next();
      runs.add(run(id, blueprint, rule, record, by, cause, now));
      for (RuleStep step : rule.steps()) {
        steps.add(
            new RunTables.NewStep(
                id, step.key(), step.action().name(), step.after(), steps.size()));
        if (step.after().isEmpty()) {
          orders.add(stepJobs.order(id, step.key(), step.action().name(), now));
        }
      }
    }
    execute(tables.insertRuns(runs));
    execute(tables.insertSteps(steps));
    jobs.schedule(orders.toArray(JobOrder[]::new));
    return runs.stream().map(RunTables.NewRun::id).toList();
  }

  private RunTables.NewRun run(
      UUID id,
      Blueprint blueprint,
      Rule rule,
      StoredRecord record,
      UUID by,
      Cause cause,
      Instant now) {
    return new RunTables.NewRun(
        id,
        rule.key(),
        blueprint.version(),
        ids.next(),
        rule.form().key(),
        record.id(),
        now,
        by,
        cause.depth(),
        cause.run(),
        cause.step(),
        "running",
        null,
        null,
        RunInput.of(rule.form(), record));
  }

  private void execute(SqlFragment insert) {
    database.update(insert.sql(), insert.binds().toArray());
  }
}
