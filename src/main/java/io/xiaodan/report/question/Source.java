package io.xiaodan.report.question;

import org.jspecify.annotations.Nullable;

/**
 * Which rows a question is about.
 *
 * @param form key of the form
 * @param lines key of its line items, when those are the rows; null for the records themselves
 */
public record Source(String form, @Nullable String lines) {

  /** As questions write it: {@code orders.lines}. */
  public String text() {
    return lines == null ? form : form + "." + lines;
  }

  /** Reads what {@link #text} writes. */
  public static Source parse(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new Source(text, null)
        : new Source(text.substring(0, dot), text.substring(dot + 1));
  }
}
