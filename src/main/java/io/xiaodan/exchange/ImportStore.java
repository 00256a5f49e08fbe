package io.xiaodan.exchange;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of imports and of the lines they refused. */
@Component
class ImportStore {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Messages messages;
  private final Clock clock;
  private final String jobs;
  private final String refused;

  ImportStore(
      JdbcTemplate database, JsonMapper json, Messages messages, Clock clock, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.messages = messages;
    this.clock = clock;
    this.jobs = workspace.table("import_job");
    this.refused = workspace.table("import_refused");
  }

  void add(UUID id, NewImport wanted, ImportMapping mapping, UUID by, long total) {
    database.update(
        "INSERT INTO "
            + jobs
            + " (id, name, mapping, document, participants, asked_by, asked_at, state, total) VALUES (?, ?, ?, ?::json, ?, ?, ?, 'waiting', ?)",
        id,
        wanted.file(),
        mapping.key(),
        json.writeValueAsString(mapping.document()),
        wanted.participants(),
        by,
        now(),
        total);
  }

  Optional<ImportJob> find(UUID id) {
    return database.query("SELECT * FROM " + jobs + " WHERE id = ?", this::job, id).stream()
        .findFirst();
  }

  /** The newest imports; only those of one person where one is given. */
  List<ImportJob> newest(@Nullable UUID by, int limit) {
    return database.query(
        "SELECT * FROM "
            + jobs
            + " WHERE ?::uuid IS NULL OR asked_by = ? ORDER BY asked_at DESC, id DESC LIMIT ?",
        this::job,
        by,
        by,
        limit);
  }

  JsonNode document(UUID id) {
    return json.readTree(
        database.queryForObject(
            "SELECT document FROM " + jobs + " WHERE id = ?", String.class, id));
  }

  /**
   * Begins, or takes up again, and forgets what an earlier attempt has refused.
   *
   * @return which attempt this is; 0 when the import is over
   */
  int begin(UUID id) {
    List<@Nullable Integer> attempts =
        database.queryForList(
            "UPDATE "
                + jobs
                + " SET state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, ?) WHERE id = ? AND state IN ('waiting', 'running') RETURNING attempts",
            Integer.class,
            now(),
            id);
    forgetRefused(id);
    return attempts.isEmpty() ? 0 : Objects.requireNonNull(attempts.getFirst());
  }

  void forgetRefused(UUID id) {
    database.update("DELETE FROM " + refused + " WHERE import_id = ?", id);
  }

  /** Keeps how far it is; whether somebody wants it to stop. */
  boolean progress(UUID id, long done, long lines, @Nullable Long total, ImportReport report) {
    return Boolean.TRUE.equals(
        database.queryForObject(
            "UPDATE "
                + jobs
                + " SET done = ?, lines_read = ?, lines_total = ?, report = ?::json WHERE id = ? RETURNING cancelling",
            Boolean.class,
            done,
            lines,
            total,
            json.writeValueAsString(report),
            id));
  }

  void header(UUID id, List<String> header) {
    database.update(
        "UPDATE " + jobs + " SET header = ? WHERE id = ?", header.toArray(String[]::new), id);
  }

  List<String> header(UUID id) {
    return database
        .query(
            "SELECT header FROM " + jobs + " WHERE id = ?",
            (row, number) -> texts(row, "header"),
            id)
        .getFirst();
  }

  void end(UUID id, ImportJob.State state, @Nullable Message problem) {
    database.update(
        "UPDATE "
            + jobs
            + " SET state = ?, problem = ?::json, finished_at = ?, done = CASE WHEN ? = 'done' THEN total ELSE done END WHERE id = ?",
        state.key(),
        problem == null ? null : json.writeValueAsString(label(problem)),
        now(),
        state.key(),
        id);
  }

  /** Asks an import to stop; whether it had not begun and so is over at once. */
  boolean cancel(UUID id) {
    database.update(
        "UPDATE "
            + jobs
            + " SET cancelling = true WHERE id = ? AND state IN ('waiting', 'running')",
        id);
    return database.update(
            "UPDATE "
                + jobs
                + " SET state = 'cancelled', finished_at = ? WHERE id = ? AND state = 'waiting'",
            now(),
            id)
        > 0;
  }

  /** A reason as it is kept. */
  record StoredReason(@Nullable String field, Label text) {}

  /** Adds refused lines, all at once. */
  void refuse(UUID id, List<RefusedLine> lines) {
    List<Object[]> rows = new ArrayList<>(lines.size());
    for (RefusedLine line : lines) {
      List<StoredReason> reasons =
          line.reasons().stream()
              .map(reason -> new StoredReason(reason.field(), label(reason.message())))
              .toList();
      rows.add(
          new Object[] {
            id,
            line.line().number(),
            line.target(),
            line.line().cells(),
            json.writeValueAsString(reasons)
          });
    }
    database.batchUpdate(
        "INSERT INTO "
            + refused
            + " (import_id, line, target, cells, reasons) VALUES (?, ?, ?, ?, ?::json) ON CONFLICT DO NOTHING",
        rows);
  }

  /**
   * Hands out every refused line in the order of the file, with all its reasons; holds some
   * thousands at a time.
   */
  void eachRefused(UUID id, BiConsumer<SourceLine, List<StoredReason>> receiver) {
    long after = 0;
    while (true) {
      List<Stored> page =
          database.query(
              "SELECT line, min(cells) AS cells, json_agg(reasons ORDER BY target) AS reasons FROM "
                  + refused
                  + " WHERE import_id = ? AND line > ? GROUP BY line ORDER BY line LIMIT 2000",
              this::stored,
              id,
              after);
      if (page.isEmpty()) {
        return;
      }
      page.forEach(stored -> receiver.accept(stored.line, stored.reasons));
      after = page.getLast().line.number();
    }
  }

  private record Stored(SourceLine line, List<StoredReason> reasons) {}

  private Stored stored(ResultSet row, int number) throws SQLException {
    List<StoredReason> reasons = new ArrayList<>();
    for (JsonNode ofTarget : json.readTree(row.getString("reasons"))) {
      ofTarget.forEach(reason -> reasons.add(json.treeToValue(reason, StoredReason.class)));
    }
    return new Stored(
        new SourceLine(row.getLong("line"), texts(row, "cells").toArray(String[]::new)), reasons);
  }

  private ImportJob job(ResultSet row, int number) throws SQLException {
    String report = row.getString("report");
    String problem = row.getString("problem");
    return new ImportJob(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getString("name")),
        Objects.requireNonNull(row.getString("mapping")),
        ImportJob.State.valueOf(
            Objects.requireNonNull(row.getString("state")).toUpperCase(Locale.ROOT)),
        row.getBoolean("participants"),
        Objects.requireNonNull(row.getObject("asked_by", UUID.class)),
        Objects.requireNonNull(moment(row, "asked_at")),
        row.getLong("done"),
        row.getLong("total"),
        row.getLong("lines_read"),
        row.getObject("lines_total", Long.class),
        report == null ? null : json.readTree(report),
        problem == null ? null : json.readValue(problem, Label.class),
        moment(row, "started_at"),
        moment(row, "finished_at"));
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private Label label(Message message) {
    return new Label(messages.text(message, Language.ZH), messages.text(message, Language.EN));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
