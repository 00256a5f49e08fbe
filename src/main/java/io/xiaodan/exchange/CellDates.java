package io.xiaodan.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days and moments as people write them, year first; others are left as they are. */
final class CellDates {

  private static final Pattern DAY =
      Pattern.compile(
          "(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[T\\s]+(.+))?");

  private static final Pattern SOLID = Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})");
  private static final Pattern TIME =
      Pattern.compile(
          "(上午|下午)?\\s*(\\d{1,2})[:时点](\\d{1,2})(?:[:分](\\d{1,2})(\\.\\d{1,9})?)?[秒分]?");

  private CellDates() {}

  /** A day as {@code 2026-03-01}, or the text itself where it is none. */
  static String date(String text) {
    LocalDateTime read = read(text);
    return read == null || !read.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? text
        : read.toLocalDate().toString();
  }

  /** A moment as an instant, or the text itself where it is none. */
  static String moment(String text, ZoneId zone) {
    try {
      return OffsetDateTime.parse(text).toInstant().toString();
    } catch (DateTimeException e) {
      LocalDateTime read = read(text);
      return read == null ? text : read.atZone(zone).toInstant().toString();
    }
  }

  private static @Nullable LocalDateTime read(String text) {
    Matcher day = DAY.matcher(text);
    Matcher solid = SOLID.matcher(text);
    try {
      if (solid.matches()) {
        return date(solid).atStartOfDay();
      }
      if (!day.matches()) {
        return null;
      }
      LocalTime time = day.group(4) == null ? LocalTime.MIDNIGHT : time(day.group(4).strip());
      return time == null ? null : date(day).atTime(time);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate date(Matcher parts) {
    return LocalDate.of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
  }

  private static @Nullable LocalTime time(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    int hour = number(parts.group(2));
    if ("下午".equals(parts.group(1)) && hour < 12) {
      hour += 12;
    }
    String fraction = parts.group(5);
    int nanos =
        fraction == null ? 0 : number((fraction.substring(1) + "000000000").substring(0, 9));
    return LocalTime.of(hour, number(parts.group(3)), number(parts.group(4)), nanos);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
