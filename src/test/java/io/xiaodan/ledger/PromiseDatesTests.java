package io.xiaodan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.ledger.PromiseDates.Reason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates that hold: one case a row. Day 0 is Monday, 7 December 2026. */
class PromiseDatesTests {

  private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);

  private static PromiseTerms terms(@Nullable LocalTime cutoff) {
    return new PromiseTerms(null, null, null, true, cutoff, Map.of(), 0, null);
  }

  /**
   * The vector of the handbook: 10 on hand, 4 reserved today, 20 come on day 3, 9 are due on day 4.
   */
  private static List<Foresight.Step> vector() {
    List<Foresight.Step> steps = new ArrayList<>();
    for (int[] each : new int[][] {{0, 6}, {3, 26}, {4, 17}}) {
      steps.add(new Foresight.Step(MONDAY.plusDays(each[0]), BigDecimal.valueOf(each[1])));
    }
    return steps;
  }

  private static PromiseDates of(
      int quantity, int safety, int held, @Nullable Integer lead, String hour, int transit) {
    return PromiseDates.of(
        new PromiseDates.Question(
            vector(),
            BigDecimal.valueOf(quantity),
            BigDecimal.valueOf(safety),
            BigDecimal.valueOf(held),
            lead,
            transit,
            LocalDateTime.of(MONDAY, LocalTime.parse(hour)),
            terms(LocalTime.of(16, 0)),
            HolidayCalendar.of(Set.of(MONDAY.plusDays(3)), Set.of(MONDAY.plusDays(5)))));
  }

  @ParameterizedTest(name = "{0} with safety {1}, held {2}, lead {3} at {4}")
  @CsvSource({
    // quantity, safety, held, lead, hour, transit, free, ships, arrives, missing, binding
    "6, 0, 0, , 09:00, 2, 6, 0, 2, 0, IN_STOCK TRANSIT",
    "6, 0, 0, , 16:00, 0, 6, 1, 1, 0, IN_STOCK CUTOFF",
    "6, 0, 0, , 15:59, 0, 6, 0, 0, 0, IN_STOCK",
    // day 3 is a holiday: what is ready then leaves on day 4
    "15, 0, 0, , 09:00, 0, 6, 4, 4, 0, INCOMING CALENDAR",
    "18, 0, 0, , 09:00, 0, 6, , , 1, NONE",
    // day 5 is a Saturday on which people work
    "18, 0, 0, 5, 09:00, 1, 6, 5, 6, 0, LEAD TRANSIT",
    // day 6 is a Sunday
    "18, 0, 0, 6, 09:00, 0, 6, 7, 7, 0, LEAD CALENDAR",
    "6, 2, 0, , 09:00, 0, 4, 4, 4, 0, SAFETY INCOMING CALENDAR",
    "6, 0, 3, , 09:00, 0, 3, 4, 4, 0, HELD INCOMING CALENDAR",
  })
  void givesTheDayAndSaysWhatBinds(
      int quantity,
      int safety,
      int held,
      Integer lead,
      String hour,
      int transit,
      int free,
      Integer ships,
      Integer arrives,
      int missing,
      String binding) {
    PromiseDates dates = of(quantity, safety, held, lead, hour, transit);
    assertThat(dates.free()).isEqualByComparingTo(BigDecimal.valueOf(free));
    assertThat(dates.ships()).isEqualTo(ships == null ? null : MONDAY.plusDays(ships));
    assertThat(dates.arrives()).isEqualTo(arrives == null ? null : MONDAY.plusDays(arrives));
    assertThat(dates.missing()).isEqualByComparingTo(BigDecimal.valueOf(missing));
    assertThat(dates.reasons().stream().map(Reason::name)).containsExactly(binding.split(" "));
  }

  @Test
  void saysThatWhatIsThereIsPromisedToOthers() {
    List<Foresight.Step> steps =
        List.of(
            new Foresight.Step(MONDAY, BigDecimal.TEN),
            new Foresight.Step(MONDAY.plusDays(2), BigDecimal.ONE),
            new Foresight.Step(MONDAY.plusDays(9), BigDecimal.valueOf(30)));
    PromiseDates dates =
        PromiseDates.of(
            new PromiseDates.Question(
                steps,
                BigDecimal.valueOf(8),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                0,
                LocalDateTime.of(MONDAY, LocalTime.NOON),
                PromiseTerms.NONE,
                HolidayCalendar.NONE));
    assertThat(dates.ships()).isEqualTo(MONDAY.plusDays(9));
    assertThat(dates.reasons()).containsExactly(Reason.PROMISED_LATER);
    assertThat(dates.parts())
        .containsExactly(new Promise.Part(MONDAY, "1"), new Promise.Part(MONDAY.plusDays(9), "7"));
  }
}
