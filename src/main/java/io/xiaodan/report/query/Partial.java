package io.xiaodan.report.query;

import io.xiaodan.expression.ValueType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a number of several parts becomes that of the whole. Values are text as PostgreSQL reads. */
public enum Partial {
  ADD,
  LEAST,
  GREATEST;

  /** The value of both; empty where both are. */
  public @Nullable String of(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return switch (this) {
      case ADD -> new BigDecimal(one).add(new BigDecimal(other)).toPlainString();
      case LEAST -> compare(one, other) <= 0 ? one : other;
      case GREATEST -> compare(one, other) >= 0 ? one : other;
    };
  }

  /** Numbers by value; days and moments as text, which {@link #text} writes in equal lengths. */
  private static int compare(String one, String other) {
    boolean numbers = one.indexOf('-') <= 0 && other.indexOf('-') <= 0;
    return numbers ? new BigDecimal(one).compareTo(new BigDecimal(other)) : one.compareTo(other);
  }

  /** SQL that writes a value as text, the same text for the same value. */
  static String text(String value, ValueType type) {
    if (type == ValueType.NUMBER) {
      return "trim_scale(" + value + ")::text";
    }
    return type == ValueType.DATETIME
        ? "to_char(" + value + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
        : "(" + value + ")::text";
  }

  /** The PostgreSQL type that reads the text. */
  static String column(ValueType type) {
    if (!(type instanceof ValueType.Scalar scalar)) {
      return "text";
    }
    return switch (scalar) {
      case TEXT, EMPTY -> "text";
      case NUMBER -> "numeric";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case DATETIME -> "timestamptz";
    };
  }
}
