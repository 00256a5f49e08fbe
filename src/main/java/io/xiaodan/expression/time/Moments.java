package io.xiaodan.expression.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Datetimes. Calendar units move the local date and keep the local time; a time that daylight
 * saving skips moves forward, one that it repeats is the later of the two, as in PostgreSQL.
 */
public final class Moments {

  private static final long LARGEST_STEP = 999_999_999;

  private Moments() {}

  public static LocalDateTime local(Instant moment, ZoneId zone) {
    return LocalDateTime.ofInstant(moment, zone);
  }

  public static LocalDate date(Instant moment, ZoneId zone) {
    return local(moment, zone).toLocalDate();
  }

  public static @Nullable Instant add(Instant moment, long amount, Unit unit, ZoneId zone) {
    if (Math.abs(amount) > LARGEST_STEP) {
      return null;
    }
    if (!unit.isCalendar()) {
      Instant result = moment.plusMillis(amount * unit.millis());
      return Dates.isInRange(date(result, zone)) ? result : null;
    }
    LocalDateTime local = local(moment, zone);
    LocalDate date = Dates.add(local.toLocalDate(), amount, unit);
    return date == null
        ? null
        : date.atTime(local.toLocalTime()).atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }

  /** Whole clock units from one moment to the other, towards zero. */
  public static long between(Instant from, Instant to, Unit unit) {
    return ChronoUnit.MICROS.between(from, to) / (unit.millis() * 1_000);
  }
}
