package io.xiaodan.expression.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Dates of the years 1 to 9999; anything outside has no result and is {@code null}. */
public final class Dates {

  private static final int LAST_YEAR = 9999;
  private static final long LARGEST_STEP = 4_000_000;

  private Dates() {}

  static boolean isInRange(LocalDate date) {
    return date.getYear() >= 1 && date.getYear() <= LAST_YEAR;
  }

  private static @Nullable LocalDate inRange(LocalDate date) {
    return isInRange(date) ? date : null;
  }

  /** Like Excel: month 13 is January of the next year, day 0 the last of the month before. */
  public static @Nullable LocalDate of(long year, long month, long day) {
    if (year < 1 || year > LAST_YEAR) {
      return null;
    }
    LocalDate first = add(LocalDate.of((int) year, 1, 1), month - 1, Unit.MONTH);
    return first == null ? null : add(first, day - 1, Unit.DAY);
  }

  /** Adds calendar units; a day the month does not have becomes its last. */
  public static @Nullable LocalDate add(LocalDate date, long amount, Unit unit) {
    if (Math.abs(amount) > LARGEST_STEP) {
      return null;
    }
    return switch (unit) {
      case YEAR -> inRange(date.plusYears(amount));
      case MONTH -> inRange(date.plusMonths(amount));
      case WEEK -> inRange(date.plusWeeks(amount));
      case DAY -> inRange(date.plusDays(amount));
      case HOUR, MINUTE, SECOND -> throw new IllegalArgumentException(unit.name());
    };
  }

  /** Whole calendar units from one date to the other, towards zero; negative when it goes back. */
  public static long between(LocalDate from, LocalDate to, Unit unit) {
    return switch (unit) {
      case YEAR -> ChronoUnit.YEARS.between(from, to);
      case MONTH -> ChronoUnit.MONTHS.between(from, to);
      case WEEK -> ChronoUnit.WEEKS.between(from, to);
      case DAY -> ChronoUnit.DAYS.between(from, to);
      case HOUR, MINUTE, SECOND -> throw new IllegalArgumentException(unit.name());
    };
  }

  public static @Nullable LocalDate endOfMonth(LocalDate date, long months) {
    LocalDate moved = add(date.withDayOfMonth(1), months, Unit.MONTH);
    return moved == null ? null : moved.withDayOfMonth(moved.lengthOfMonth());
  }

  /** Excel's numbering: 1 from Sunday 1, 2 from Monday 1, 3 from Monday 0; 0 for no other. */
  public static @Nullable Integer weekday(LocalDate date, int numbering) {
    int fromMonday = date.getDayOfWeek().getValue();
    return switch (numbering) {
      case 1 -> fromMonday % 7 + 1;
      case 2 -> fromMonday;
      case 3 -> fromMonday - 1;
      default -> null;
    };
  }
}
