package io.xiaodan.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The small pieces a description is put together from. */
final class Parts {

  private Parts() {}

  /** An object with its properties in order. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return object;
  }

  static Map<String, Object> schema(String name) {
    return object("$ref", "#/components/schemas/" + name);
  }

  static Map<String, Object> type(String type) {
    return object("type", type);
  }

  static Map<String, Object> listOf(Map<String, Object> items) {
    return object("type", "array", "items", items);
  }

  /** The same schema, or null. */
  static Map<String, Object> orNull(Map<String, Object> schema) {
    return object("anyOf", List.of(schema, type("null")));
  }

  static Map<String, Object> body(Map<String, Object> schema) {
    return object("application/json", object("schema", schema));
  }

  static Map<String, Object> answer(String description, Map<String, Object> schema) {
    return object("description", description, "content", body(schema));
  }

  static Map<String, Object> query(String name, Map<String, Object> schema, String description) {
    return object(
        "name",
        name,
        "in",
        "query",
        "required",
        false,
        "schema",
        schema,
        "description",
        description);
  }

  static Map<String, Object> inPath(String name, Map<String, Object> schema) {
    return object("name", name, "in", "path", "required", true, "schema", schema);
  }
}
