package io.xiaodan.expression.evaluate;

import io.xiaodan.expression.ErrorCode;
import java.io.Serial;

/** Stops an evaluation; the formula turns it into a {@code FormulaException} with its place. */
public final class LimitExceeded extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final int limit;

  LimitExceeded(ErrorCode code, int limit) {
    super(code.key(), null, false, false);
    this.code = code;
    this.limit = limit;
  }

  public ErrorCode code() {
    return code;
  }

  public int limit() {
    return limit;
  }
}
