package io.xiaodan.record;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text by which a record is found: its pairs of characters, then a section for each text field
 * with its text and spellings, so that a search can be kept to the fields somebody may see. Written
 * with the record; an index over the pairs finds any part of it, also two Chinese characters, which
 * trigrams cannot.
 */
final class SearchText {

  /** The column of every table of records. */
  static final String COLUMN = "_search";

  private static final int LONGEST = 2_000;
  private static final char PAIRS = '\u001d';
  private static final char SECTION = '\u001e';
  private static final char PART = '\u001f';
  private static final int MOST_WORDS = 6;
  private static final int FIRST_CHINESE = 0x2E80;
  private static final String SPECIAL = "\\.[]{}()*+?^$|";

  private SearchText() {}

  /** The fields a search looks into. */
  static List<FormField> fields(Form form) {
    return form.fields().values().stream().filter(field -> field.type().isSearchable()).toList();
  }

  /** What the texts of a form are made from; when it differs, they are to be written again. */
  static String signature(Form form) {
    return fields(form).stream().map(FormField::key).collect(Collectors.joining(","));
  }

  /** The search text of a record; empty where it has no text. */
  static String of(Form form, Map<String, Object> values) {
    StringBuilder text = new StringBuilder();
    for (FormField field : fields(form)) {
      Object value = values.get(field.key());
      if (value == null) {
        continue;
      }
      String plain = plain(field.type().searchText(value));
      if (!plain.isEmpty()) {
        Spelling spelling = Spelling.of(plain);
        text.append(SECTION).append(code(field.key())).append(PART).append(plain);
        text.append(PART).append(spelling.whole()).append(PART).append(spelling.initials());
      }
    }
    return text.isEmpty() ? "" : String.join(" ", pairs(text.toString(), true)) + PAIRS + text;
  }

  private static String plain(String text) {
    String some = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(some, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(c -> plain.appendCodePoint(c <= ' ' ? ' ' : c));
    return plain.toString().strip();
  }

  /**
   * A key in characters that no search has, so that nobody finds a record by the name of a field.
   */
  private static String code(String key) {
    StringBuilder code = new StringBuilder();
    for (char c : key.toCharArray()) {
      code.append((char) (1 + (c >> 4))).append((char) (1 + (c & 15)));
    }
    return code.toString();
  }

  /** The words of a search; more than a few are taken as fewer, since all must be found. */
  static List<String> words(String search) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : plain(search).split("\\s+", MOST_WORDS + 1)) {
      if (!word.isBlank() && words.size() < MOST_WORDS) {
        words.add(word.strip());
      }
    }
    return List.copyOf(words);
  }

  /** The pairs that a text with this word has at least; what the index is asked for. */
  static List<String> pairs(String word) {
    return List.copyOf(pairs(word, word.codePointCount(0, word.length()) == 1));
  }

  /**
   * Neighbouring characters, each pair once, none with a blank or a mark of this class.
   *
   * @param alone whether a Chinese character counts alone as well
   */
  private static Set<String> pairs(String text, boolean alone) {
    int[] points = text.codePoints().toArray();
    Set<String> pairs = new LinkedHashSet<>();
    for (int i = 0; i < points.length; i++) {
      if (alone && points[i] >= FIRST_CHINESE) {
        pairs.add(Character.toString(points[i]));
      }
      if (i + 1 < points.length && points[i] > ' ' && points[i + 1] > ' ') {
        pairs.add(new String(points, i, 2));
      }
    }
    return pairs;
  }

  /** A regular expression for texts that have the word in one of the fields. */
  static String pattern(Collection<String> keys, String word) {
    String sections = keys.stream().map(SearchText::code).collect(Collectors.joining("|"));
    StringBuilder quoted = new StringBuilder();
    word.codePoints()
        .forEach(c -> {
          if (SPECIAL.indexOf(c) >= 0) {
            quoted.append('\\');
          }
          quoted.appendCodePoint(c);
        });
    return SECTION + "(?:" + sections + ")" + PART + "[^" + SECTION + "]*" + quoted;
  }
}
