package io.xiaodan.flow;

import io.xiaodan.expression.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** Working time: nine to six on working days of the environment's calendar, in its time zone. */
final class WorkingTime {

  private static final LocalTime OPENS = LocalTime.of(9, 0);
  private static final LocalTime CLOSES = LocalTime.of(18, 0);

  private WorkingTime() {}

  /** The moment when so much working time has passed since another. */
  static Instant after(Instant from, int minutes, Environment environment) {
    ZonedDateTime at = from.atZone(environment.zone());
    Duration left = Duration.ofMinutes(minutes);
    while (true) {
      LocalDate day = at.toLocalDate();
      ZonedDateTime opens = day.atTime(OPENS).atZone(environment.zone());
      ZonedDateTime closes = day.atTime(CLOSES).atZone(environment.zone());
      if (environment.holidays().isWorkingDay(day) && at.isBefore(closes)) {
        ZonedDateTime start = at.isBefore(opens) ? opens : at;
        Duration today = Duration.between(start, closes);
        if (left.compareTo(today) <= 0) {
          return start.plus(left).toInstant();
        }
        left = left.minus(today);
      }
      at = day.plusDays(1).atStartOfDay(environment.zone());
    }
  }
}
