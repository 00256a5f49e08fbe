package io.xiaodan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Days that two calendars know of. */
class HolidayCalendarTests {

  private static final LocalDate FRIDAY = LocalDate.of(2026, 2, 13);
  private static final LocalDate SATURDAY = LocalDate.of(2026, 2, 14);
  private static final LocalDate MONDAY = LocalDate.of(2026, 2, 16);
  private static final LocalDate TUESDAY = LocalDate.of(2026, 2, 17);

  @Test
  void daysOffOfEitherAreOffUnlessOneOfThemWorks() {
    HolidayCalendar official =
        HolidayCalendar.of(Set.of(FRIDAY, MONDAY, TUESDAY), Set.of(SATURDAY));
    HolidayCalendar own = HolidayCalendar.of(Set.of(TUESDAY), Set.of(MONDAY));
    HolidayCalendar both = official.and(own);
    assertThat(both.isWorkingDay(FRIDAY)).isFalse();
    assertThat(both.isWorkingDay(SATURDAY)).isTrue();
    assertThat(both.isWorkingDay(MONDAY)).isTrue();
    assertThat(both.isWorkingDay(TUESDAY)).isFalse();
    assertThat(both).isEqualTo(own.and(official));
    assertThat(both.onOrAfter(FRIDAY)).isEqualTo(SATURDAY);
  }
}
