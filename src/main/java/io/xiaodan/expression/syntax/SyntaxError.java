package io.xiaodan.expression.syntax;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.FormulaError;
import java.io.Serial;
import java.util.List;

/** Leaves the parser at the first token that does not fit. */
final class SyntaxError extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient FormulaError error;

  SyntaxError(ErrorCode code, Span span, String... arguments) {
    super(code.key(), null, false, false);
    this.error = new FormulaError(code, span.from(), span.to(), List.of(arguments));
  }

  FormulaError error() {
    return error;
  }
}
