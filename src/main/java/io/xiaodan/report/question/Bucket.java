package io.xiaodan.report.question;

import java.util.Locale;

/**
 * What a dimension gathers days or moments by. The value of a stretch of days is its first day, of
 * an hour the moment it begins, of what comes again and again a number.
 */
public enum Bucket {
  /** Of a moment, where the workspace is. */
  HOUR,
  DAY,
  /** Begins on Monday. */
  WEEK,
  MONTH,
  QUARTER,
  YEAR,
  /** 1 for Monday to 7. */
  WEEKDAY,
  /** 1 to 12. */
  MONTH_OF_YEAR,
  /** 1 to 31. */
  DAY_OF_MONTH,
  /** 0 to 23; of a moment. */
  HOUR_OF_DAY;

  /** The name in documents. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its values are days that follow one another. */
  public boolean isStretchOfDays() {
    return switch (this) {
      case DAY, WEEK, MONTH, QUARTER, YEAR -> true;
      case HOUR, WEEKDAY, MONTH_OF_YEAR, DAY_OF_MONTH, HOUR_OF_DAY -> false;
    };
  }

  /** Whether its values come again and again. */
  public boolean isCycle() {
    return switch (this) {
      case WEEKDAY, MONTH_OF_YEAR, DAY_OF_MONTH, HOUR_OF_DAY -> true;
      case HOUR, DAY, WEEK, MONTH, QUARTER, YEAR -> false;
    };
  }

  /** Whether only moments have it. */
  public boolean needsMoment() {
    return this == HOUR || this == HOUR_OF_DAY;
  }

  static Bucket of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
