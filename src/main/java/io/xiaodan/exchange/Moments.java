package io.xiaodan.exchange;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads when something happened, as spreadsheets and databases write it. */
final class Moments {

  private static final Pattern LOCAL =
      Pattern.compile(
          "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)?");

  private Moments() {}

  /**
   * A moment, a day (its beginning) or a text of either.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for any other text
   */
  static Instant read(Object value, ZoneId zone) {
    return switch (value) {
      case Instant instant -> instant;
      case LocalDate date -> date.atStartOfDay(zone).toInstant();
      default -> parse(value.toString().strip(), zone);
    };
  }

  private static Instant parse(String text, ZoneId zone) {
    Matcher local = LOCAL.matcher(text);
    try {
      return local.matches()
          ? LocalDateTime.of(
                  part(local.group(1)),
                  part(local.group(2)),
                  part(local.group(3)),
                  part(local.group(4)),
                  part(local.group(5)),
                  part(local.group(6)))
              .atZone(zone)
              .toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw Problem.invalid(
              List.of(
                  new Violation(Message.of("exchange.moment", "value", text), null, null, null)))
          .exception();
    }
  }

  private static int part(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
