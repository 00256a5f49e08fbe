package io.xiaodan.report.question;

import io.xiaodan.expression.ValueType;
import java.util.Locale;

/** How the values of many rows become one. Empty values are left out by all of them. */
public enum Aggregate {
  /** How many rows there are; takes no formula. */
  COUNT,
  /** How many different values there are. */
  COUNT_DISTINCT,
  /** The exact sum; 0 of nothing. */
  SUM,
  /** The mean to at least 20 decimal places; empty of nothing. */
  AVERAGE,
  /** The middle value, exactly; the mean of both middle ones where there are two. */
  MEDIAN,
  /** The value below which a share of all values lies, between neighbours by proportion; exact. */
  PERCENTILE,
  MINIMUM,
  MAXIMUM;

  /** The name in documents. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Aggregate of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** Whether a measure of this kind is made from values of the type. */
  public boolean takes(ValueType type) {
    return switch (this) {
      case COUNT -> false;
      case COUNT_DISTINCT -> !(type instanceof ValueType.ListOf);
      case SUM, AVERAGE, MEDIAN, PERCENTILE -> type == ValueType.NUMBER;
      case MINIMUM, MAXIMUM ->
          type == ValueType.NUMBER || type == ValueType.DATE || type == ValueType.DATETIME;
    };
  }
}
