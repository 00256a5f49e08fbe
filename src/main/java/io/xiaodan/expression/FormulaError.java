package io.xiaodan.expression;

import java.util.List;

/**
 * One thing that is wrong with a formula, and where.
 *
 * @param code what is wrong
 * @param from start of the place in the formula's text, in UTF-16 units from 0
 * @param to end of the place, exclusive; equal to {@code from} when something is missing there
 * @param arguments what the message names, in the order of its placeholders
 */
public record FormulaError(ErrorCode code, int from, int to, List<String> arguments) {

  public FormulaError {
    arguments = List.copyOf(arguments);
  }

  /** Key of the sentence in {@code i18n/expression_zh.properties} and {@code _en}. */
  public String messageKey() {
    return "expression.error." + code.key();
  }
}
