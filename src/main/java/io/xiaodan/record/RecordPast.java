package io.xiaodan.record;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.platform.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;
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
   * The record with the values of its head as they were.
   *
   * @param now as it is stored
   * @param rev the revision asked for; a later one than the record's means the record as it is
   */
  public StoredRecord at(Form form, StoredRecord now, long rev) {
    if (rev >= now.rev()) {
      return now;
    }
    Map<String, Object> values = new LinkedHashMap<>(now.values());
    database.query(
        "SELECT changes FROM "
            + table
            + " WHERE record_id = ? AND form = ? AND rev > ? ORDER BY rev DESC, id DESC",
        row -> {
          for (Map.Entry<String, JsonNode> change :
              json.readTree(row.getString("changes")).properties()) {
            FormField field = form.fields().get(change.getKey());
            if (field != null) {
              put(values, field, change.getValue().path(0));
            }
          }
        },
        now.id(),
        form.key(),
        rev);
    return now.withValues(values);
  }

  private static void put(Map<String, Object> values, FormField field, JsonNode before) {
    @Nullable Object value = field.type().fromRowJson(before);
    if (value == null) {
      values.remove(field.key());
    } else {
      values.put(field.key(), value);
    }
  }
}
