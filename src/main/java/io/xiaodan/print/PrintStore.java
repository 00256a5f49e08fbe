package io.xiaodan.print;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.platform.DataHome;
import io.xiaodan.platform.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The table of what was printed by whom, and the files while they are kept. */
@Component
class PrintStore {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Messages messages;
  private final Clock clock;
  private final String table;
  private final Path folder;

  PrintStore(
      JdbcTemplate database,
      JsonMapper json,
      Messages messages,
      Clock clock,
      Workspace workspace,
      DataHome home) {
    this.database = database;
    this.json = json;
    this.messages = messages;
    this.clock = clock;
    this.table = workspace.table("print_job");
    this.folder = home.folder().resolve("prints");
  }

  /** Where the file of a job lies once it is complete. */
  Path file(UUID id) {
    return folder.resolve(id.toString());
  }

  /** Where it is written. */
  Path unfinished(UUID id) throws IOException {
    Files.createDirectories(folder);
    return folder.resolve(id + ".part");
  }

  void remove(UUID id) {
    try {
      Files.deleteIfExists(file(id));
      Files.deleteIfExists(folder.resolve(id + ".part"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(UUID id, String form, String name, PrintRequest request, UUID by, Language language) {
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

  Optional<PrintJob> find(UUID id) {
    return database.query("SELECT * FROM " + table + " WHERE id = ?", this::job, id).stream()
        .findFirst();
  }

  /** The newest jobs of one person. */
  List<PrintJob> newest(UUID by, int limit) {
    return database.query(
        "SELECT * FROM " + table + " WHERE asked_by = ? ORDER BY asked_at DESC, id DESC LIMIT ?",
        this::job,
        by,
        limit);
  }

  /** Begins, or begins again; whether it is to be done at all. */
  boolean begin(UUID id) {
    return database.update(
            "UPDATE "
                + table
                + " SET state = 'running', done = 0 WHERE id = ? AND state IN ('waiting', 'running')",
            id)
        > 0;
  }

  /** Keeps how far it is; whether somebody wants it to stop. */
  boolean progress(UUID id, int done, int total) {
    return Boolean.TRUE.equals(
        database.queryForObject(
            "UPDATE " + table + " SET done = ?, total = ? WHERE id = ? RETURNING cancelling",
            Boolean.class,
            done,
            total,
            id));
  }

  void end(UUID id, PrintJob.State state, @Nullable Long bytes, @Nullable Message problem) {
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

  /** Asks a job to stop; whether it had not begun and so is over at once. */
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

  /** Notes that files which ended before a moment are gone, and says whose they were. */
  List<UUID> expire(Instant before) {
    return database.query(
        "UPDATE "
            + table
            + " SET bytes = NULL WHERE bytes IS NOT NULL AND finished_at < ? RETURNING id",
        (row, number) -> Objects.requireNonNull(row.getObject("id", UUID.class)),
        before.atOffset(ZoneOffset.UTC));
  }

  private PrintJob job(ResultSet row, int number) throws SQLException {
    String problem = row.getString("problem");
    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
    return new PrintJob(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getString("form")),
        Objects.requireNonNull(row.getString("name")),
        json.readValue(row.getString("request"), PrintRequest.class),
        "en".equals(row.getString("language")) ? Language.EN : Language.ZH,
        PrintJob.State.valueOf(
            Objects.requireNonNull(row.getString("state")).toUpperCase(Locale.ROOT)),
        Objects.requireNonNull(row.getObject("asked_by", UUID.class)),
        Objects.requireNonNull(row.getObject("asked_at", OffsetDateTime.class)).toInstant(),
        row.getInt("done"),
        row.getInt("total"),
        row.getObject("bytes", Long.class),
        problem == null ? null : json.readValue(problem, Label.class),
        finished == null ? null : finished.toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
