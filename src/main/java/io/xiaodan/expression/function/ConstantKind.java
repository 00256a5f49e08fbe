package io.xiaodan.expression.function;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.text.MomentPattern;
import io.xiaodan.expression.text.NumberPattern;
import io.xiaodan.expression.time.Unit;
import java.util.function.Predicate;

/** Texts that must be constant, because they are read once, when the formula is checked. */
public enum ConstantKind {
  /** Unit of a calendar: day to year. */
  CALENDAR(
      "calendar", ErrorCode.BAD_UNIT, text -> Unit.of(text).filter(Unit::isCalendar).isPresent()),
  /** Unit of a clock: second to hour. */
  CLOCK(
      "clock", ErrorCode.BAD_UNIT, text -> Unit.of(text).filter(u -> !u.isCalendar()).isPresent()),
  UNIT("unit", ErrorCode.BAD_UNIT, text -> Unit.of(text).isPresent()),
  NUMBER_PATTERN(
      "numberFormat", ErrorCode.BAD_FORMAT, text -> NumberPattern.parse(text).isPresent()),
  DATE_PATTERN(
      "dateFormat",
      ErrorCode.BAD_FORMAT,
      text -> MomentPattern.parse(text).filter(p -> !p.hasTime()).isPresent()),
  MOMENT_PATTERN(
      "momentFormat", ErrorCode.BAD_FORMAT, text -> MomentPattern.parse(text).isPresent());

  private final String word;
  private final ErrorCode error;
  private final Predicate<String> valid;

  ConstantKind(String word, ErrorCode error, Predicate<String> valid) {
    this.word = word;
    this.error = error;
    this.valid = valid;
  }

  public ErrorCode error() {
    return error;
  }

  public boolean allows(String text) {
    return valid.test(text);
  }

  static ConstantKind of(String word) {
    for (ConstantKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(word);
  }
}
