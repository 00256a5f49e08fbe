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
 * One option of a tree of options; its key is kept, and keys are unique in the whole tree.
 *
 * @param options the options that may be chosen, each with the labels of its way from the root
 */
public record CascaderType(Map<String, Label> options) implements FieldType {

  public CascaderType {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  @Override
  public String name() {
    return "cascader";
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
        : Coerced.refused("form.cascader_unknown", "value", TextInput.shown(key));
  }

  @Override
  public Object fromColumn(Object column) {
    return column;
  }
}
