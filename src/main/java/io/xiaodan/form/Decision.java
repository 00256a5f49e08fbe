package io.xiaodan.form;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import org.jspecify.annotations.Nullable;

/**
 * Yes, no, or as a formula says: what {@code required}, {@code visible} and {@code readOnly} are.
 *
 * @param constant the answer without a formula
 * @param formula decides where there is one; empty counts as no
 */
public record Decision(boolean constant, @Nullable Formula formula) {

  /** Always no. */
  public static final Decision NO = new Decision(false, null);

  /** Always yes. */
  public static final Decision YES = new Decision(true, null);

  /** The answer for these values. */
  public boolean holds(Values values, Environment environment) {
    return formula == null ? constant : formula.test(values, environment);
  }
}
