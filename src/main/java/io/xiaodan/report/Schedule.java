package io.xiaodan.report;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Times that come again.
 *
 * @param every day, week or month
 * @param day of the week, 1 for Monday, or of the month, whose last day it is where the month is
 *     shorter; does not matter for every day
 */
record Schedule(String every, LocalTime at, int day) {

  /** Reads {@code {"every": "week", "at": "08:30", "day": 1}}; null for what is none. */
  static @Nullable Schedule read(JsonNode document) {
    String every = document.path("every").asString("");
    int day = document.path("day").asInt(1);
    try {
      LocalTime at = LocalTime.parse(document.path("at").asString(""));
      int most =
          switch (every) {
            case "day", "month" -> 31;
            case "week" -> 7;
            default -> 0;
          };
      return day < 1 || day > most ? null : new Schedule(every, at, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The first time after a moment. A time that a clock skips comes when the clock goes on. */
  Instant after(Instant moment, ZoneId zone) {
    LocalDate day = moment.atZone(zone).toLocalDate();
    while (true) {
      Instant time = day.atTime(at).atZone(zone).toInstant();
      if (isDay(day) && time.isAfter(moment)) {
        return time;
      }
      day = day.plusDays(1);
    }
  }

  private boolean isDay(LocalDate date) {
    return switch (every) {
      case "week" -> date.getDayOfWeek() == DayOfWeek.of(day);
      case "month" -> {
        int last = date.with(TemporalAdjusters.lastDayOfMonth()).getDayOfMonth();
        yield date.getDayOfMonth() == Math.min(day, last);
      }
      default -> true;
    };
  }
}
