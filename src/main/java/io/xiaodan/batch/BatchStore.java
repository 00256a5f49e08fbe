package io.xiaodan.batch;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.RecordPicks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of jobs and of what became of their records. */
@Component
class BatchStore {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Clock clock;
  private final String jobs;
  private final String rows;

  BatchStore(JdbcTemplate database, JsonMapper json, Clock clock, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.jobs = workspace.table("batch_job");
    this.rows = workspace.table("batch_row");
  }

  void add(UUID id, String form, BatchRequest request, UUID by, Language language) {
    database.update(
        "INSERT INTO "
            + jobs
            + " (id, form, kind, request, language, asked_by, asked_at, state, total) VALUES (?, ?, ?, ?::json, ?, ?, ?, 'running', 0)",
        id,
        form,
        request.kind().key(),
        json.writeValueAsString(request.withoutIds()),
        language.tag(),
        by,
        now());
  }

  /** Adds records behind those that are there. */
  void addRows(UUID id, int from, List<RecordPicks.Pick> picks) {
    database.update(
        "INSERT INTO "
            + rows
            + " (job_id, number, record_id, rev) SELECT ?, ? + x.place, x.id, x.rev FROM unnest(?::uuid[], ?::bigint[]) WITH ORDINALITY AS x(id, rev, place)",
        id,
        from,
        picks.stream().map(pick -> pick.id().toString()).toArray(String[]::new),
        picks.stream().map(RecordPicks.Pick::rev).toArray(Long[]::new));
  }

  void total(UUID id, long total) {
    database.update("UPDATE " + jobs + " SET total = ? WHERE id = ?", total, id);
  }

  Optional<BatchJob> find(UUID id) {
    return database.query("SELECT * FROM " + jobs + " WHERE id = ?", this::job, id).stream()
        .findFirst();
  }

  List<BatchJob> newest(UUID by, int limit) {
    return database.query(
        "SELECT * FROM " + jobs + " WHERE asked_by = ? ORDER BY asked_at DESC, id DESC LIMIT ?",
        this::job,
        by,
        limit);
  }

  private BatchJob job(ResultSet row, int number) throws SQLException {
    String problem = row.getString("problem");
    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
    return new BatchJob(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getString("form"),
        json.readValue(row.getString("request"), BatchRequest.class),
        Language.of(row.getString("language")),
        Objects.requireNonNull(row.getObject("asked_by", UUID.class)),
        Objects.requireNonNull(row.getObject("asked_at", OffsetDateTime.class)).toInstant(),
        row.getString("state"),
        row.getBoolean("cancelling"),
        row.getLong("total"),
        row.getLong("done"),
        new BatchJob.Counts(
            row.getLong("changed"),
            row.getLong("same"),
            row.getLong("refused"),
            row.getLong("undone"),
            row.getLong("kept")),
        problem == null ? null : json.readValue(problem, Label.class),
        finished == null ? null : finished.toInstant());
  }

  /** Rows after one that came to an end, in their order; of any end where none is named. */
  List<BatchRow> rows(UUID id, @Nullable String outcome, int after, int limit) {
    return database.query(
        "SELECT * FROM "
            + rows
            + " WHERE job_id = ? AND number > ? AND (?::text IS NULL OR outcome = ?) ORDER BY number LIMIT ?",
        this::row,
        id,
        after,
        outcome,
        outcome,
        limit);
  }

  /** The next rows that still wait. */
  List<BatchRow> waiting(UUID id, int limit) {
    return database.query(
        "SELECT * FROM "
            + rows
            + " WHERE job_id = ? AND outcome IS NULL ORDER BY number LIMIT "
            + limit,
        this::row,
        id);
  }

  /**
   * A row, kept from every other worker until the end of the transaction, where it still has the
   * outcome.
   */
  Optional<BatchRow> claim(UUID id, int number, @Nullable String outcome) {
    return database
        .query(
            "SELECT * FROM "
                + rows
                + " WHERE job_id = ? AND number = ? AND outcome IS NOT DISTINCT FROM ? FOR UPDATE",
            this::row,
            id,
            number,
            outcome)
        .stream()
        .findFirst();
  }

  private BatchRow row(ResultSet row, int index) throws SQLException {
    String before = row.getString("before");
    String after = row.getString("after");
    String reason = row.getString("reason");
    return new BatchRow(
        row.getInt("number"),
        Objects.requireNonNull(row.getObject("record_id", UUID.class)),
        row.getObject("rev", Long.class),
        row.getString("outcome"),
        row.getObject("rev_after", Long.class),
        before == null ? null : json.readTree(before),
        after == null ? null : json.readTree(after),
        reason == null ? null : json.readValue(reason, Label.class));
  }

  /** Notes what became of a row, and counts it; within the transaction that changed the record. */
  void end(UUID id, BatchRow row) {
    database.update(
        "UPDATE "
            + rows
            + " SET outcome = ?, rev_after = ?, before = coalesce(?::json, before), after = coalesce(?::json, after), reason = ?::json WHERE job_id = ? AND number = ?",
        row.outcome(),
        row.revAfter(),
        row.before() == null ? null : row.before().toString(),
        row.after() == null ? null : row.after().toString(),
        row.reason() == null ? null : json.writeValueAsString(row.reason()),
        id,
        row.number());
  }

  /** Counts rows that came to their ends. */
  void count(UUID id, Collection<String> outcomes) {
    database.update(
        "UPDATE "
            + jobs
            + " SET done = done + ?, changed = changed + ?, same = same + ?, refused = refused + ?, undone = undone + ?, kept = kept + ? WHERE id = ?",
        outcomes.size(),
        of(outcomes, "changed"),
        of(outcomes, "same"),
        of(outcomes, "refused"),
        of(outcomes, "undone"),
        of(outcomes, "kept"),
        id);
  }

  private static long of(Collection<String> outcomes, String wanted) {
    return outcomes.stream().filter(wanted::equals).count();
  }

  /** Moves a job on; whether it was in the first state. */
  boolean move(UUID id, Collection<String> from, String to) {
    return database.update(
            "UPDATE "
                + jobs
                + " SET state = ?, cancelling = false, done = 0, finished_at = NULL, problem = NULL WHERE id = ? AND state = ANY (?)",
            to,
            id,
            from.toArray(String[]::new))
        > 0;
  }

  /** Asks a running job to stop; whether it runs. */
  boolean cancel(UUID id) {
    return database.update(
            "UPDATE " + jobs + " SET cancelling = true WHERE id = ? AND state = 'running'", id)
        > 0;
  }

  void end(UUID id, String state, @Nullable Label problem) {
    database.update(
        "UPDATE "
            + jobs
            + " SET state = ?, problem = ?::json, finished_at = ? WHERE id = ? AND state IN ('running', 'undoing')",
        state,
        problem == null ? null : json.writeValueAsString(problem),
        now(),
        id);
  }

  /** Forgets jobs that ended long ago. */
  int expire(Instant before) {
    return database.update(
        "DELETE FROM " + jobs + " WHERE finished_at < ?", before.atOffset(ZoneOffset.UTC));
  }

  /** Forgets what is kept of records that are gone for good. */
  void forget(Collection<UUID> records) {
    database.update(
        "UPDATE " + rows + " SET before = NULL, after = NULL WHERE record_id = ANY (?::uuid[])",
        (Object) records.stream().map(UUID::toString).toArray(String[]::new));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
