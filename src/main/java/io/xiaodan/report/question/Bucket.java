package io.xiaodan.report.question;

import java.util.Locale;

/** A stretch of days that a dimension gathers; its value is its first day. */
public enum Bucket {
  DAY,
  /** Begins on Monday. */
  WEEK,
  MONTH,
  QUARTER,
  YEAR;

  /** The name in documents, which is also what PostgreSQL's {@code date_trunc} calls it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Bucket of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
