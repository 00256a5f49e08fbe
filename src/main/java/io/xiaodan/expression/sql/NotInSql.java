package io.xiaodan.expression.sql;

import io.xiaodan.expression.syntax.Span;
import java.io.Serial;

/** A function without SQL; the formula turns it into a {@code FormulaException}. */
public final class NotInSql extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Span span;

  NotInSql(String function, Span span) {
    super(function, null, false, false);
    this.span = span;
  }

  public Span span() {
    return span;
  }
}
