package io.xiaodan.expression.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text functions. A character is a Unicode code point, so that a rare Chinese character or an emoji
 * counts as one; the order is that of code points; letters change case only within ASCII. An empty
 * result is {@code null}.
 */
public final class Texts {

  private static final String BLANKS = "\t\n\u000B\f\r \u00A0\u3000";
  private static final Pattern INNER_SPACES = Pattern.compile(" {2,}");

  private Texts() {}

  public static @Nullable String orEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Orders by code point, which is also the byte order of UTF-8 (PostgreSQL's collation C). */
  public static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Integer.compare(rank(x), rank(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Surrogates come after every character of the basic plane. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  public static @Nullable String left(String text, int count) {
    return count < 0 ? null : slice(text, 0, count);
  }

  public static @Nullable String right(String text, int count) {
    return count < 0 ? null : slice(text, Math.max(0, length(text) - count), count);
  }

  /** From the 1-based position {@code start}, at most {@code count} characters. */
  public static @Nullable String mid(String text, int start, int count) {
    return start < 1 || count < 0 ? null : slice(text, start - 1, count);
  }

  private static @Nullable String slice(String text, int skip, int count) {
    int from = offset(text, 0, skip);
    return orEmpty(text.substring(from, offset(text, from, count)));
  }

  private static int offset(String text, int from, int codePoints) {
    if (codePoints >= text.length() - from) {
      return text.length();
    }
    return text.offsetByCodePoints(
        from, Math.min(codePoints, text.codePointCount(from, text.length())));
  }

  /** Without blanks at either end; two or more spaces inside become one, as in Excel. */
  public static @Nullable String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && BLANKS.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && BLANKS.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    String core = text.substring(from, to);
    return orEmpty(core.contains("  ") ? INNER_SPACES.matcher(core).replaceAll(" ") : core);
  }

  public static String upper(String text) {
    return mapLetters(text, 'a', 'z', 'A' - 'a');
  }

  public static String lower(String text) {
    return mapLetters(text, 'A', 'Z', 'a' - 'A');
  }

  private static String mapLetters(String text, char first, char last, int shift) {
    var result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      result.append(c >= first && c <= last ? (char) (c + shift) : c);
    }
    return result.toString();
  }

  /** The 1-based position of {@code part} at or after {@code start}; 0 when it is not there. */
  public static int find(String part, String text, int start) {
    if (start < 1 || start > length(text)) {
      return 0;
    }
    int at = text.indexOf(part, offset(text, 0, start - 1));
    return at < 0 ? 0 : text.codePointCount(0, at) + 1;
  }

  public static @Nullable String replace(String text, int start, int count, String with) {
    if (start < 1 || count < 0) {
      return null;
    }
    int from = offset(text, 0, start - 1);
    int to = offset(text, from, count);
    return orEmpty(text.substring(0, from) + with + text.substring(to));
  }

  /** Replaces one occurrence, counted from 1 and without overlap. */
  public static @Nullable String substitute(String text, String old, String with, int occurrence) {
    if (occurrence < 1) {
      return null;
    }
    int at = text.indexOf(old);
    for (int i = 1; i < occurrence && at >= 0; i++) {
      at = text.indexOf(old, at + old.length());
    }
    return at < 0
        ? text
        : orEmpty(text.substring(0, at) + with + text.substring(at + old.length()));
  }
}
