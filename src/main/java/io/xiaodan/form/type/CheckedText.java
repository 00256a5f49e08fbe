package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Text with a check digit or another inner rule. What people type around it (spaces, hyphens, full
 * width digits) is normalised away; what breaks the rule is refused as {@code form.<name>_format}.
 */
interface CheckedText extends FieldType {

  int MAXIMUM = 100;

  /** The normal form of a text, or null where it breaks the rule. */
  @Nullable String normal(String text);

  @Override
  default String column() {
    return "text";
  }

  @Override
  default ValueType valueType() {
    return ValueType.TEXT;
  }

  @Override
  default Coerced coerce(JsonNode json) {
    Coerced text = TextInput.read(json, MAXIMUM);
    return text.value() == null ? text : fit(text.value());
  }

  @Override
  default Coerced fit(Object computed) {
    String normal = normal(computed.toString());
    return normal != null
        ? Coerced.of(normal)
        : Coerced.refused(
            "form." + name() + "_format", "value", TextInput.shown(computed.toString()));
  }

  @Override
  default Object fromColumn(Object column) {
    return column;
  }

  @Override
  default boolean isSearchable() {
    return true;
  }

  /** The characters of a number as it is typed: half width, without spaces and hyphens. */
  static String compact(String text) {
    StringBuilder compact = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char half = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
      if (!Character.isWhitespace(half) && !Character.isSpaceChar(half) && half != '-') {
        compact.append(half);
      }
    }
    return compact.toString();
  }
}
