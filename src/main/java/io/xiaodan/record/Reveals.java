package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FormField;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Shows values behind masks, one at a time, and remembers who asked. */
@Component
public class Reveals {

  private final Records records;
  private final RecordViews views;
  private final Access access;
  private final JdbcTemplate database;
  private final Ids ids;
  private final Clock clock;
  private final String table;

  Reveals(
      Records records,
      RecordViews views,
      Access access,
      JdbcTemplate database,
      Ids ids,
      Clock clock,
      Workspace workspace) {
    this.records = records;
    this.views = views;
    this.access = access;
    this.database = database;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("reveal");
  }

  /**
   * One time somebody asked.
   *
   * @param form key of the form
   * @param field key of the field
   */
  public record Reveal(UUID id, Instant at, UUID by, String form, UUID record, String field) {}

  /**
   * The value of a field as the API shows it; null when it is empty. Asking is written down before
   * the value is shown; for a value that is not masked nothing is.
   *
   * @throws io.xiaodan.kernel.ProblemException not found (form, record, or a field out of reach),
   *     forbidden where the mask may not be lifted
   */
  public @Nullable Object reveal(Caller caller, String form, UUID id, String key) {
    StoredRecord record = records.get(caller, form, id);
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    Values view = records.values(caller, record);
    FormField field = rights.form().fields().get(key);
    boolean seen = rights.field(key, view, views.environment()).compareTo(FieldAccess.HIDDEN) > 0;
    if (field == null || (!seen && !rights.isMasked(key, view, views.environment()))) {
      throw Problem.of(ProblemKind.NOT_FOUND, "record.no_field", "field", key).exception();
    }
    if (!seen) {
      if (!rights.mayReveal(key, view, views.environment())) {
        throw Problem.of(ProblemKind.FORBIDDEN, "record.may_not_reveal", "field", field.label())
            .exception();
      }
      database.update(
          "INSERT INTO "
              + table
              + " (id, at, by, form, record_id, field) VALUES (?, ?, ?, ?, ?, ?)",
          ids.next(),
          clock.instant().atOffset(ZoneOffset.UTC),
          caller.actor().personId(),
          form,
          id,
          key);
    }
    return views.json(caller, rights).value(field, record.values().get(key));
  }

  /**
   * Which of them are asked for.
   *
   * @param by who asked; null for anybody
   * @param form key of the form; null for any
   * @param from not before this; null for any time
   * @param until before this; null for any time
   */
  public record Wanted(
      @Nullable UUID by, @Nullable String form, @Nullable Instant from, @Nullable Instant until) {}

  /**
   * Who asked for what, newest first.
   *
   * @param after id of the last one known; null for the newest
   */
  public List<Reveal> list(Wanted wanted, @Nullable UUID after, int limit) {
    return database.query(
        """
        SELECT * FROM %s WHERE (?::uuid IS NULL OR id < ?::uuid) AND (?::uuid IS NULL OR by = ?::uuid)
          AND (?::text IS NULL OR form = ?::text) AND (?::timestamptz IS NULL OR at >= ?::timestamptz)
          AND (?::timestamptz IS NULL OR at < ?::timestamptz)
        ORDER BY id DESC LIMIT ?
        """
            .formatted(table),
        (row, number) ->
            new Reveal(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                RecordColumns.moment(row, "at"),
                Objects.requireNonNull(row.getObject("by", UUID.class)),
                row.getString("form"),
                Objects.requireNonNull(row.getObject("record_id", UUID.class)),
                row.getString("field")),
        after,
        after,
        wanted.by(),
        wanted.by(),
        wanted.form(),
        wanted.form(),
        at(wanted.from()),
        at(wanted.from()),
        at(wanted.until()),
        at(wanted.until()),
        limit);
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }
}
