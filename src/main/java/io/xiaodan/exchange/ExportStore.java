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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of exports, which is also the record of who took what out. */
@Component
class ExportStore {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Messages messages;
  private final Clock clock;
  private final String table;

  ExportStore(
      JdbcTemplate database, JsonMapper json, Messages messages, Clock clock, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.messages = messages;
    this.clock = clock;
    this.table = workspace.table("export_job");
  }

  void add(UUID id, String form, String name, ExportRequest request, UUID by, Language language) {
    database.update(
        "INSERT INTO "
            + table
            + " (id, form, name, request, language, asked_by, asked_at, state) VALUES (?, ?, ?, ?::json, ?, ?, ?, 'waiting')",
        id,
        form,
        name,
        json.writeValueAsString(request),
        language.tag(),
        by,
        now());
  }

  Optional<ExportJob> find(UUID id) {
    return database.query("SELECT * FROM " + table + " WHERE id = ?", this::job, id).stream()
        .findFirst();
  }

  /** The newest exports; only those of one person where one is given. */
  List<ExportJob> newest(@Nullable UUID by, int limit) {
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE ?::uuid IS NULL OR asked_by = ? ORDER BY asked_at DESC, id DESC LIMIT ?",
        this::job,
        by,
        by,
        limit);
  }

  /** Begins, or begins again; whether it is to be done at all. */
  boolean begin(UUID id) {
    return database.update(
            "UPDATE "
                + table
                + " SET state = 'running', done = 0, rows = 0 WHERE id = ? AND state IN ('waiting', 'running')",
            id)
        > 0;
  }

  /** Keeps how far it is; whether somebody wants it to stop. */
  boolean progress(UUID id, long done, long total, long rows) {
    return Boolean.TRUE.equals(
        database.queryForObject(
            "UPDATE "
                + table
                + " SET done = ?, total = ?, rows = ? WHERE id = ? RETURNING cancelling",
            Boolean.class,
            done,
            total,
            rows,
            id));
  }

  void end(UUID id, ImportJob.State state, @Nullable Long bytes, @Nullable Message problem) {
    database.update(
        "UPDATE "
            + table
            + " SET state = ?, bytes = ?, problem = ?::json, finished_at = ? WHERE id = ?",
        state.key(),
        bytes,
        problem == null
            ? null
            : json.writeValueAsString(
                new Label(
                    messages.text(problem, Language.ZH), messages.text(problem, Language.EN))),
        now(),
        id);
  }

  /** Asks an export to stop; whether it had not begun and so is over at once. */
  boolean cancel(UUID id) {
    database.update(
        "UPDATE " + table + " SET cancelling = true WHERE id = ? AND state = 'running'", id);
    return database.update(
            "UPDATE "
                + table
                + " SET state = 'cancelled', finished_at = ? WHERE id = ? AND state = 'waiting'",
            now(),
            id)
        > 0;
  }

  void downloaded(UUID id) {
    database.update("UPDATE " + table + " SET downloads = downloads + 1 WHERE id = ?", id);
  }

  /** Notes that files which ended before a moment are gone, and says whose they were. */
  List<UUID> expire(Instant before) {
    return database.query(
        "UPDATE "
            + table
            + " SET bytes = NULL WHERE bytes IS NOT NULL AND finished_at < ? RETURNING id",
        (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
        before.atOffset(ZoneOffset.UTC));
  }

  private ExportJob job(ResultSet row, int number) throws SQLException {
    String problem = row.getString("problem");
    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
    return new ExportJob(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getString("form")),
        Objects.requireNonNull(row.getString("name")),
        json.readValue(row.getString("request"), ExportRequest.class),
        "en".equals(row.getString("language")) ? Language.EN : Language.ZH,
        ImportJob.State.valueOf(
            Objects.requireNonNull(row.getString("state")).toUpperCase(Locale.ROOT)),
        Objects.requireNonNull(row.getObject("asked_by", UUID.class)),
        Objects.requireNonNull(row.getObject("asked_at", OffsetDateTime.class)).toInstant(),
        row.getLong("done"),
        row.getLong("total"),
        row.getLong("rows"),
        row.getObject("bytes", Long.class),
        problem == null ? null : json.readValue(problem, Label.class),
        finished == null ? null : finished.toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
