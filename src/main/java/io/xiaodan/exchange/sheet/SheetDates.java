package io.xiaodan.exchange.sheet;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Days and moments in cells, on the wall clock of the workspace. */
final class SheetDates {

  /** Before it spreadsheets count a day that never was. */
  static final LocalDate FIRST = LocalDate.of(1900, 3, 1);

  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 3, true)
          .toFormatter(java.util.Locale.ROOT);

  private SheetDates() {}

  static String text(LocalDateTime moment) {
    return MOMENT.format(moment);
  }
}
