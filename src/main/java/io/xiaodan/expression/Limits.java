package io.xiaodan.expression;

import java.math.MathContext;
import java.math.RoundingMode;

/** The bounds of the language; the same in every evaluator. */
public final class Limits {

  /** Characters of a formula. */
  public static final int FORMULA_LENGTH = 10_000;

  /** How deep calls, operators and parentheses may be nested. */
  public static final int FORMULA_DEPTH = 200;

  /** Every arithmetic result is rounded to 34 significant digits, half away from zero. */
  public static final MathContext PRECISION = new MathContext(34, RoundingMode.HALF_UP);

  /**
   * A result of 10^100 or more is empty; a result is rounded to 100 decimal places, so anything
   * smaller is zero.
   */
  public static final int MAGNITUDE = 100;

  /** List entries visited in one evaluation; beyond it {@link ErrorCode#TOO_MANY_STEPS}. */
  public static final int STEPS = 1_000_000;

  /** UTF-16 units of a text made by one step; beyond it {@link ErrorCode#TEXT_TOO_LONG}. */
  public static final int TEXT_LENGTH = 100_000;

  private Limits() {}
}
