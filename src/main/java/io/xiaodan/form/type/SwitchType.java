package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import tools.jackson.databind.JsonNode;

/** Yes or no. */
public record SwitchType() implements FieldType {

  @Override
  public String name() {
    return "switch";
  }

  @Override
  public String column() {
    return "boolean";
  }

  @Override
  public ValueType valueType() {
    return ValueType.BOOLEAN;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return Coerced.EMPTY;
    }
    return json.isBoolean()
        ? Coerced.of(json.booleanValue())
        : Coerced.refused("form.switch_format", "value", TextInput.shown(json.asString("")));
  }

  @Override
  public Coerced fit(Object computed) {
    return Coerced.of(computed);
  }

  @Override
  public Object toJson(Object value) {
    return value;
  }

  @Override
  public Object fromColumn(Object column) {
    return column;
  }
}
