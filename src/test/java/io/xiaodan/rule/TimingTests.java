package io.xiaodan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.expression.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTests {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # every | weekdays | day | at    | after            | until            | came
          HOURS   |          | 1   | 00:15 | 2026-03-01T10:14 | 2026-03-01T10:15 | true
          HOURS   |          | 1   | 00:15 | 2026-03-01T10:15 | 2026-03-01T11:14 | false
          DAYS    |          | 1   | 09:00 | 2026-03-01T08:59 | 2026-03-01T09:00 | true
          DAYS    |          | 1   | 09:00 | 2026-03-01T09:00 | 2026-03-02T08:59 | false
          DAYS    |          | 1   | 09:00 | 2026-02-20T09:00 | 2026-03-02T08:59 | true
          DAYS    |          | 1   | 00:00 | 2026-03-01T23:59 | 2026-03-02T00:00 | true
          WEEKS   | MONDAY   | 1   | 09:00 | 2026-03-01T00:00 | 2026-03-02T08:59 | false
          WEEKS   | MONDAY   | 1   | 09:00 | 2026-03-01T00:00 | 2026-03-02T09:00 | true
          WEEKS   | MONDAY FRIDAY | 1 | 09:00 | 2026-03-02T09:00 | 2026-03-06T09:00 | true
          MONTHS  |          | 31  | 09:00 | 2026-02-27T09:00 | 2026-02-28T09:00 | true
          MONTHS  |          | 31  | 09:00 | 2026-03-30T09:00 | 2026-03-30T23:00 | false
          MONTHS  |          | 31  | 09:00 | 2026-03-31T08:00 | 2026-03-31T10:00 | true
          MONTHS  |          | 1   | 09:00 | 2026-03-31T10:00 | 2026-04-01T09:00 | true
          """)
  void comesDueByTheWorkspacesClock(
      ChronoUnit every,
      @Nullable String weekdays,
      int day,
      LocalTime at,
      LocalDateTime after,
      LocalDateTime until,
      boolean came) {
    Set<DayOfWeek> days =
        weekdays == null
            ? Set.of()
            : Arrays.stream(weekdays.split(" "))
                .map(word -> DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    Timing timing = new Timing.Every(every, days, day, at, false, Timing.DaysOff.COUNT);
    assertThat(
            timing.due(
                after.atZone(SHANGHAI).toInstant(),
                until.atZone(SHANGHAI).toInstant(),
                SHANGHAI,
                HolidayCalendar.NONE))
        .isEqualTo(came ? java.util.Optional.of(new Timing.Due(null)) : java.util.Optional.empty());
  }

  /** Of 2026: off from 15 to 23 February, and from 1 to 7 October; work on 28 February. */
  private static final HolidayCalendar YEAR_2026 =
      HolidayCalendar.of(
          Stream.concat(
                  LocalDate.of(2026, 2, 15).datesUntil(LocalDate.of(2026, 2, 24)),
                  LocalDate.of(2026, 10, 1).datesUntil(LocalDate.of(2026, 10, 8)))
              .collect(Collectors.toSet()),
          Set.of(LocalDate.of(2026, 2, 28)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # every | weekdays | day | days off | after            | until            | came
          DAYS    |          | 1   | SKIP     | 2026-02-14T09:00 | 2026-02-24T08:59 | false
          DAYS    |          | 1   | SKIP     | 2026-02-14T09:00 | 2026-02-24T09:00 | true
          DAYS    |          | 1   | SKIP     | 2026-02-27T09:00 | 2026-02-28T09:00 | true
          DAYS    |          | 1   | COUNT    | 2026-02-15T09:00 | 2026-02-16T09:00 | true
          MONTHS  |          | 1   | SKIP     | 2026-09-30T09:00 | 2026-10-31T09:00 | false
          MONTHS  |          | 1   | NEXT     | 2026-09-30T09:00 | 2026-10-08T08:59 | false
          MONTHS  |          | 1   | NEXT     | 2026-10-07T09:00 | 2026-10-08T09:00 | true
          MONTHS  |          | 1   | NEXT     | 2026-10-08T09:00 | 2026-10-31T09:00 | false
          WEEKS   | MONDAY   | 1   | NEXT     | 2026-02-23T09:00 | 2026-02-24T09:00 | true
          WEEKS   | MONDAY   | 1   | NEXT     | 2026-02-24T09:00 | 2026-03-02T08:59 | false
          HOURS   |          | 1   | SKIP     | 2026-02-14T23:59 | 2026-02-23T23:59 | false
          """)
  void leavesDaysOffOutOrWaitsForTheNextWorkingDay(
      ChronoUnit every,
      @Nullable String weekdays,
      int day,
      Timing.DaysOff daysOff,
      LocalDateTime after,
      LocalDateTime until,
      boolean came) {
    Set<DayOfWeek> days = weekdays == null ? Set.of() : Set.of(DayOfWeek.valueOf(weekdays));
    Timing timing = new Timing.Every(every, days, day, LocalTime.of(9, 0), false, daysOff);
    assertThat(
            timing
                .due(
                    after.atZone(SHANGHAI).toInstant(),
                    until.atZone(SHANGHAI).toInstant(),
                    SHANGHAI,
                    YEAR_2026)
                .isPresent())
        .isEqualTo(came);
  }
}
