package io.xiaodan.form.type;

import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One record of a form.
 *
 * @param form key of the form
 * @param schema what a path through the reference may continue with
 */
public record ReferenceType(String form, Schema schema) implements FieldType {

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String column() {
    return "uuid";
  }

  @Override
  public ValueType valueType() {
    return new ValueType.RecordOf(form, schema);
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
