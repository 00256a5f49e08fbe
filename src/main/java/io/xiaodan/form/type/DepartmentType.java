package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A department of the company; formulas see the id as text. */
public record DepartmentType() implements FieldType {

  @Override
  public String name() {
    return "department";
  }

  @Override
  public String column() {
    return "uuid";
  }

  @Override
  public ValueType valueType() {
    return ValueType.TEXT;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    return IdInput.read(json);
  }

  @Override
  public Coerced fit(Object computed) {
    return IdInput.fit(computed);
  }

  @Override
  public Object fromColumn(Object column) {
    return column instanceof UUID ? column : UUID.fromString(column.toString());
  }
}
