package io.xiaodan.expression.text;

import io.xiaodan.expression.number.Decimals;
import io.xiaodan.expression.time.Moments;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plain text of a value, used by {@code &}, {@code CONCAT}, {@code TEXT} without a format, and
 * templates: {@code 1200.5}, {@code TRUE}, {@code 2026-03-01}, {@code 2026-03-01 08:30:00}.
 */
public final class Plain {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private Plain() {}

  public static String text(@Nullable Object value, ZoneId zone) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case BigDecimal number -> Decimals.plain(number);
      case Boolean truth -> truth ? "TRUE" : "FALSE";
      case LocalDate date -> date.toString();
      case Instant moment -> moment(Moments.local(moment, zone));
      case List<?> list ->
          list.stream()
              .filter(Objects::nonNull)
              .map(element -> text(element, zone))
              .collect(Collectors.joining(", "));
      default -> throw new IllegalArgumentException("No plain text for " + value.getClass());
    };
  }

  private static String moment(LocalDateTime local) {
    return MOMENT.format(local);
  }
}
