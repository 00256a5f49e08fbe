package io.xiaodan.form.type;

import io.xiaodan.expression.Values;
import io.xiaodan.form.Coerced;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the id of a record, person or file: {@code "…"} or {@code {"id": "…"}}. */
final class IdInput {

  private static final int LENGTH = 36;

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
    UUID read = read(id.toString());
    return read != null
        ? Coerced.of(read)
        : Coerced.refused("form.reference_format", "value", TextInput.shown(id.toString()));
  }

  /** The JDK reads shorter groups too; only the full form is an id. */
  private static @Nullable UUID read(String text) {
    if (text.length() != LENGTH) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
