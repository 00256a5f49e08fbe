package io.xiaodan.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The account of an import: what became of every line of the file.
 *
 * @param read lines read, the header apart
 * @param lines what became of them; once the import is done their sum is {@code read}
 * @param balanced whether it is
 * @param forms what was done to the records of each form, in the order of the mapping
 * @param charset of the file
 * @param delimiter of the file
 */
public record ImportReport(
    long read,
    Lines lines,
    boolean balanced,
    List<OfForm> forms,
    String charset,
    String delimiter) {

  /**
   * What became of lines; each is in exactly one of the four.
   *
   * @param imported their record was made or changed by this import
   * @param existing their record was there already and was left as it is
   * @param refused something is wrong with them, or with another line of the same record
   * @param leftOut by the key of the rule that left them out
   */
  public record Lines(long imported, long existing, long refused, Map<String, Long> leftOut) {

    public Lines {
      leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    long sum() {
      return imported + existing + refused + leftOut.values().stream().mapToLong(n -> n).sum();
    }

    Lines plus(Lines other) {
      Map<String, Long> rules = new LinkedHashMap<>(leftOut);
      other.leftOut.forEach((rule, count) -> rules.merge(rule, count, Long::sum));
      return new Lines(
          imported + other.imported, existing + other.existing, refused + other.refused, rules);
    }
  }

  /**
   * What was done to the records of one form.
   *
   * @param lines what became of the lines that reached it
   */
  public record OfForm(
      String form, long created, long updated, long existing, long refused, Lines lines) {}

  /**
   * The account as it stands.
   *
   * @param before what became of lines before they reached a form
   */
  static ImportReport of(long read, Lines before, List<OfForm> forms, SourceFormat format) {
    Lines lines = before.plus(forms.getLast().lines());
    return new ImportReport(
        read,
        lines,
        lines.sum() == read,
        List.copyOf(forms),
        format.charset().name(),
        String.valueOf(format.delimiter()));
  }
}
