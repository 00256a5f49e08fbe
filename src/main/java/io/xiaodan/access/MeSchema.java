package io.xiaodan.access;

import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import java.util.Map;
import java.util.Optional;

/**
 * What the formula of a row scope sees: the record's fields, and the person as {@code me}.
 *
 * @param form the record's fields
 */
record MeSchema(Schema form) implements Schema {

  static final String ME = "me";

  private static final ValueType PERSON =
      new ValueType.RecordOf(
          "person", Schema.of(Map.of("id", ValueType.TEXT, "name", ValueType.TEXT)));

  @Override
  public Optional<ValueType> typeOf(String name) {
    return name.equals(ME) ? Optional.of(PERSON) : form.typeOf(name);
  }
}
