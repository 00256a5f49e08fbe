package io.xiaodan.reconcile.match;

import java.text.Normalizer;
import java.util.Locale;

/** Names of companies and people as they can be compared. */
final class Names {

  private Names() {}

  /** One width, no blanks, brackets or punctuation, capital letters. */
  static String plain(String name) {
    String wide = Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder(wide.length());
    wide.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** Whether one letter was added, left out or replaced, or two neighbours were exchanged. */
  static boolean differByOne(String a, String b) {
    if (a.length() > b.length()) {
      return differByOne(b, a);
    }
    if (b.length() - a.length() > 1 || a.equals(b)) {
      return false;
    }
    int from = 0;
    while (from < a.length() && a.charAt(from) == b.charAt(from)) {
      from++;
    }
    int left = a.length() - from;
    int other = b.length() - from;
    if (left == other) {
      boolean replaced = a.regionMatches(from + 1, b, from + 1, left - 1);
      boolean exchanged =
          left > 1
              && a.charAt(from) == b.charAt(from + 1)
              && a.charAt(from + 1) == b.charAt(from)
              && a.regionMatches(from + 2, b, from + 2, left - 2);
      return replaced || exchanged;
    }
    return a.regionMatches(from, b, from + 1, left);
  }
}
