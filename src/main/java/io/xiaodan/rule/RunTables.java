package io.xiaodan.rule;

import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of runs and steps. */
@Component
class RunTables {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final String runs;
  private final String steps;

  RunTables(JdbcTemplate database, JsonMapper json, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.runs = workspace.table("rule_run");
    this.steps = workspace.table("rule_step");
  }

  /** A run as it is written; names are those of the columns. */
  record NewRun(
      UUID id,
      String rule,
      long blueprint,
      UUID event_id,
      String form,
      UUID record_id,
      Instant matched_at,
      UUID by,
      int depth,
      @Nullable UUID parent_run,
      @Nullable String parent_step,
      String state,
      @Nullable Instant finished_at,
      @Nullable JsonNode error,
      Map<String, Object> input) {}

  /** A step as it is written. */
  record NewStep(UUID run_id, String step, String action, List<String> after, int place) {}

  /**
   * What is needed to carry a step out.
   *
   * @param explained whether an earlier attempt left its reason
   * @param alone whether the run has no other step
   * @param until the moment a step that waits was given when it began; null before, and for others
   */
  record Work(
      String rule,
      long blueprint,
      UUID event,
      String form,
      UUID record,
      UUID by,
      JsonNode input,
      String action,
      StepState state,
      boolean explained,
      boolean alone,
      @Nullable Instant until) {}

  /** A step within its run. */
  record Standing(String key, String action, List<String> after, StepState state) {}

  /** The insertion of runs, whose text is the same for any number of them. */
  SqlFragment insertRuns(List<NewRun> rows) {
    return new SqlFragment(
        "INSERT INTO %s (id, rule, blueprint, event_id, form, record_id, matched_at, by, depth, parent_run, parent_step, state, finished_at, error, input) "
                .formatted(runs)
            + "SELECT id, rule, blueprint, event_id, form, record_id, matched_at, by, depth, parent_run, parent_step, state, finished_at, error, input FROM jsonb_to_recordset(?::jsonb) AS r("
            + "id uuid, rule text, blueprint bigint, event_id uuid, form text, record_id uuid, matched_at timestamptz, by uuid, depth int, parent_run uuid, parent_step text, state text, finished_at timestamptz, error jsonb, input jsonb)",
        List.of(json.writeValueAsString(rows)));
  }

  /** The insertion of steps that wait. */
  SqlFragment insertSteps(List<NewStep> rows) {
    return new SqlFragment(
        "INSERT INTO %s (run_id, step, action, after, place, state) SELECT run_id, step, action, after, place, 'waiting' FROM jsonb_to_recordset(?::jsonb) AS s(run_id uuid, step text, action text, after text[], place int)"
            .formatted(steps),
        List.of(json.writeValueAsString(rows)));
  }

  /** How deep in a chain a run is; 0 when there is no such run. */
  int depth(UUID run) {
    return database
        .query("SELECT depth FROM " + runs + " WHERE id = ?", (row, n) -> row.getInt(1), run)
        .stream()
        .findFirst()
        .orElse(0);
  }

  /** The run that a step has called already. */
  Optional<UUID> called(UUID run, String step) {
    return database
        .query(
            "SELECT id FROM " + runs + " WHERE parent_run = ? AND parent_step = ?",
            (row, n) -> id(row, "id"),
            run,
            step)
        .stream()
        .findFirst();
  }

  /** What is needed to carry steps out; those that are gone are absent. */
  Map<StepJob, Work> works(List<StepJob> jobs) {
    Map<StepJob, Work> found = new LinkedHashMap<>();
    database.query(
        "SELECT s.run_id, s.step, r.rule, r.blueprint, r.event_id, r.form, r.record_id, r.by, r.input, s.action, s.state, s.reason, s.detail ->> 'until' AS until, (SELECT count(*) = 1 FROM %2$s o WHERE o.run_id = r.id) AS alone FROM unnest(?::uuid[], ?::text[]) AS j(run, step) JOIN %2$s s ON s.run_id = j.run AND s.step = j.step JOIN %1$s r ON r.id = j.run"
            .formatted(runs, steps),
        row -> {
          found.put(new StepJob(id(row, "run_id"), text(row, "step")), work(row));
        },
        jobs.stream().map(job -> job.run().toString()).toArray(String[]::new),
        jobs.stream().map(StepJob::step).toArray(String[]::new));
    return found;
  }

  Optional<Work> work(StepJob job) {
    return Optional.ofNullable(works(List.of(job)).get(job));
  }

  private Work work(ResultSet row) throws SQLException {
    return new Work(
        text(row, "rule"),
        row.getLong("blueprint"),
        id(row, "event_id"),
        text(row, "form"),
        id(row, "record_id"),
        id(row, "by"),
        json.readTree(text(row, "input")),
        text(row, "action"),
        StepState.of(text(row, "state")),
        row.getString("reason") != null,
        row.getBoolean("alone"),
        moment(row.getString("until")));
  }

  /**
   * Keeps the steps of a run from finishing at the same moment.
   *
   * @return the state of the run; empty when there is none
   */
  Optional<String> lock(UUID run) {
    return database
        .query(
            "SELECT state FROM " + runs + " WHERE id = ? FOR UPDATE",
            (row, n) -> text(row, "state"),
            run)
        .stream()
        .findFirst();
  }

  List<Standing> standings(UUID run) {
    return database.query(
        "SELECT step, action, after, state FROM "
            + steps
            + " WHERE run_id = ? ORDER BY place, step",
        (row, number) ->
            new Standing(
                text(row, "step"),
                text(row, "action"),
                list(row, "after"),
                StepState.of(text(row, "state"))),
        run);
  }

  /** An outward step begins; false when it is not to be carried out any more. */
  boolean begin(StepJob job, Instant at) {
    return database.update(
            "UPDATE "
                + steps
                + " SET state = 'running', attempts = attempts + 1, started_at = ? WHERE run_id = ? AND step = ? AND state IN ('waiting', 'running')",
            at(at),
            job.run(),
            job.step())
        > 0;
  }

  /** A step ended; a null reason keeps the last one unless it is done. */
  void end(
      StepJob job,
      StepState state,
      int attempts,
      @Nullable String detail,
      @Nullable String reason,
      @Nullable Instant startedAt,
      Instant finishedAt) {
    database.update(
        "UPDATE "
            + steps
            + " SET state = ?, attempts = attempts + ?, detail = ?::jsonb, reason = CASE WHEN ? = 'done' THEN NULL ELSE coalesce(?::jsonb, reason) END, started_at = coalesce(?, started_at), finished_at = ? WHERE run_id = ? AND step = ?",
        state.key(),
        attempts,
        detail,
        state.key(),
        reason,
        startedAt == null ? null : at(startedAt),
        at(finishedAt),
        job.run(),
        job.step());
  }

  /** The only steps of runs are done, and so are the runs; each has the detail of its place. */
  void endAlone(
      List<StepJob> jobs,
      List<String> details,
      int attempts,
      @Nullable Instant startedAt,
      Instant at) {
    database.update(
        "WITH ended AS (SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[]) AS j(run, step, detail)), step AS (UPDATE "
            + steps
            + " s SET state = 'done', attempts = attempts + ?, detail = j.detail::jsonb, reason = NULL, started_at = coalesce(?, started_at), finished_at = ? FROM ended j WHERE s.run_id = j.run AND s.step = j.step) UPDATE "
            + runs
            + " r SET state = 'done', finished_at = ? FROM ended j WHERE r.id = j.run",
        jobs.stream().map(job -> job.run().toString()).toArray(String[]::new),
        jobs.stream().map(StepJob::step).toArray(String[]::new),
        details.toArray(String[]::new),
        attempts,
        startedAt == null ? null : at(startedAt),
        at(at),
        at(at));
  }

  /** An attempt failed and another will follow. */
  void failedOnce(StepJob job, int attempts, String reason) {
    database.update(
        "UPDATE "
            + steps
            + " SET state = 'waiting', attempts = attempts + ?, reason = ?::jsonb WHERE run_id = ? AND step = ? AND state IN ('waiting', 'running')",
        attempts,
        reason,
        job.run(),
        job.step());
  }

  /** A step is to begin once more. */
  void reopen(StepJob job) {
    database.update(
        "UPDATE "
            + steps
            + " SET state = 'waiting', reason = NULL, detail = NULL, finished_at = NULL WHERE run_id = ? AND step = ?",
        job.run(),
        job.step());
  }

  void endRun(UUID run, String state, @Nullable Instant finishedAt) {
    database.update(
        "UPDATE " + runs + " SET state = ?, finished_at = ? WHERE id = ?",
        state,
        finishedAt == null ? null : at(finishedAt),
        run);
  }

  /** A step goes on at a later moment. */
  void waitUntil(StepJob job, Instant until, Instant startedAt) {
    database.update(
        "UPDATE "
            + steps
            + " SET detail = jsonb_build_object('until', ?::text), started_at = ?, attempts = attempts + 1 WHERE run_id = ? AND step = ?",
        until.toString(),
        at(startedAt),
        job.run(),
        job.step());
  }

  private static @Nullable Instant moment(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }

  static UUID id(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  static List<String> list(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
