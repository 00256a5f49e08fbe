package io.xiaodan.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How busy a day is, next to an ordinary working day in the middle of the year, which is 1. */
final class Season {

  /** First day of the lunar year, by the official calendar. */
  private static final Map<Integer, MonthDay> SPRING_FESTIVAL =
      Map.ofEntries(
          Map.entry(2024, MonthDay.of(2, 10)),
          Map.entry(2025, MonthDay.of(1, 29)),
          Map.entry(2026, MonthDay.of(2, 17)),
          Map.entry(2027, MonthDay.of(2, 6)),
          Map.entry(2028, MonthDay.of(1, 26)),
          Map.entry(2029, MonthDay.of(2, 13)),
          Map.entry(2030, MonthDay.of(2, 3)),
          Map.entry(2031, MonthDay.of(1, 23)),
          Map.entry(2032, MonthDay.of(2, 11)));

  private static final Map<DayOfWeek, Double> WEEK =
      Map.of(
          DayOfWeek.MONDAY, 1.25,
          DayOfWeek.TUESDAY, 1.1,
          DayOfWeek.WEDNESDAY, 1.0,
          DayOfWeek.THURSDAY, 1.0,
          DayOfWeek.FRIDAY, 0.95,
          DayOfWeek.SATURDAY, 0.45,
          DayOfWeek.SUNDAY, 0.2);

  private Season() {}

  static double of(LocalDate day) {
    return WEEK.getOrDefault(day.getDayOfWeek(), 1.0) * springFestival(day) * feast(day);
  }

  /** Stocking up before the Spring Festival, almost nothing during it, a slow start after it. */
  private static double springFestival(LocalDate day) {
    MonthDay first = SPRING_FESTIVAL.getOrDefault(day.getYear(), MonthDay.of(2, 5));
    long after = ChronoUnit.DAYS.between(first.atYear(day.getYear()), day);
    if (after >= -30 && after < -6) {
      return 1.35;
    }
    if (after >= -6 && after < 8) {
      return 0.08;
    }
    return after >= 8 && after < 16 ? 0.6 : 1;
  }

  /** The sales of 18 June and 11 November, the holidays of May and October, the year's end. */
  private static double feast(LocalDate day) {
    int date = day.getMonthValue() * 100 + day.getDayOfMonth();
    if (date >= 610 && date <= 618) {
      return 1.8;
    }
    if (date >= 1104 && date <= 1111) {
      return 2.1;
    }
    if (date >= 1001 && date <= 1007 || date >= 501 && date <= 504) {
      return 0.25;
    }
    return date >= 1210 && date <= 1226 ? 1.3 : 1;
  }
}
