package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Label;
import org.jspecify.annotations.Nullable;

/**
 * A value that is given when a question is asked; formulas know it as {@code param.key}.
 *
 * @param initial what it is where nothing was given; null for empty
 */
public record Parameter(String key, Label label, ValueType type, @Nullable Formula initial) {

  /** What parameters are reached through. */
  public static final String ROOT = "param";
}
