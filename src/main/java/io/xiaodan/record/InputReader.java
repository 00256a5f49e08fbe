package io.xiaodan.record;

import io.xiaodan.form.Coerced;
import io.xiaodan.form.Decision;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the values of a request into a draft; collects everything that is wrong instead of stopping
 * at the first.
 */
final class InputReader {

  /** Finds the record a unique value names. */
  interface ByUniqueValue {
    Coerced find(FormField field, ReferenceType type, String key, JsonNode value);
  }

  private final Draft draft;
  private final Ids ids;
  private final BiPredicate<String, Boolean> mayWrite;
  private final boolean fixedColumns;
  private final ByUniqueValue byUniqueValue;
  private final List<Violation> violations;

  /**
   * @param mayWrite whether a field of the head, or all rows of line items, may be written (true)
   *     or is at least seen (false)
   * @param fixedColumns whether read-only columns of line items keep their values
   * @param violations where what is wrong is added
   */
  InputReader(
      Draft draft,
      Ids ids,
      BiPredicate<String, Boolean> mayWrite,
      boolean fixedColumns,
      ByUniqueValue byUniqueValue,
      List<Violation> violations) {
    this.draft = draft;
    this.ids = ids;
    this.mayWrite = mayWrite;
    this.fixedColumns = fixedColumns;
    this.byUniqueValue = byUniqueValue;
    this.violations = violations;
  }

  void read(JsonNode values) {
    if (!values.isObject()) {
      violations.add(new Violation(Message.of("record.values_expected"), null, null, null));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String key = entry.getKey();
      FormField field = draft.form.fields().get(key);
      LineItems lines = draft.form.lines().get(key);
      if (field != null) {
        head(field, entry.getValue());
      } else if (lines != null) {
        rows(lines, entry.getValue());
      } else if (draft.form.live().get(key) instanceof LiveField live
          && mayWrite.test(key, false)) {
        violations.add(Violation.at(key, Message.of("record.computed", "label", live.label())));
      } else {
        violations.add(Violation.at(key, Message.of("record.unknown_field", "field", key)));
      }
    }
  }

  private void head(FormField field, JsonNode json) {
    Message refusal = refusal(field);
    Coerced coerced = refusal == null ? coerce(field, json) : new Coerced(null, refusal);
    if (coerced.refusal() != null) {
      violations.add(Violation.at(field.key(), coerced.refusal()));
      return;
    }
    Draft.put(draft.values, field.key(), coerced.value());
    draft.supplied.add(field.key());
  }

  private @Nullable Message refusal(FormField field) {
    Message denied = denied(field.key(), field.label());
    return denied == null && field.filling().isComputed()
        ? Message.of("record.computed", "label", field.label())
        : denied;
  }

  /**
   * Why a field may not be written; one that is not seen is answered like one that is not there.
   */
  private @Nullable Message denied(String key, Label label) {
    if (mayWrite.test(key, true)) {
      return null;
    }
    return mayWrite.test(key, false)
        ? Message.of("record.read_only", "label", label)
        : Message.of("record.unknown_field", "field", key);
  }

  private Coerced coerce(FormField field, JsonNode json) {
    JsonNode by = json.path("by");
    if (field.type() instanceof ReferenceType type && by.isObject() && by.size() == 1) {
      Map.Entry<String, JsonNode> only = by.properties().iterator().next();
      return byUniqueValue.find(field, type, only.getKey(), only.getValue());
    }
    return field.type().coerce(json);
  }

  private void rows(LineItems lines, JsonNode json) {
    Message denied = denied(lines.key(), lines.label());
    if (denied != null) {
      violations.add(Violation.at(lines.key(), denied));
      return;
    }
    if (!json.isArray()) {
      violations.add(Violation.at(lines.key(), Message.of("form.list_expected")));
      return;
    }
    if (json.size() > lines.maximum()) {
      violations.add(
          Violation.at(
              lines.key(),
              Message.of(
                  "record.lines_maximum",
                  "label",
                  lines.label(),
                  "maximum",
                  lines.maximum(),
                  "count",
                  json.size())));
      return;
    }
    Map<UUID, Draft.Row> known = new HashMap<>();
    draft.lines.getOrDefault(lines.key(), List.of()).forEach(row -> known.put(row.id, row));
    Set<UUID> seen = new HashSet<>();
    List<Draft.Row> rows = new ArrayList<>(json.size());
    for (int i = 0; i < json.size(); i++) {
      rows.add(row(lines, json.get(i), i, known, seen));
    }
    draft.lines.put(lines.key(), rows);
    draft.supplied.add(lines.key());
  }

  private Draft.Row row(
      LineItems lines, JsonNode json, int index, Map<UUID, Draft.Row> known, Set<UUID> seen) {
    Draft.Row row = start(lines, json, index, known, seen);
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String key = entry.getKey();
      if (key.equals("id")) {
        continue;
      }
      if (lines.live().containsKey(key)) {
        continue;
      }
      FormField column = lines.columns().get(key);
      Coerced coerced = cell(column, key, entry.getValue(), row);
      if (coerced.refusal() != null) {
        violations.add(Violation.at(lines.key(), index, key, coerced.refusal()));
      } else {
        Object before = row.values.get(key);
        Draft.put(row.values, key, coerced.value());
        if (row.isNew || !Draft.same(before, coerced.value())) {
          row.supplied.add(key);
        }
      }
    }
    return row;
  }

  /** A read-only column may be sent back as it is, since rows are sent whole. */
  private Coerced cell(@Nullable FormField column, String key, JsonNode json, Draft.Row row) {
    if (column == null) {
      return Coerced.refused("record.unknown_field", "field", key);
    }
    if (column.filling().isComputed()) {
      return Coerced.refused("record.computed", "label", column.label());
    }
    Coerced coerced = coerce(column, json);
    boolean changes = !Draft.same(row.values.get(key), coerced.value());
    return fixedColumns && changes && column.rules().readOnly().equals(Decision.YES)
        ? Coerced.refused("record.read_only", "label", column.label())
        : coerced;
  }

  private Draft.Row start(
      LineItems lines, JsonNode json, int index, Map<UUID, Draft.Row> known, Set<UUID> seen) {
    JsonNode id = json.path("id");
    if (!json.isObject()) {
      violations.add(new Violation(Message.of("record.row_expected"), lines.key(), index, null));
    } else if (!id.isMissingNode() && !id.isNull()) {
      Draft.Row row = id.isString() ? known.get(uuid(id.stringValue())) : null;
      if (row == null) {
        violations.add(new Violation(Message.of("record.row_unknown"), lines.key(), index, null));
      } else if (!seen.add(row.id)) {
        violations.add(new Violation(Message.of("record.row_twice"), lines.key(), index, null));
      } else {
        return row;
      }
    }
    return new Draft.Row(ids.next(), true);
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
