package io.xiaodan.rule;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.rule.RunTables.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What rules have done: every match, every step, why something was not done, and trying again. */
@Component
public class RuleRuns {

  private final JdbcTemplate database;
  private final RunTables tables;
  private final RunProgress progress;
  private final StepJobs stepJobs;
  private final Reasons reasons;
  private final JsonMapper json;
  private final TransactionTemplate transaction;
  private final String runs;
  private final String steps;

  RuleRuns(
      JdbcTemplate database,
      RunTables tables,
      RunProgress progress,
      StepJobs stepJobs,
      Reasons reasons,
      JsonMapper json,
      TransactionTemplate transaction,
      Workspace workspace) {
    this.database = database;
    this.tables = tables;
    this.progress = progress;
    this.stepJobs = stepJobs;
    this.reasons = reasons;
    this.json = json;
    this.transaction = transaction;
    this.runs = workspace.table("rule_run");
    this.steps = workspace.table("rule_step");
  }

  /** Runs with their steps, newest first. */
  public List<RuleRun> list(RunFilter filter, int limit) {
    StringBuilder where = new StringBuilder();
    List<Object> binds = new ArrayList<>();
    limit(where, binds, "rule = ?", filter.rule());
    limit(where, binds, "state = ?", filter.state());
    limit(where, binds, "record_id = ?", filter.record());
    limit(where, binds, "id < ?", filter.after());
    return read(
        "SELECT * FROM %s %s ORDER BY id DESC LIMIT %d".formatted(runs, where, limit),
        binds.toArray());
  }

  private static void limit(
      StringBuilder where, List<Object> binds, String condition, @Nullable Object value) {
    if (value != null) {
      where.append(where.isEmpty() ? "WHERE " : " AND ").append(condition);
      binds.add(value);
    }
  }

  /** One run with its steps. */
  public Optional<RuleRun> find(UUID id) {
    return read("SELECT * FROM " + runs + " WHERE id = ?", id).stream().findFirst();
  }

  /** The record as a run saw it: {@code after} whole, {@code before} what differed. */
  public Optional<JsonNode> input(UUID id) {
    return database
        .query(
            "SELECT input FROM " + runs + " WHERE id = ?",
            (row, number) -> json.readTree(RunTables.text(row, "input")),
            id)
        .stream()
        .findFirst();
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
      if (step.state() != StepState.FAILED && step.state() != StepState.NOT_SENT) {
        throw Problem.of(ProblemKind.CONFLICT, "rule.step_not_failed", "step", key).exception();
      }
      progress.reopen(run, key);
      stepJobs.startAgain(run, step);
    });
    return find(run).orElseThrow();
  }

  private List<RuleRun> read(String sql, Object... binds) {
    Map<UUID, List<RunStep>> byRun = new LinkedHashMap<>();
    List<RuleRun> found =
        database.query(
            sql,
            (row, number) -> {
              List<RunStep> own = new ArrayList<>();
              byRun.put(RunTables.id(row, "id"), own);
              return run(row);
            },
            binds);
    database.query(
        "SELECT * FROM " + steps + " WHERE run_id = ANY (?::uuid[]) ORDER BY run_id, step",
        row -> {
          List<RunStep> own = byRun.get(RunTables.id(row, "run_id"));
          if (own != null) {
            own.add(step(row));
          }
        },
        (Object) byRun.keySet().stream().map(UUID::toString).toArray(String[]::new));
    return found.stream().map(run -> with(run, byRun.getOrDefault(run.id(), List.of()))).toList();
  }

  private RuleRun run(ResultSet row) throws SQLException {
    return new RuleRun(
        RunTables.id(row, "id"),
        RunTables.text(row, "rule"),
        row.getLong("blueprint"),
        RunTables.id(row, "event_id"),
        RunTables.text(row, "form"),
        RunTables.id(row, "record_id"),
        row.getObject("matched_at", OffsetDateTime.class).toInstant(),
        RunTables.id(row, "by"),
        row.getInt("depth"),
        RunTables.text(row, "state"),
        instant(row, "finished_at"),
        reasons.read(row.getString("error")),
        List.of());
  }

  private static RuleRun with(RuleRun run, List<RunStep> steps) {
    return new RuleRun(
        run.id(),
        run.rule(),
        run.blueprint(),
        run.event(),
        run.form(),
        run.recordId(),
        run.matchedAt(),
        run.by(),
        run.depth(),
        run.state(),
        run.finishedAt(),
        run.error(),
        steps);
  }

  private RunStep step(ResultSet row) throws SQLException {
    String detail = row.getString("detail");
    return new RunStep(
        RunTables.text(row, "step"),
        RunTables.text(row, "action"),
        RunTables.list(row, "after"),
        StepState.of(RunTables.text(row, "state")),
        row.getInt("attempts"),
        detail == null ? null : json.readTree(detail),
        reasons.read(row.getString("reason")),
        instant(row, "started_at"),
        instant(row, "finished_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
