package io.xiaodan.expression;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What a formula can ask for besides field values. It stays the same for the whole of one
 * evaluation.
 *
 * @param now the answer to {@code NOW()}, cut to milliseconds; {@code TODAY()} is its date in the
 *     zone
 * @param zone the workspace's time zone, in which a moment has a date
 * @param holidays the calendar for {@code WORKDAY} and {@code NETWORKDAYS}
 */
public record Environment(Instant now, ZoneId zone, HolidayCalendar holidays) {

  public Environment {
    now = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /** An environment with the calendar of this installation. */
  public static Environment of(Instant now, ZoneId zone) {
    return new Environment(now, zone, HolidayCalendar.installed());
  }
}
