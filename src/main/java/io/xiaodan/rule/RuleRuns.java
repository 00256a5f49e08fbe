package io.xiaodan.rule;

import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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

/** What rules have done: every match, every step, and why something was not done. */
@Component
public class RuleRuns {

  private final JdbcTemplate database;
  private final Reasons reasons;
  private final JsonMapper json;
  private final Clock clock;
  private final String runs;
  private final String steps;

  RuleRuns(
      JdbcTemplate database, Reasons reasons, JsonMapper json, Clock clock, Workspace workspace) {
    this.database = database;
    this.reasons = reasons;
    this.json = json;
    this.clock = clock;
    this.runs = workspace.table("rule_run");
    this.steps = workspace.table("rule_step");
  }

  /** Runs with their steps, newest first. */
  public List<RuleRun> list(RunFilter filter, int limit) {
    StringBuilder where = new StringBuilder();
    List<Object> binds = new ArrayList<>();
    limit(where, binds, "rule = ?", filter.rule());
    limit(where, binds, "state = ?", filter.state());
    limit(where, binds, "form = ?", filter.form());
    limit(where, binds, "record_id = ?", filter.record());
    limit(where, binds, "id >= ?", filter.from() == null ? null : firstId(filter.from()));
    limit(where, binds, "id < ?", filter.until() == null ? null : firstId(filter.until()));
    limit(where, binds, "id < ?", filter.after());
    return read(
        "SELECT * FROM %s %s ORDER BY id DESC LIMIT %d".formatted(runs, where, limit),
        binds.toArray());
  }

  /** No run that began at this moment or later has a smaller id. */
  private static UUID firstId(Instant moment) {
    return new UUID(moment.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L);
  }

  private static void limit(
      StringBuilder where, List<Object> binds, String condition, @Nullable Object value) {
    if (value != null) {
      where.append(where.isEmpty() ? "WHERE " : " AND ").append(condition);
      binds.add(value);
    }
  }

  /** The runs of a rule that failed, or of all rules, the oldest first. */
  List<UUID> failed(@Nullable String rule, int limit) {
    return database.query(
        "SELECT id FROM "
            + runs
            + " WHERE state = 'failed' AND (?::text IS NULL OR rule = ?) ORDER BY id LIMIT ?",
        (row, number) -> RunTables.id(row, "id"),
        rule,
        rule,
        limit);
  }

  /** One run with its steps. */
  public Optional<RuleRun> find(UUID id) {
    return read("SELECT * FROM " + runs + " WHERE id = ?", id).stream().findFirst();
  }

  /** The key of the rule that a run is of. */
  public Optional<String> ruleOf(UUID run) {
    return database
        .query(
            "SELECT rule FROM " + runs + " WHERE id = ?",
            (row, number) -> RunTables.text(row, "rule"),
            run)
        .stream()
        .findFirst();
  }

  /**
   * A run that a step of another one called.
   *
   * @param rule key of the rule
   * @param step of the other run, with the entry of its list behind it
   */
  public record Call(UUID id, String rule, String step, String state) {}

  /** The runs that a run has called, in the order in which it did. */
  public List<Call> called(UUID run) {
    return database.query(
        "SELECT id, rule, parent_step, state FROM " + runs + " WHERE parent_run = ? ORDER BY id",
        (row, number) ->
            new Call(
                RunTables.id(row, "id"),
                RunTables.text(row, "rule"),
                RunTables.text(row, "parent_step"),
                RunTables.text(row, "state")),
        run);
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
   * How much there is to do and what went wrong.
   *
   * @param queued steps that are due and wait for a worker
   * @param later steps that wait for a moment, or for their next attempt
   * @param running runs that have not come to their end
   * @param failed runs that failed and were not tried again with success
   * @param today runs that began within the last 24 hours
   * @param failedToday those of them that failed
   */
  public record Counters(
      long queued, long later, long running, long failed, long today, long failedToday) {}

  /** The counters of this moment. */
  public Counters counters() {
    Instant now = clock.instant();
    return Objects.requireNonNull(
        database.queryForObject(
            ("SELECT (SELECT count(*) FROM xiaodan.scheduled_tasks WHERE task_name LIKE 'rule.%%' AND task_name <> 'rule.clock' AND task_name <> 'rule.watch' AND execution_time <= ?) AS queued, "
                    + "(SELECT count(*) FROM xiaodan.scheduled_tasks WHERE task_name IN ('rule.record', 'rule.small', 'rule.message', 'rule.wait') AND execution_time > ?) AS later, "
                    + "(SELECT count(*) FROM %1$s WHERE state = 'running') AS running, "
                    + "(SELECT count(*) FROM %1$s WHERE state = 'failed') AS failed, "
                    + "(SELECT count(*) FROM %1$s WHERE id >= ?) AS today, "
                    + "(SELECT count(*) FROM %1$s WHERE state = 'failed' AND id >= ?) AS failed_today")
                .formatted(runs),
            (row, number) ->
                new Counters(
                    row.getLong("queued"),
                    row.getLong("later"),
                    row.getLong("running"),
                    row.getLong("failed"),
                    row.getLong("today"),
                    row.getLong("failed_today")),
            RunTables.at(now),
            RunTables.at(now),
            firstId(now.minus(Duration.ofDays(1))),
            firstId(now.minus(Duration.ofDays(1)))));
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
        "SELECT * FROM " + steps + " WHERE run_id = ANY (?::uuid[]) ORDER BY run_id, place, step",
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
        row.getObject("parent_run", UUID.class),
        row.getString("parent_step"),
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
        run.parent(),
        run.parentStep(),
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
