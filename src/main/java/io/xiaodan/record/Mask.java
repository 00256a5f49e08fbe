package io.xiaodan.record;

import io.xiaodan.form.FieldType;

/**
 * The part of a value that is shown to those who may know it again but not read it: {@code
 * 138****8000}, {@code l***@example.com}, {@code 张**}. Of a number, a date or a choice nothing is
 * shown, not even how long it is.
 */
final class Mask {

  private static final String HIDDEN = "***";
  private static final int LONG = 11;
  private static final int SHORT = 5;

  private Mask() {}

  static String of(FieldType type, Object value) {
    return isText(type) ? text(value.toString()) : HIDDEN;
  }

  /** Whether parts of the value are shown. */
  static boolean isText(FieldType type) {
    return type.column().equals("text") && type.isSearchable();
  }

  /** Phones, identity and card numbers keep what people compare: three in front, four behind. */
  private static String text(String text) {
    int at = text.indexOf('@');
    if (at > 0) {
      return first(text) + HIDDEN + text.substring(at);
    }
    int length = text.codePointCount(0, text.length());
    if (length >= LONG) {
      return part(text, 0, 3) + "****" + part(text, length - 4, length);
    }
    return length >= SHORT
        ? first(text) + HIDDEN + part(text, length - 1, length)
        : first(text) + "**";
  }

  private static String first(String text) {
    return part(text, 0, 1);
  }

  private static String part(String text, int from, int to) {
    return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
  }
}
