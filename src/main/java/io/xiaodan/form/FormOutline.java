package io.xiaodan.form;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A form before its formulas are read: which fields there are and of what type.
 *
 * @param fields the head's fields: document and type
 * @param lines the line items: document, columns, schema of a row
 */
record FormOutline(
    ArtifactId id,
    JsonNode document,
    FormSchema schema,
    Map<String, Typed> fields,
    Map<String, Lines> lines,
    Map<String, JsonNode> live) {

  /** A field's document and type. */
  record Typed(JsonNode document, FieldType type) {}

  /** A line items field. */
  record Lines(
      JsonNode document, Map<String, Typed> columns, Schema schema, Map<String, JsonNode> live) {}

  static FormOutline read(
      ArtifactId id,
      JsonNode document,
      FormSchema schema,
      FieldTypes types,
      Compilation compilation) {
    FormOutline outline =
        new FormOutline(
            id,
            document,
            schema,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    for (JsonNode field : document.path("fields")) {
      String key = field.path("key").asString("");
      String place = "fields." + key;
      if (!outline.isFree(key)) {
        compilation.error(id, place, Message.of("form.key_taken", "key", key));
      } else if (field.path("type").asString("").equals("lines")) {
        outline.addLines(key, field, types, compilation);
      } else if (LiveFields.isLive(field.path("type").asString(""))) {
        outline.live.put(key, field);
        if (field.path("type").asString("").equals("balance")) {
          schema.put(key, ValueType.NUMBER);
        }
      } else {
        FieldType type = types.of(id, place, field);
        if (type != null) {
          outline.fields.put(key, new Typed(field, type));
          schema.put(key, type.valueType());
        }
      }
    }
    return outline;
  }

  private boolean isFree(String key) {
    return !Form.SYSTEM_COLUMNS.contains(key)
        && !Form.RESERVED.contains(key)
        && !fields.containsKey(key)
        && !lines.containsKey(key)
        && !live.containsKey(key);
  }

  private void addLines(String key, JsonNode field, FieldTypes types, Compilation compilation) {
    FormSchema row = new FormSchema();
    row.put("parent", new ValueType.RecordOf(id.key(), schema));
    Map<String, Typed> columns = new LinkedHashMap<>();
    Map<String, JsonNode> looked = new LinkedHashMap<>();
    for (JsonNode column : field.path("fields")) {
      String columnKey = column.path("key").asString("");
      String place = "fields." + key + "." + columnKey;
      if (Form.SYSTEM_COLUMNS.contains(columnKey)
          || Form.RESERVED.contains(columnKey)
          || columns.containsKey(columnKey)
          || looked.containsKey(columnKey)) {
        compilation.error(id, place, Message.of("form.key_taken", "key", columnKey));
        continue;
      }
      if (LiveFields.isLive(column.path("type").asString(""))) {
        looked.put(columnKey, column);
        if (column.path("type").asString("").equals("balance")) {
          row.put(columnKey, ValueType.NUMBER);
        }
        continue;
      }
      @Nullable FieldType type = types.of(id, place, column);
      if (type != null) {
        columns.put(columnKey, new Typed(column, type));
        row.put(columnKey, type.valueType());
      }
    }
    lines.put(key, new Lines(field, columns, row, looked));
    schema.put(key, new ValueType.ListOf(new ValueType.RecordOf(id.key() + "." + key, row)));
  }
}
