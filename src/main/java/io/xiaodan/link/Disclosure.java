package io.xiaodan.link;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields of a record as a page outside shows them: what a field is called, how it is read, and its
 * value; nothing else of the form, and no id.
 */
@Component
public class Disclosure {

  /** Parts of a field's document that a page needs to show a value, and no others. */
  private static final List<String> SHOWN =
      List.of("key", "type", "label", "options", "scale", "unit", "show", "format");

  private final JsonMapper json;

  Disclosure(JsonMapper json) {
    this.json = json;
  }

  /**
   * The fields with their values. Of a reference only its name leaves the house; what is not in the
   * form any more is left out.
   *
   * @param keys {@code phone}, or {@code lines.product} for a column of line items
   * @param values of the record as the API shows it
   */
  public List<ObjectNode> fields(Form form, Collection<String> keys, Map<?, ?> values) {
    List<ObjectNode> fields = new ArrayList<>();
    Map<String, ObjectNode> tables = new LinkedHashMap<>();
    for (String key : keys) {
      int dot = key.indexOf('.');
      LineItems items = dot < 0 ? null : form.lines().get(key.substring(0, dot));
      FormField field =
          items == null ? form.fields().get(key) : items.columns().get(key.substring(dot + 1));
      if (field == null) {
        continue;
      }
      if (items == null) {
        ObjectNode one = said(field.document());
        one.set("value", plain(values.get(key)));
        fields.add(one);
      } else {
        ObjectNode table = tables.computeIfAbsent(items.key(), _ -> table(items, fields));
        ((ArrayNode) table.path("fields")).add(said(field.document()));
        rows(table, values.get(items.key()), field.key());
      }
    }
    return fields;
  }

  /** A field without a value. */
  ObjectNode said(JsonNode document) {
    ObjectNode said = json.createObjectNode();
    for (String name : SHOWN) {
      if (document.has(name)) {
        said.set(name, document.path(name));
      }
    }
    return said;
  }

  /** A value, without the id of what it refers to. */
  private JsonNode plain(@Nullable Object value) {
    JsonNode node = json.valueToTree(value);
    if (node instanceof ObjectNode one && one.has("title")) {
      one.remove("id");
    }
    return node;
  }

  private ObjectNode table(LineItems items, List<ObjectNode> fields) {
    ObjectNode table = said(items.document());
    table.put("type", "lines");
    table.putArray("fields");
    table.putArray("rows");
    fields.add(table);
    return table;
  }

  /** Adds one column to the rows of a table. */
  private void rows(ObjectNode table, @Nullable Object rows, String column) {
    ArrayNode shown = (ArrayNode) table.path("rows");
    if (rows instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        ObjectNode row = i < shown.size() ? (ObjectNode) shown.get(i) : shown.addObject();
        if (list.get(i) instanceof Map<?, ?> values) {
          row.set(column, plain(values.get(column)));
        }
      }
    }
  }
}
