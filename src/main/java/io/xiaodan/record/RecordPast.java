package io.xiaodan.record;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stood in a record at an earlier revision, worked out backwards from its events. */
@Component
public class RecordPast {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final String table;

  RecordPast(JdbcTemplate database, JsonMapper json, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.table = workspace.table("event");
  }

  /** The revision a record had at a moment; zero before it was made. */
  long revision(String form, UUID id, Instant moment) {
    Long rev =
        database.queryForObject(
            "SELECT coalesce(max(rev), 0) FROM "
                + table
                + " WHERE record_id = ? AND form = ? AND at <= ?",
            Long.class,
            id,
            form,
            moment.atOffset(ZoneOffset.UTC));
    return rev == null ? 0 : rev;
  }

  /**
   * The whole record as it was, lines included, with who had changed it last.
   *
   * @param now as it is stored, lines included
   * @param rev one the record has had; a later one means the record as it is
   */
  public StoredRecord at(Form form, StoredRecord now, long rev) {
    if (rev >= now.rev()) {
      return now;
    }
    Map<String, Object> values = new LinkedHashMap<>(now.values());
    Map<String, List<StoredLine>> lines = new LinkedHashMap<>(now.lines());
    Then then = new Then(now);
    database.query(
        "SELECT rev, at, by, kind, changes FROM "
            + table
            + " WHERE record_id = ? AND form = ? ORDER BY rev DESC, id DESC",
        row -> {
          if (row.getLong("rev") > rev) {
            back(form, json.readTree(row.getString("changes")), values, lines);
          } else {
            then.event(row, rev);
          }
        },
        now.id(),
        form.key());
    return now.as(rev, then.at, then.by, then.deleted, values, lines);
  }

  /**
   * The record as it was after each of its changes, the latest first.
   *
   * @param now as it is stored, lines included
   * @param most changes that are looked at
   */
  public List<StoredRecord> all(Form form, StoredRecord now, int most) {
    List<StoredRecord> all = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>(now.values());
    Map<String, List<StoredLine>> lines = new LinkedHashMap<>(now.lines());
    database.query(
        "SELECT rev, at, by, changes FROM "
            + table
            + " WHERE record_id = ? AND form = ? ORDER BY rev DESC, id DESC LIMIT ?",
        row -> {
          all.add(
              now.as(
                  row.getLong("rev"),
                  RecordColumns.moment(row, "at"),
                  Objects.requireNonNull(row.getObject("by", UUID.class)),
                  null,
                  values,
                  lines));
          back(form, json.readTree(row.getString("changes")), values, lines);
        },
        now.id(),
        form.key(),
        most);
    return all;
  }

  /**
   * A change as it was.
   *
   * @param event its id
   * @param before the record before it; null for a new one
   */
  public record Past(
      UUID event, ChangeKind kind, UUID by, StoredRecord after, @Nullable StoredRecord before) {}

  /**
   * Some changes of a record as they were, the latest first.
   *
   * @param now as it is stored, lines included
   * @param events whose changes are wanted
   */
  public List<Past> changes(Form form, StoredRecord now, Set<UUID> events) {
    List<Past> found = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>(now.values());
    Map<String, List<StoredLine>> lines = new LinkedHashMap<>(now.lines());
    database.query(
        "SELECT id, rev, at, by, kind, changes FROM "
            + table
            + " WHERE record_id = ? AND form = ? ORDER BY rev DESC, id DESC",
        row -> {
          UUID event = Objects.requireNonNull(row.getObject("id", UUID.class));
          UUID by = Objects.requireNonNull(row.getObject("by", UUID.class));
          long rev = row.getLong("rev");
          Instant at = RecordColumns.moment(row, "at");
          StoredRecord after = now.as(rev, at, by, null, values, lines);
          back(form, json.readTree(row.getString("changes")), values, lines);
          if (events.contains(event)) {
            ChangeKind kind =
                ChangeKind.valueOf(String.valueOf(row.getString("kind")).toUpperCase(Locale.ROOT));
            StoredRecord before =
                kind == ChangeKind.CREATED ? null : now.as(rev - 1, at, by, null, values, lines);
            found.add(new Past(event, kind, by, after, before));
          }
        },
        now.id(),
        form.key());
    return found;
  }

  /** What the events up to a revision say of it; they come the latest first. Used by one thread. */
  private static final class Then {
    private Instant at;
    private UUID by;
    private @Nullable Instant deleted;
    private boolean known;
    private boolean moved;

    Then(StoredRecord now) {
      this.at = now.createdAt();
      this.by = now.createdBy();
    }

    void event(ResultSet row, long rev) throws SQLException {
      if (!known && row.getLong("rev") <= rev) {
        known = true;
        at = RecordColumns.moment(row, "at");
        by = Objects.requireNonNull(row.getObject("by", UUID.class));
      }
      String kind = row.getString("kind");
      if (!moved && (kind.equals("deleted") || kind.equals("restored"))) {
        moved = true;
        deleted = kind.equals("deleted") ? RecordColumns.moment(row, "at") : null;
      }
    }
  }

  /** Takes one change back. */
  private static void back(
      Form form,
      JsonNode changes,
      Map<String, Object> values,
      Map<String, List<StoredLine>> lines) {
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      FormField field = form.fields().get(change.getKey());
      LineItems items = form.lines().get(change.getKey());
      JsonNode before = change.getValue().path(0);
      if (field != null) {
        put(values, field, before);
      } else if (items != null) {
        lines.put(items.key(), before.isArray() ? RecordReader.lines(items, before) : List.of());
      }
    }
  }

  private static void put(Map<String, Object> values, FormField field, JsonNode before) {
    @Nullable Object value =
        before.isNull() || before.isMissingNode() ? null : field.type().fromRowJson(before);
    if (value == null) {
      values.remove(field.key());
    } else {
      values.put(field.key(), value);
    }
  }
}
