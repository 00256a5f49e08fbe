package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import tools.jackson.databind.JsonNode;

/**
 * Text of one line or several.
 *
 * @param name {@code text} or {@code long_text}
 * @param maximum most characters (code points)
 */
public record TextType(String name, int maximum) implements FieldType {

  /** What people write beside a decision. */
  public static final TextType COMMENT = new TextType("long_text", 2_000);

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
    return TextInput.read(json, maximum);
  }

  @Override
  public Coerced fit(Object computed) {
    return TextInput.check(computed.toString(), maximum);
  }

  @Override
  public Object fromColumn(Object column) {
    return column;
  }

  @Override
  public boolean isSearchable() {
    return true;
  }
}
