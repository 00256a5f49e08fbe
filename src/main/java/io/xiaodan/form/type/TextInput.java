package io.xiaodan.form.type;

import io.xiaodan.form.Coerced;
import tools.jackson.databind.JsonNode;

/** Reads text from JSON; what PostgreSQL cannot keep faithfully is refused rather than changed. */
final class TextInput {

  private static final int SHOWN = 40;

  private TextInput() {}

  static Coerced read(JsonNode json, int maximum) {
    if (json.isNull() || json.isMissingNode()) {
      return Coerced.EMPTY;
    }
    if (!json.isString()) {
      return Coerced.refused("form.text_expected", "value", shown(json.toString()));
    }
    return check(json.stringValue(), maximum);
  }

  static Coerced check(String text, int maximum) {
    if (text.isBlank()) {
      return Coerced.EMPTY;
    }
    if (text.codePointCount(0, text.length()) > maximum) {
      return Coerced.refused(
          "form.text_too_long",
          "maximum",
          maximum,
          "length",
          text.codePointCount(0, text.length()));
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return Coerced.refused("form.text_character", "position", i + 1);
      }
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return Coerced.refused("form.text_character", "position", i + 1);
        }
        i++;
      }
    }
    return Coerced.of(text);
  }

  /** A value as it is quoted in a message: short, and without line breaks. */
  static String shown(String value) {
    String line = value.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
