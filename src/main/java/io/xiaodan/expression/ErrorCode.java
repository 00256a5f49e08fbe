package io.xiaodan.expression;

import java.util.Locale;

/** What can be wrong with a formula. The sentences are in {@code i18n/expression_*.properties}. */
public enum ErrorCode {
  // Reading the text
  EMPTY_FORMULA,
  FORMULA_TOO_LONG,
  TOO_DEEP,
  UNEXPECTED_CHARACTER,
  FULL_WIDTH_CHARACTER,
  UNTERMINATED_TEXT,
  MALFORMED_NUMBER,
  UNEXPECTED_TOKEN,
  UNEXPECTED_END,
  MISSING_PARENTHESIS,
  CHAINED_COMPARISON,
  // Names
  UNKNOWN_FIELD,
  UNKNOWN_FUNCTION,
  NOT_A_RECORD,
  NESTED_LIST,
  // Types
  TOO_FEW_ARGUMENTS,
  TOO_MANY_ARGUMENTS,
  ARGUMENT_COUNT,
  WRONG_TYPE,
  OPERATOR_TYPES,
  OPERATOR_TYPE,
  COMPARED_WITH_EMPTY,
  DIFFERENT_LISTS,
  CONSTANT_REQUIRED,
  BAD_UNIT,
  BAD_FORMAT,
  BAD_CRITERION,
  WRONG_RESULT,
  NOT_IN_SQL,
  NOT_IN_BROWSER,
  // Templates
  UNCLOSED_BRACE,
  STRAY_BRACE,
  // While evaluating
  TOO_MANY_STEPS,
  TEXT_TOO_LONG;

  /** The code as it is written outside Java: {@code unknown-field}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
