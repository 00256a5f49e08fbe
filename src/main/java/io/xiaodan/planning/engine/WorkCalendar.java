package io.xiaodan.planning.engine;

import io.xiaodan.expression.HolidayCalendar;
import java.time.LocalDate;

/** Counts in days on which people work. */
public record WorkCalendar(HolidayCalendar days) {

  /** The day on which something is there that takes so many working days; the day itself for 0. */
  public LocalDate plus(LocalDate from, int workingDays) {
    LocalDate day = from;
    for (int left = workingDays; left > 0; ) {
      day = day.plusDays(1);
      if (days.isWorkingDay(day)) {
        left--;
      }
    }
    return day;
  }

  /** The last working day on which to begin what has to be there on a day. */
  public LocalDate latest(LocalDate needed, int workingDays) {
    LocalDate day = needed;
    while (!days.isWorkingDay(day)) {
      day = day.minusDays(1);
    }
    for (int left = workingDays; left > 0; ) {
      day = day.minusDays(1);
      if (days.isWorkingDay(day)) {
        left--;
      }
    }
    return day;
  }

  /** Working days after one day up to another; never below zero. */
  public int between(LocalDate from, LocalDate to) {
    int count = 0;
    for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
      count += days.isWorkingDay(day) ? 1 : 0;
    }
    return count;
  }
}
