package io.xiaodan.form.type;

import io.xiaodan.expression.Values;
import io.xiaodan.form.Coerced;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads the id of a record, person or file: {@code "…"} or {@code {"id": "…"}}. */
final class IdInput {

  private static final Pattern ID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private IdInput() {}

  static Coerced read(JsonNode json) {
    JsonNode id = json.isObject() ? json.path("id") : json;
    if (id.isNull() || (!json.isObject() && json.isMissingNode())) {
      return Coerced.EMPTY;
    }
    if (!id.isString()) {
      return Coerced.refused("form.reference_format", "value", TextInput.shown(json.toString()));
    }
    return id.stringValue().isBlank() ? Coerced.EMPTY : fit(id.stringValue().strip());
  }

  static Coerced fit(Object computed) {
    Object id = computed instanceof Values record ? record.get("id") : computed;
    if (id == null) {
      return Coerced.EMPTY;
    }
    return ID.matcher(id.toString()).matches()
        ? Coerced.of(UUID.fromString(id.toString()))
        : Coerced.refused("form.reference_format", "value", TextInput.shown(id.toString()));
  }
}
