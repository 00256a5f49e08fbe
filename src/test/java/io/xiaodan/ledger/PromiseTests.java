package io.xiaodan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The vectors of available-to-promise, and what has to hold of any promise. */
class PromiseTests {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

  /** Pairs of days from today and the foreseen amount from then on. */
  private static List<Foresight.Step> steps(int... daysAndAmounts) {
    List<Foresight.Step> steps = new ArrayList<>();
    for (int i = 0; i < daysAndAmounts.length; i += 2) {
      steps.add(
          new Foresight.Step(
              TODAY.plusDays(daysAndAmounts[i]), BigDecimal.valueOf(daysAndAmounts[i + 1])));
    }
    return steps;
  }

  /** On hand 10, reserved 4 today, incoming 20 on day 3, reserved 9 on day 4. */
  private static Promise vector(int quantity, int safety) {
    return Promise.of(
        steps(0, 6, 3, 26, 4, 17), BigDecimal.valueOf(quantity), BigDecimal.valueOf(safety));
  }

  @Test
  void promisesWhatNobodyNeedsFromThenOn() {
    assertThat(vector(6, 0).today()).isEqualTo("6");
    assertThat(vector(6, 0).earliest()).isEqualTo(TODAY);
    assertThat(vector(15, 0).earliest()).isEqualTo(TODAY.plusDays(3));
    assertThat(vector(18, 0).earliest()).isNull();
    assertThat(vector(18, 0).missing()).isEqualTo("1");
  }

  @Test
  void splitsOverDays() {
    assertThat(vector(15, 0).parts())
        .containsExactly(new Promise.Part(TODAY, "6"), new Promise.Part(TODAY.plusDays(3), "9"));
  }

  @Test
  void keepsTheSafetyStockBack() {
    assertThat(vector(6, 2).today()).isEqualTo("4");
    assertThat(vector(6, 2).earliest()).isEqualTo(TODAY.plusDays(3));
    assertThat(vector(16, 2).earliest()).isNull();
  }

  @Test
  void givesNothingAwayThatIsShortLater() {
    Promise promise = Promise.of(steps(0, 10, 5, -3), BigDecimal.ONE, BigDecimal.ZERO);
    assertThat(promise.today()).isEqualTo("0");
    assertThat(promise.earliest()).isNull();
  }

  @Test
  void takingAllPartsOnTheirDaysNeverMakesAnythingShort() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      int[] line = new int[2 * (1 + random.nextInt(8))];
      for (int i = 0; i < line.length; i += 2) {
        line[i] = i;
        line[i + 1] = random.nextInt(60) - 10;
      }
      List<Foresight.Step> steps = steps(line);
      BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(60));
      Promise promise = Promise.of(steps, quantity, BigDecimal.ZERO);
      BigDecimal sum = new BigDecimal(promise.missing());
      for (Promise.Part part : promise.parts()) {
        sum = sum.add(new BigDecimal(part.quantity()));
      }
      assertThat(sum).as("seed " + seed).isEqualByComparingTo(quantity);
      for (Foresight.Step step : steps) {
        BigDecimal left = step.amount();
        for (Promise.Part part : promise.parts()) {
          left =
              part.day().isAfter(step.day())
                  ? left
                  : left.subtract(new BigDecimal(part.quantity()));
        }
        BigDecimal floor = step.amount().min(BigDecimal.ZERO);
        assertThat(left).as("seed " + seed + " " + steps).isGreaterThanOrEqualTo(floor);
      }
    }
  }
}
