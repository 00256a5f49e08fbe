package io.xiaodan.expression;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A formula that cannot be compiled, or whose evaluation went beyond a limit ({@link
 * ErrorCode#TOO_MANY_STEPS}, {@link ErrorCode#TEXT_TOO_LONG}). It carries every error found.
 */
public final class FormulaException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<FormulaError> errors;

  public FormulaException(List<FormulaError> errors) {
    super(errors.stream().map(FormulaError::toString).collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  /** All errors, in the order of their place; at least one. */
  public List<FormulaError> errors() {
    return errors;
  }
}
