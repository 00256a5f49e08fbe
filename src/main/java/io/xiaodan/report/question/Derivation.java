package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import java.util.Locale;

/**
 * A number that a row gets from its neighbours: the rows that pass the question's filter and have
 * the same value of {@code of}, in the order of {@code by} and then of their ids. Empty where one
 * of both is.
 *
 * @param key the name formulas know it by
 */
public record Derivation(String key, Kind kind, Formula of, Formula by) {

  /** What is counted. */
  public enum Kind {
    /** 1 for the first row, 2 for the next. */
    POSITION,
    /** Days since the row before; empty for the first. */
    INTERVAL,
    /** The day of the first row. */
    FIRST;

    static Kind of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** The type of what is derived. */
    ValueType type() {
      return this == FIRST ? ValueType.DATE : ValueType.NUMBER;
    }
  }
}
