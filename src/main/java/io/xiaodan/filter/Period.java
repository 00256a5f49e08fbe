package io.xiaodan.filter;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Days that follow one another.
 *
 * @param first the first of them
 * @param last the last of them
 */
record Period(LocalDate first, LocalDate last) {

  private static final int LONGEST = 3_660;

  /** Reads {@code "this_week"}, {@code {"last": 7}} or {@code {"month": "2026-03-01"}}. */
  static Period read(JsonNode value, Values values, String place) {
    if (!value.isObject()) {
      return named(value.asString(""), values.today(), place);
    }
    if (value.size() != 1) {
      throw Wrong.at(place, "filter.period");
    }
    Map.Entry<String, JsonNode> only = value.properties().iterator().next();
    String inside = place + "." + only.getKey();
    LocalDate today = values.today();
    return switch (only.getKey()) {
      case "last" -> {
        int days = Values.whole(only.getValue(), 1, LONGEST, inside);
        yield new Period(today.minusDays(days - 1L), today);
      }
      case "next" -> {
        int days = Values.whole(only.getValue(), 1, LONGEST, inside);
        yield new Period(today, today.plusDays(days - 1L));
      }
      case "day", "week", "month", "quarter", "year" ->
          around(only.getKey(), values.day(only.getValue(), inside), 0);
      default -> throw Wrong.at(place, "filter.period");
    };
  }

  private static Period named(String name, LocalDate today, String place) {
    int split = name.indexOf('_');
    String which = split < 0 ? "" : name.substring(0, split);
    String unit = split < 0 ? "" : name.substring(split + 1);
    boolean known = unit.equals("week") || unit.equals("month") || unit.equals("quarter");
    if ((known || unit.equals("year")) && (which.equals("this") || which.equals("last"))) {
      return around(unit, today, which.equals("this") ? 0 : -1);
    }
    if ((known || unit.equals("year")) && which.equals("next")) {
      return around(unit, today, 1);
    }
    return switch (name) {
      case "today" -> around("day", today, 0);
      case "yesterday" -> around("day", today, -1);
      case "tomorrow" -> around("day", today, 1);
      default -> throw Wrong.at(place, "filter.period");
    };
  }

  /** The day, week, month, quarter or year around a day, some of them later. */
  private static Period around(String unit, LocalDate day, int later) {
    return switch (unit) {
      case "week" -> {
        LocalDate monday =
            day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(later);
        yield new Period(monday, monday.plusDays(6));
      }
      case "month" -> months(day.withDayOfMonth(1).plusMonths(later), 1);
      case "quarter" ->
          months(
              day.withDayOfMonth(1)
                  .withMonth((day.getMonthValue() - 1) / 3 * 3 + 1)
                  .plusMonths(3L * later),
              3);
      case "year" -> months(day.withDayOfYear(1).plusYears(later), 12);
      default -> new Period(day.plusDays(later), day.plusDays(later));
    };
  }

  private static Period months(LocalDate first, int months) {
    return new Period(first, first.plusMonths(months).minusDays(1));
  }
}
