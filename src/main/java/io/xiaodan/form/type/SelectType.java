package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import io.xiaodan.kernel.Label;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One of several options; its key is kept.
 *
 * @param options label by key, in the order they are shown
 */
public record SelectType(Map<String, Label> options) implements FieldType {

  public SelectType {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  @Override
  public String name() {
    return "select";
  }

  @Override
  public String column() {
    return "text";
  }

  @Override
  public ValueType valueType() {
    return ValueType.TEXT;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    Coerced text = TextInput.read(json, 200);
    return text.value() == null ? text : fit(text.value());
  }

  @Override
  public Coerced fit(Object computed) {
    String key = computed.toString();
    return options.containsKey(key)
        ? Coerced.of(key)
        : Coerced.refused(
            "form.option_unknown",
            "value",
            TextInput.shown(key),
            "options",
            String.join(", ", options.keySet()));
  }

  @Override
  public Object fromColumn(Object column) {
    return column;
  }
}
