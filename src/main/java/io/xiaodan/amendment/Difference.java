package io.xiaodan.amendment;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.record.StoredLine;
import io.xiaodan.record.StoredRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a proposal changes, and how it goes onto a record that has moved on: field by field and cell
 * by cell, what nobody else touched is taken, what somebody else changed differently stands against
 * it. Without a database.
 */
final class Difference {

  private final Form form;
  private final JsonMapper json;

  Difference(Form form, JsonMapper json) {
    this.form = form;
    this.json = json;
  }

  /**
   * A proposal on the record as it is now.
   *
   * @param values what is to be written, as a person would send it
   * @param against keys of fields, or {@code lines.column}, that were changed otherwise meanwhile
   */
  record Rebased(ObjectNode values, Set<String> against) {}

  /** Without what is computed: that follows by itself. */
  ObjectNode typed(Map<String, List<@Nullable Object>> changes) {
    ObjectNode all = json.valueToTree(changes);
    ObjectNode typed = json.createObjectNode();
    for (Map.Entry<String, JsonNode> change : all.properties()) {
      FormField field = form.fields().get(change.getKey());
      LineItems lines = form.lines().get(change.getKey());
      if (field != null && !field.filling().isComputed()) {
        typed.set(change.getKey(), change.getValue());
      } else if (lines != null) {
        ArrayNode both = json.createArrayNode();
        change.getValue().forEach(rows -> both.add(typedRows(lines, rows)));
        if (!both.path(0).equals(both.path(1))) {
          typed.set(lines.key(), both);
        }
      }
    }
    return typed;
  }

  private ArrayNode typedRows(LineItems lines, JsonNode rows) {
    ArrayNode typed = json.createArrayNode();
    for (JsonNode row : rows) {
      ObjectNode cells = json.createObjectNode();
      cells.set("id", row.path("id"));
      for (FormField column : lines.columns().values()) {
        if (!column.filling().isComputed() && row.has(column.key())) {
          cells.set(column.key(), row.path(column.key()));
        }
      }
      typed.add(cells);
    }
    return typed;
  }

  Rebased onto(JsonNode changes, StoredRecord now) {
    ObjectNode values = json.createObjectNode();
    Set<String> against = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      String key = change.getKey();
      JsonNode before = change.getValue().path(0);
      JsonNode after = change.getValue().path(1);
      FormField field = form.fields().get(key);
      LineItems lines = form.lines().get(key);
      if (field != null) {
        JsonNode current = value(field, now.values().get(key));
        if (!same(current, before) && !same(current, after)) {
          against.add(key);
        }
        values.set(key, after.isMissingNode() ? NullNode.instance : after);
      } else if (lines != null) {
        values.set(key, rows(lines, before, after, now, against));
      } else {
        against.add(key);
      }
    }
    return new Rebased(values, against);
  }

  private ArrayNode rows(
      LineItems lines, JsonNode before, JsonNode after, StoredRecord now, Set<String> against) {
    Map<String, JsonNode> base = byId(before);
    Map<String, JsonNode> current = new LinkedHashMap<>();
    for (StoredLine line : now.lines().getOrDefault(lines.key(), List.of())) {
      current.put(line.id().toString(), row(lines, line));
    }
    ArrayNode merged = json.createArrayNode();
    for (JsonNode row : after) {
      String id = row.path("id").asString();
      JsonNode was = base.remove(id);
      JsonNode is = current.remove(id);
      if (was == null) {
        merged.add(cells(lines, row));
      } else if (is != null) {
        merged.add(cell(lines, id, was, row, is, against));
      } else if (!changed(lines, was, row).isEmpty()) {
        against.add(lines.key());
      }
    }
    base.forEach((id, was) -> {
      JsonNode is = current.remove(id);
      if (is != null && !changed(lines, was, is).isEmpty()) {
        against.add(lines.key());
      }
    });
    current.keySet().forEach(id -> merged.add(json.createObjectNode().put("id", id)));
    return merged;
  }

  /** One row that all three have: what the proposal changes, where nobody else did. */
  private ObjectNode cell(
      LineItems lines,
      String id,
      JsonNode was,
      JsonNode proposed,
      JsonNode is,
      Set<String> against) {
    ObjectNode row = json.createObjectNode().put("id", id);
    for (String key : changed(lines, was, proposed)) {
      if (!same(is.path(key), was.path(key)) && !same(is.path(key), proposed.path(key))) {
        against.add(lines.key() + "." + key);
      }
      row.set(key, proposed.has(key) ? proposed.path(key) : NullNode.instance);
    }
    return row;
  }

  private ObjectNode cells(LineItems lines, JsonNode from) {
    ObjectNode row = json.createObjectNode();
    for (String key : lines.columns().keySet()) {
      if (from.has(key)) {
        row.set(key, from.path(key));
      }
    }
    return row;
  }

  private static List<String> changed(LineItems lines, JsonNode before, JsonNode after) {
    List<String> changed = new ArrayList<>();
    for (FormField column : lines.columns().values()) {
      String key = column.key();
      if (!column.filling().isComputed() && !same(before.path(key), after.path(key))) {
        changed.add(key);
      }
    }
    return changed;
  }

  private static Map<String, JsonNode> byId(JsonNode rows) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.put(row.path("id").asString(), row));
    return byId;
  }

  private ObjectNode row(LineItems lines, StoredLine line) {
    ObjectNode row = json.createObjectNode().put("id", line.id().toString());
    lines
        .columns()
        .forEach((key, column) -> {
          Object value = line.values().get(key);
          if (value != null) {
            row.set(key, value(column, value));
          }
        });
    return row;
  }

  private JsonNode value(FormField field, @Nullable Object value) {
    return value == null ? NullNode.instance : json.valueToTree(field.type().toJson(value));
  }

  /** Equality of values: empty is empty however it is written, numbers are what they amount to. */
  static boolean same(JsonNode a, JsonNode b) {
    boolean emptyA = a.isNull() || a.isMissingNode();
    boolean emptyB = b.isNull() || b.isMissingNode();
    if (emptyA || emptyB) {
      return emptyA && emptyB;
    }
    if (a.equals(b)) {
      return true;
    }
    BigDecimal x = number(a);
    BigDecimal y = number(b);
    return x != null && y != null && x.compareTo(y) == 0;
  }

  private static @Nullable BigDecimal number(JsonNode value) {
    if (!value.isNumber() && !value.isString()) {
      return null;
    }
    try {
      return new BigDecimal(value.asString());
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
