package io.xiaodan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.expression.HolidayCalendar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticePreferenceTests {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** Off on Thursday 1 and Friday 2 October 2026, work on Saturday 10 October. */
  private static final HolidayCalendar CALENDAR =
      HolidayCalendar.of(
          Set.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2)),
          Set.of(LocalDate.of(2026, 10, 10)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # from | until | days off | moment           | quiet until
          22:00  | 08:00 | false    | 2026-09-28T21:59 |
          22:00  | 08:00 | false    | 2026-09-28T22:00 | 2026-09-29T08:00
          22:00  | 08:00 | false    | 2026-09-29T07:59 | 2026-09-29T08:00
          22:00  | 08:00 | false    | 2026-09-29T08:00 |
          12:00  | 13:30 | false    | 2026-09-29T12:30 | 2026-09-29T13:30
          12:00  | 13:30 | false    | 2026-09-29T13:30 |
          22:00  | 08:00 | true     | 2026-09-26T12:00 | 2026-09-28T08:00
          22:00  | 08:00 | true     | 2026-09-30T23:00 | 2026-10-05T08:00
          12:00  | 13:30 | true     | 2026-10-02T09:00 | 2026-10-05T00:00
          22:00  | 08:00 | true     | 2026-10-10T09:00 |
          """)
  void keepsQuietOverNightAndOverDaysOff(
      LocalTime from,
      LocalTime until,
      boolean daysOff,
      LocalDateTime moment,
      @Nullable LocalDateTime end) {
    NoticePreference.Quiet quiet = new NoticePreference.Quiet(from, until, daysOff);
    assertThat(quiet.endsAfter(moment.atZone(SHANGHAI).toInstant(), SHANGHAI, CALENDAR))
        .map(found -> found.atZone(SHANGHAI).toLocalDateTime())
        .isEqualTo(java.util.Optional.ofNullable(end));
  }
}
