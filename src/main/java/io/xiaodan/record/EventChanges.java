package io.xiaodan.record;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event keeps of a change: {@code {field: [before, after]}}, values as JSON, line items as
 * lists of rows.
 */
final class EventChanges {

  private EventChanges() {}

  /** The fields that differ. */
  static Map<String, List<@Nullable Object>> of(Draft draft) {
    Map<String, List<@Nullable Object>> changes = new LinkedHashMap<>();
    StoredRecord before = draft.before;
    for (FormField field : draft.form.fields().values()) {
      if (draft.changed(field.key())) {
        changes.put(
            field.key(),
            Arrays.asList(
                before == null ? null : json(field, before.values().get(field.key())),
                json(field, draft.values.get(field.key()))));
      }
    }
    for (LineItems lines : draft.form.lines().values()) {
      if (draft.linesChanged(lines.key())) {
        changes.put(
            lines.key(),
            Arrays.asList(before == null ? null : stored(lines, before), rows(lines, draft)));
      }
    }
    return changes;
  }

  /** The fields in which one state of a record differs from an earlier one. */
  static Map<String, List<@Nullable Object>> of(
      Form form, StoredRecord before, StoredRecord after) {
    Draft draft = new Draft(form, before);
    draft.values.clear();
    draft.values.putAll(after.values());
    for (String key : form.lines().keySet()) {
      List<Draft.Row> rows = new ArrayList<>();
      for (StoredLine line : after.lines().getOrDefault(key, List.of())) {
        Draft.Row row = new Draft.Row(line.id(), false);
        row.values.putAll(line.values());
        rows.add(row);
      }
      draft.lines.put(key, rows);
    }
    return of(draft);
  }

  /** Every value of the record as it is after the change. */
  static Map<String, Object> snapshot(Draft draft) {
    Map<String, Object> snapshot =
        new LinkedHashMap<>(values(draft.form.fields().values(), draft.values));
    draft.form.lines().values().forEach(lines -> snapshot.put(lines.key(), rows(lines, draft)));
    return snapshot;
  }

  private static List<Map<String, Object>> rows(LineItems lines, Draft draft) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Draft.Row row : draft.lines.getOrDefault(lines.key(), List.of())) {
      rows.add(row(lines, row.id.toString(), row.values));
    }
    return rows;
  }

  private static List<Map<String, Object>> stored(LineItems lines, StoredRecord before) {
    return before.lines().getOrDefault(lines.key(), List.of()).stream()
        .map(line -> row(lines, line.id().toString(), line.values()))
        .toList();
  }

  private static Map<String, Object> row(LineItems lines, String id, Map<String, Object> values) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.putAll(values(lines.columns().values(), values));
    return row;
  }

  private static Map<String, Object> values(
      Collection<FormField> fields, Map<String, Object> values) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (FormField field : fields) {
      Object value = json(field, values.get(field.key()));
      if (value != null) {
        json.put(field.key(), value);
      }
    }
    return json;
  }

  private static @Nullable Object json(FormField field, @Nullable Object value) {
    return value == null ? null : field.type().toJson(value);
  }
}
