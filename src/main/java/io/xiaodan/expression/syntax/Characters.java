package io.xiaodan.expression.syntax;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alphabet of the language, pinned in ranges so that Java and the browser never differ by their
 * version of Unicode.
 */
final class Characters {

  private static final Map<Character, String> LOOK_ALIKES =
      Map.ofEntries(
          Map.entry('“', "\""),
          Map.entry('”', "\""),
          Map.entry('、', ","),
          Map.entry('。', "."),
          Map.entry('×', "*"),
          Map.entry('÷', "/"),
          Map.entry('−', "-"),
          Map.entry('≤', "<="),
          Map.entry('≥', ">="),
          Map.entry('≠', "<>"));

  private Characters() {}

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u00A0' || c == '\u3000';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean startsName(char c) {
    return c == '_'
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '\u3400' && c <= '\u4DBF')
        || (c >= '\u4E00' && c <= '\u9FFF');
  }

  static boolean continuesName(char c) {
    return startsName(c) || isDigit(c);
  }

  /** What a Chinese keyboard's character most likely stands for. */
  static @Nullable String lookAlike(char c) {
    if (c >= '\uFF01' && c <= '\uFF5E') {
      return String.valueOf((char) (c - 0xFEE0));
    }
    return LOOK_ALIKES.get(c);
  }

  /** Neither JSON nor PostgreSQL can hold these: NUL, and half of a surrogate pair. */
  static boolean isBroken(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c == 0;
  }
}
