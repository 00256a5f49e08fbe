package io.xiaodan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.HolidayCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Time limits in working time; 27 November 2026 is a Friday. */
class WorkingTimeTests {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Test
  void countsThroughTheDayInTheZoneOfTheWorkspace() {
    assertThat(due("2026-11-27T10:00", 90)).isEqualTo("2026-11-27T11:30");
  }

  @Test
  void startsCountingWhenTheDayOpens() {
    assertThat(due("2026-11-27T06:15", 30)).isEqualTo("2026-11-27T09:30");
  }

  @Test
  void isDueAtClosingWhenTheTimeEndsExactlyThen() {
    assertThat(due("2026-11-27T17:00", 60)).isEqualTo("2026-11-27T18:00");
  }

  @Test
  void carriesTheRestOverTheWeekend() {
    assertThat(due("2026-11-27T17:30", 60)).isEqualTo("2026-11-30T09:30");
  }

  @Test
  void startsOnTheNextWorkingDayWhatIsHandedOutAfterClosing() {
    assertThat(due("2026-11-27T18:00", 15)).isEqualTo("2026-11-30T09:15");
    assertThat(due("2026-11-28T12:00", 15)).isEqualTo("2026-11-30T09:15");
  }

  @Test
  void spreadsALongLimitOverSeveralDays() {
    assertThat(due("2026-11-26T09:00", 3 * 9 * 60)).isEqualTo("2026-11-30T18:00");
  }

  @Test
  void leavesHolidaysOutAndCountsWeekendsThatAreWorkedInstead() {
    HolidayCalendar calendar = calendar(List.of("2026-11-30"), List.of("2026-11-28"));

    assertThat(due("2026-11-27T17:30", 60, calendar)).isEqualTo("2026-11-28T09:30");
    assertThat(due("2026-11-28T17:30", 60, calendar)).isEqualTo("2026-12-01T09:30");
  }

  private static String due(String from, int minutes) {
    return due(from, minutes, HolidayCalendar.NONE);
  }

  private static String due(String from, int minutes, HolidayCalendar calendar) {
    Instant start = LocalDateTime.parse(from).atZone(ZONE).toInstant();
    Instant due = WorkingTime.after(start, minutes, new Environment(start, ZONE, calendar));
    return LocalDateTime.ofInstant(due, ZONE).toString();
  }

  private static HolidayCalendar calendar(List<String> holidays, List<String> workingDays) {
    return new HolidayCalendar(
        new TreeSet<>(holidays.stream().map(LocalDate::parse).toList()),
        new TreeSet<>(workingDays.stream().map(LocalDate::parse).toList()));
  }
}
