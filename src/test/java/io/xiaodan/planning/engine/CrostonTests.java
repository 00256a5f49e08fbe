package io.xiaodan.planning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Forecasts worked out by hand. */
class CrostonTests {

  @Test
  void smoothsSizesAndIntervalsApartAndTakesTheBiasAway() {
    // First demand 6 after 2 periods; then 3 after 3: size 6 + 0.5 (3 - 6) = 4.5, interval 2 + 0.5
    // (3 - 2) = 2.5.
    Croston.Forecast forecast =
        Objects.requireNonNull(Croston.of(List.of(0.0, 6.0, 0.0, 0.0, 3.0), 0.5));

    assertThat(forecast.size()).isEqualTo(4.5);
    assertThat(forecast.interval()).isEqualTo(2.5);
    assertThat(forecast.perPeriod()).isCloseTo(0.75 * 4.5 / 2.5, within(1e-12));
    // Seen from after the 6, 0.75 * 6 / 2 = 2.25 a period: errors 2.25, 2.25 and 0.75. Naive: 6, 0,
    // 3.
    assertThat(forecast.error()).isCloseTo(5.25 / 3, within(1e-12));
    assertThat(forecast.naive()).isCloseTo(3.0, within(1e-12));
    assertThat(forecast.mase()).isCloseTo(1.75 / 3, within(1e-12));
    assertThat(forecast.rmse())
        .isCloseTo(Math.sqrt((2.25 * 2.25 * 2 + 0.75 * 0.75) / 3), within(1e-12));
  }

  @Test
  void saysNothingBeforeThereWereTwoDemands() {
    assertThat(Croston.of(List.of(0.0, 0.0, 4.0, 0.0))).isNull();
  }

  @Test
  void staysNearTheMeanWhereDemandIsRareAndBeatsTheNaiveForecast() {
    List<Double> history =
        IntStream.range(0, 104).mapToObj(week -> week % 4 == 3 ? 20.0 : 0.0).toList();

    Croston.Forecast forecast = Objects.requireNonNull(Croston.of(history));

    assertThat(forecast.perPeriod()).isCloseTo(4.75, within(1e-9));
    assertThat(forecast.mase()).isLessThan(1);
  }
}
