package io.xiaodan.expression.time;

import io.xiaodan.expression.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Counting in working days, by a holiday calendar. */
public final class WorkingDays {

  private static final long LARGEST_STEP = 10_000;

  private WorkingDays() {}

  /** The date that many working days later, or earlier; the date itself for 0. */
  public static @Nullable LocalDate add(LocalDate start, long days, HolidayCalendar calendar) {
    if (Math.abs(days) > LARGEST_STEP) {
      return null;
    }
    long step = Long.signum(days);
    LocalDate date = start;
    for (long left = Math.abs(days); left > 0; ) {
      date = date.plusDays(step);
      if (!Dates.isInRange(date)) {
        return null;
      }
      if (calendar.isWorkingDay(date)) {
        left--;
      }
    }
    return date;
  }

  /** Working days from one date to the other, both included; negative when it goes back. */
  public static long between(LocalDate start, LocalDate end, HolidayCalendar calendar) {
    if (start.isAfter(end)) {
      return -between(end, start, calendar);
    }
    LocalDate after = end.plusDays(1);
    long days = weekdays(start, after);
    for (LocalDate holiday : within(calendar.holidays(), start, after)) {
      if (isWeekday(holiday) && !calendar.workingDays().contains(holiday)) {
        days--;
      }
    }
    for (LocalDate workingDay : within(calendar.workingDays(), start, after)) {
      if (!isWeekday(workingDay)) {
        days++;
      }
    }
    return days;
  }

  private static SortedSet<LocalDate> within(
      SortedSet<LocalDate> days, LocalDate from, LocalDate to) {
    return days.subSet(from, to);
  }

  private static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
  }

  private static long weekdays(LocalDate from, LocalDate to) {
    long days = ChronoUnit.DAYS.between(from, to);
    long count = days / 7 * 5;
    LocalDate rest = to.minusDays(days % 7);
    for (LocalDate day = rest; day.isBefore(to); day = day.plusDays(1)) {
      count += isWeekday(day) ? 1 : 0;
    }
    return count;
  }
}
