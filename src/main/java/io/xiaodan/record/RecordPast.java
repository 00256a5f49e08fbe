package io.xiaodan.record;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * The record with its values and line items as they were; who changed it last, and when, stays.
   *
   * @param now as it is stored
   * @param rev the revision asked for; a later one than the record's means the record as it is
   */
  public StoredRecord at(Form form, StoredRecord now, long rev) {
    if (rev >= now.rev()) {
      return now;
    }
    Map<String, Object> values = new LinkedHashMap<>(now.values());
    Map<String, List<StoredLine>> lines = new LinkedHashMap<>(now.lines());
    database.query(
        "SELECT changes FROM "
            + table
            + " WHERE record_id = ? AND form = ? AND rev > ? ORDER BY rev DESC, id DESC",
        row -> {
          for (Map.Entry<String, JsonNode> change :
              json.readTree(row.getString("changes")).properties()) {
            FormField field = form.fields().get(change.getKey());
            LineItems rows = form.lines().get(change.getKey());
            if (field != null) {
              put(values, field, change.getValue().path(0));
            } else if (rows != null) {
              lines.put(rows.key(), lines(rows, change.getValue().path(0)));
            }
          }
        },
        now.id(),
        form.key(),
        rev);
    return now.withValues(values).withLines(lines);
  }

  private static List<StoredLine> lines(LineItems lines, JsonNode before) {
    List<StoredLine> rows = new ArrayList<>();
    for (JsonNode row : before) {
      Map<String, Object> values = new LinkedHashMap<>();
      lines.columns().values().forEach(column -> put(values, column, row.path(column.key())));
      rows.add(new StoredLine(UUID.fromString(row.path("id").asString()), values));
    }
    return rows;
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
