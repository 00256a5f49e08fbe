package io.xiaodan.expression.time;

import java.util.Locale;
import java.util.Optional;

/** Units of {@code DATEADD} and {@code DATEDIF}, under Excel's letters or as words, in any case. */
public enum Unit {
  YEAR("Y"),
  MONTH("M"),
  WEEK("W"),
  DAY("D"),
  HOUR("H"),
  MINUTE("MI"),
  SECOND("S");

  private final String letter;

  Unit(String letter) {
    this.letter = letter;
  }

  public static Optional<Unit> of(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (Unit unit : values()) {
      if (unit.letter.equals(upper) || unit.name().equals(upper)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** Whether it counts days of the calendar rather than time on a clock. */
  public boolean isCalendar() {
    return compareTo(DAY) <= 0;
  }

  /** Length of a clock unit in milliseconds. */
  public long millis() {
    return switch (this) {
      case HOUR -> 3_600_000;
      case MINUTE -> 60_000;
      case SECOND -> 1_000;
      case YEAR, MONTH, WEEK, DAY -> throw new IllegalStateException(name());
    };
  }
}
