package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What has happened to a record: who changed what, when and why, as far as the caller may see the
 * fields.
 */
@Component
public class History {

  private static final int MOST = 500;

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Records records;
  private final RecordViews views;
  private final Access access;
  private final People people;
  private final RecordPast past;
  private final String table;

  History(
      JdbcTemplate database,
      JsonMapper json,
      Records records,
      RecordViews views,
      Access access,
      People people,
      RecordPast past,
      Workspace workspace) {
    this.database = database;
    this.json = json;
    this.records = records;
    this.views = views;
    this.access = access;
    this.people = people;
    this.past = past;
    this.table = workspace.table("event");
  }

  /**
   * The changes of a record, newest first.
   *
   * @param before only revisions before this one; null for the newest
   * @param limit at most 500
   */
  public List<Map<String, @Nullable Object>> of(
      Caller caller, String form, UUID id, @Nullable Long before, int limit) {
    StoredRecord record = records.get(caller, form, id);
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    Values view = records.values(caller, record);
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE record_id = ? AND form = ? AND rev < ? ORDER BY rev DESC, id DESC LIMIT ?",
        (row, number) -> event(row, caller, rights, view),
        id,
        form,
        before == null ? Long.MAX_VALUE : before,
        Math.min(limit, MOST));
  }

  /**
   * A record as it was at a revision or at a moment, worked out from its events. What the caller
   * may not see of it today stays hidden or masked.
   *
   * @param rev one the record has had; null where a moment is given
   * @throws io.xiaodan.kernel.ProblemException not found, also for a moment before the record was
   *     made
   */
  public Map<String, @Nullable Object> at(
      Caller caller, String form, UUID id, @Nullable Long rev, @Nullable Instant moment) {
    StoredRecord now = records.get(caller, form, id);
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    long wanted = rev != null ? rev : moment != null ? past.revision(form, id, moment) : now.rev();
    if (wanted < 1 || wanted > now.rev()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "record.no_revision").exception();
    }
    return views.json(caller, rights).past(past.at(rights.form(), now, wanted), now);
  }

  private Map<String, @Nullable Object> event(
      ResultSet row, Caller caller, FormAccess rights, Values view) throws SQLException {
    UUID by = Objects.requireNonNull(row.getObject("by", UUID.class));
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("id", row.getObject("id", UUID.class));
    event.put("at", RecordColumns.moment(row, "at"));
    event.put("rev", row.getLong("rev"));
    event.put("kind", row.getString("kind"));
    event.put("origin", row.getString("origin"));
    event.put("cause", row.getObject("cause", UUID.class));
    event.put("by", Map.of("id", by, "title", people.name(by)));
    event.put("changes", changes(json.readTree(row.getString("changes")), caller, rights, view));
    return event;
  }

  /**
   * In what one state of a record differs from an earlier one, as events keep it: {@code {field:
   * [before, after]}}, values as JSON, line items as lists of rows with their ids.
   */
  public Map<String, List<@Nullable Object>> differences(
      Form form, StoredRecord before, StoredRecord after) {
    return EventChanges.of(form, before, after);
  }

  /**
   * Differences between two states of a record in the shape of its history, as far as the caller
   * may see the fields.
   *
   * @param differences as events keep them, from {@link #differences}
   * @throws io.xiaodan.kernel.ProblemException not found
   */
  public List<Map<String, @Nullable Object>> shown(
      Caller caller, StoredRecord record, JsonNode differences) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), record.form());
    return changes(differences, caller, rights, records.values(caller, record));
  }

  private List<Map<String, @Nullable Object>> changes(
      JsonNode differences, Caller caller, FormAccess rights, Values view) {
    List<Map<String, @Nullable Object>> changes = new ArrayList<>();
    RecordJson writer = views.json(caller, rights);
    for (Map.Entry<String, JsonNode> change : differences.properties()) {
      if (isField(rights.form(), change.getKey())
          && rights.field(change.getKey(), view, views.environment()) != FieldAccess.HIDDEN) {
        changes.add(
            change(
                rights.form(),
                change.getKey(),
                change.getValue(),
                writer,
                caller.actor().language()));
      }
    }
    return changes;
  }

  /** Of a field that has been removed nobody knows any more who may see it. */
  private static boolean isField(Form form, String key) {
    return form.fields().containsKey(key) || form.lines().containsKey(key);
  }

  private static Map<String, @Nullable Object> change(
      Form form, String key, JsonNode beforeAfter, RecordJson writer, Language language) {
    FormField field = form.fields().get(key);
    LineItems lines = form.lines().get(key);
    Label label = field != null ? field.label() : lines != null ? lines.label() : Label.of(key);
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put("field", key);
    change.put("label", label.in(language));
    change.put("before", value(field, lines, beforeAfter.path(0), writer));
    change.put("after", value(field, lines, beforeAfter.path(1), writer));
    return change;
  }

  private static @Nullable Object value(
      @Nullable FormField field, @Nullable LineItems lines, JsonNode json, RecordJson writer) {
    if (json.isNull() || json.isMissingNode()) {
      return null;
    }
    if (lines != null) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      for (JsonNode row : json) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", row.path("id").asString(""));
        for (FormField column : lines.columns().values()) {
          shown.put(column.key(), value(column, null, row.path(column.key()), writer));
        }
        rows.add(shown);
      }
      return rows;
    }
    Object stored = field == null ? null : field.type().fromRowJson(json);
    return field == null || stored == null ? json : writer.value(field, stored);
  }
}
