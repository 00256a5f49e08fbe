package io.xiaodan.exchange;

import io.xiaodan.kernel.Label;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of returned sheets and of what differs in them. */
@Component
class ReturnedStore {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Clock clock;
  private final String sheets;
  private final String rows;

  ReturnedStore(JdbcTemplate database, JsonMapper json, Clock clock, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.sheets = workspace.table("returned_sheet");
    this.rows = workspace.table("returned_row");
  }

  void add(UUID id, String form, String name, UUID by, long unchanged) {
    database.update(
        "INSERT INTO "
            + sheets
            + " (id, form, name, asked_by, asked_at, state, unchanged) VALUES (?, ?, ?, ?, ?, 'compared', ?)",
        id,
        form,
        name,
        by,
        now(),
        unchanged);
  }

  void add(UUID id, List<ReturnedRow> all) {
    database.batchUpdate(
        "INSERT INTO "
            + rows
            + " (sheet_id, number, line, kind, record_id, rev, title, cells, wanted) VALUES (?, ?, ?, ?, ?, ?, ?, ?::json, ?)",
        all.stream()
            .map(row ->
                new @Nullable Object[] {
                  id,
                  row.number(),
                  row.line(),
                  row.kind(),
                  row.record(),
                  row.rev(),
                  row.title(),
                  json.writeValueAsString(row.cells()),
                  row.wanted()
                })
            .toList());
  }

  /**
   * The state is read before its rows are counted, so that what is said to be over is counted
   * whole.
   */
  Optional<ReturnedSheet> find(UUID id) {
    return database
        .query("SELECT * FROM " + sheets + " WHERE id = ?", (row, number) -> sheet(row), id)
        .stream()
        .findFirst()
        .map(this::counted);
  }

  private ReturnedSheet counted(ReturnedSheet sheet) {
    Map<String, Long> kinds = new LinkedHashMap<>();
    Map<String, Long> outcomes = new LinkedHashMap<>();
    long[] conflicts = new long[1];
    database.query(
        "SELECT kind, coalesce(outcome, '') AS outcome, count(*) AS count, coalesce(sum((SELECT count(*) FROM json_array_elements(cells) c WHERE (c->>'conflict')::boolean)), 0) AS conflicts FROM "
            + rows
            + " WHERE sheet_id = ? GROUP BY 1, 2",
        row -> {
          kinds.merge(
              Objects.requireNonNull(row.getString("kind")), row.getLong("count"), Long::sum);
          String outcome = Objects.requireNonNull(row.getString("outcome"));
          if (!outcome.isEmpty()) {
            outcomes.merge(outcome, row.getLong("count"), Long::sum);
          }
          conflicts[0] += row.getLong("conflicts");
        },
        sheet.id());
    return sheet.counted(kinds, outcomes, conflicts[0]);
  }

  private ReturnedSheet sheet(ResultSet row) throws SQLException {
    String problem = row.getString("problem");
    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
    return new ReturnedSheet(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getString("form")),
        Objects.requireNonNull(row.getString("name")),
        Objects.requireNonNull(row.getObject("asked_by", UUID.class)),
        Objects.requireNonNull(row.getString("state")),
        row.getLong("done"),
        row.getLong("total"),
        row.getLong("unchanged"),
        Map.of(),
        Map.of(),
        0,
        problem == null ? null : json.readValue(problem, Label.class),
        finished == null ? null : finished.toInstant());
  }

  /** Rows in their order after one; those of an outcome only where one is given. */
  List<ReturnedRow> rows(UUID id, int after, int limit) {
    return database.query(
        "SELECT * FROM "
            + rows
            + " WHERE sheet_id = ? AND number > ? ORDER BY number LIMIT "
            + limit,
        this::row,
        id,
        after);
  }

  private ReturnedRow row(ResultSet row, int index) throws SQLException {
    String reason = row.getString("reason");
    return new ReturnedRow(
        row.getInt("number"),
        row.getObject("line", Long.class),
        Objects.requireNonNull(row.getString("kind")),
        row.getObject("record_id", UUID.class),
        row.getObject("rev", Long.class),
        Objects.requireNonNull(row.getString("title")),
        json.readValue(row.getString("cells"), new TypeReference<List<ReturnedCell>>() {}),
        row.getBoolean("wanted"),
        row.getString("outcome"),
        row.getObject("rev_after", Long.class),
        reason == null ? null : json.readValue(reason, Label.class));
  }

  /** What a row looked like before it was applied. */
  @Nullable JsonNode before(UUID id, int number) {
    String before =
        database.queryForObject(
            "SELECT before FROM " + rows + " WHERE sheet_id = ? AND number = ?",
            String.class,
            id,
            number);
    return before == null ? null : json.readTree(before);
  }

  void choose(UUID id, ReturnedRow row) {
    database.update(
        "UPDATE " + rows + " SET cells = ?::json, wanted = ? WHERE sheet_id = ? AND number = ?",
        json.writeValueAsString(row.cells()),
        row.wanted(),
        id,
        row.number());
  }

  /** Moves a sheet on from one state to another; whether it was in the first. */
  boolean move(UUID id, String from, String to, long total) {
    return database.update(
            "UPDATE "
                + sheets
                + " SET state = ?, done = 0, total = ?, finished_at = NULL WHERE id = ? AND state = ?",
            to,
            total,
            id,
            from)
        > 0;
  }

  void progress(UUID id, long done) {
    database.update("UPDATE " + sheets + " SET done = ? WHERE id = ?", done, id);
  }

  void end(UUID id, String state, @Nullable Label problem) {
    database.update(
        "UPDATE "
            + sheets
            + " SET state = ?, done = total, problem = ?::json, finished_at = ? WHERE id = ?",
        state,
        problem == null ? null : json.writeValueAsString(problem),
        now(),
        id);
  }

  void outcome(
      UUID id,
      int number,
      String outcome,
      @Nullable UUID record,
      @Nullable Long revAfter,
      @Nullable JsonNode before,
      @Nullable Label reason) {
    database.update(
        "UPDATE "
            + rows
            + " SET outcome = ?, record_id = coalesce(?, record_id), rev_after = ?, before = coalesce(?::json, before), reason = ?::json WHERE sheet_id = ? AND number = ?",
        outcome,
        record,
        revAfter,
        before == null ? null : before.toString(),
        reason == null ? null : json.writeValueAsString(reason),
        id,
        number);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
