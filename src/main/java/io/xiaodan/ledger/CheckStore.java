package io.xiaodan.ledger;

import io.xiaodan.platform.Invariant;
import io.xiaodan.platform.Workspace;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the last comparison of each ledger found. */
@Component
class CheckStore {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;

  CheckStore(JdbcTemplate database, Workspace workspace, JsonMapper json) {
    this.database = database;
    this.workspace = workspace;
    this.json = json;
  }

  void put(LedgerChecks.Check check) {
    database.update(
        "INSERT INTO %s (ledger, invariant, checked_at, millis, compared, offenders, examples) VALUES (?, ?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT (ledger, invariant) DO UPDATE SET checked_at = excluded.checked_at, millis = excluded.millis, compared = excluded.compared, offenders = excluded.offenders, examples = excluded.examples"
            .formatted(workspace.table("ledger_check")),
        check.ledger(),
        check.invariant(),
        check.checkedAt().atOffset(ZoneOffset.UTC),
        check.millis(),
        check.compared(),
        check.offenders(),
        json.writeValueAsString(check.examples()));
  }

  List<LedgerChecks.Check> all() {
    return database.query(
        "SELECT ledger, invariant, checked_at, millis, compared, offenders, examples::text FROM %s ORDER BY offenders = 0, ledger, invariant"
            .formatted(workspace.table("ledger_check")),
        (row, number) ->
            new LedgerChecks.Check(
                row.getString(1),
                row.getString(2),
                Objects.requireNonNull(row.getTimestamp(3)).toInstant(),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                json.readTree(row.getString(7)).valueStream().map(this::example).toList()));
  }

  private Invariant.Example example(JsonNode kept) {
    return kept.isString()
        ? Invariant.Example.of(kept.asString())
        : json.treeToValue(kept, Invariant.Example.class);
  }

  void began(String state, int done, int total, java.time.Instant at) {
    database.update(
        "INSERT INTO %s (state, done, total, changed_at) VALUES (?, ?, ?, ?) ON CONFLICT (single) DO UPDATE SET state = excluded.state, done = excluded.done, total = excluded.total, changed_at = excluded.changed_at"
            .formatted(workspace.table("ledger_check_run")),
        state,
        done,
        total,
        at.atOffset(ZoneOffset.UTC));
  }

  CheckRuns.Progress progress() {
    return database
        .query(
            "SELECT state, done, total FROM %s".formatted(workspace.table("ledger_check_run")),
            (row, number) ->
                new CheckRuns.Progress(
                    Objects.requireNonNull(row.getString(1)), row.getInt(2), row.getInt(3)))
        .stream()
        .findFirst()
        .orElseGet(() -> new CheckRuns.Progress("done", 0, 0));
  }

  /** Forgets subjects that are gone. */
  void keepOnly(Collection<String> ledgers) {
    database.update(
        "DELETE FROM %s WHERE ledger <> ALL (?)".formatted(workspace.table("ledger_check")),
        (Object) ledgers.toArray(String[]::new));
  }
}
