package io.xiaodan.planning.engine;

import java.util.List;

/**
 * A forecast for demand that comes now and then: Croston's method with the correction of Syntetos
 * and Boylan (SBA).
 *
 * <p>Sizes of demand and the intervals between them are smoothed apart; their quotient is the mean
 * demand of a period, and {@code 1 - alpha/2} takes away the bias that the quotient has. Sources:
 * J. D. Croston, Forecasting and stock control for intermittent demands, Operational Research
 * Quarterly 23 (1972) 289-303; A. A. Syntetos and J. E. Boylan, The accuracy of intermittent demand
 * estimates, International Journal of Forecasting 21 (2005) 303-314. Errors are those of each
 * period seen from the one before; MASE after R. J. Hyndman and A. B. Koehler, International
 * Journal of Forecasting 22 (2006) 679-688.
 */
public final class Croston {

  /** How much the latest demand counts; 0.05 to 0.2 in the sources. */
  public static final double ALPHA = 0.1;

  private Croston() {}

  /**
   * What is foreseen.
   *
   * @param perPeriod mean demand of a period to come
   * @param size mean size of a demand
   * @param interval mean periods between two
   * @param demands periods that had any
   * @param error mean absolute error of the forecasts of the periods past
   * @param naive the same of the naive forecast: as much as in the period before
   * @param mase the first in terms of the second; below 1 is better than naive. 0 where both are
   *     without error
   * @param rmse root of the mean squared error
   * @param naiveRmse the same of the naive forecast
   */
  public record Forecast(
      double perPeriod,
      double size,
      double interval,
      int demands,
      double error,
      double naive,
      double mase,
      double rmse,
      double naiveRmse) {}

  /** Foresees what follows some periods; null while there has been less than two demands. */
  public static @org.jspecify.annotations.Nullable Forecast of(List<Double> history) {
    return of(history, ALPHA);
  }

  static @org.jspecify.annotations.Nullable Forecast of(List<Double> history, double alpha) {
    double size = 0;
    double interval = 0;
    int since = 0;
    int demands = 0;
    Errors own = new Errors();
    Errors naive = new Errors();
    for (int i = 0; i < history.size(); i++) {
      double actual = history.get(i);
      if (demands > 0 && i > 0) {
        own.add(actual - rate(size, interval, alpha));
        naive.add(actual - history.get(i - 1));
      }
      since++;
      if (actual > 0) {
        size = demands == 0 ? actual : size + alpha * (actual - size);
        interval = demands == 0 ? since : interval + alpha * (since - interval);
        demands++;
        since = 0;
      }
    }
    if (demands < 2) {
      return null;
    }
    return new Forecast(
        rate(size, interval, alpha),
        size,
        interval,
        demands,
        own.absolute(),
        naive.absolute(),
        naive.absolute() == 0
            ? own.absolute() == 0 ? 0 : Double.MAX_VALUE
            : own.absolute() / naive.absolute(),
        own.squared(),
        naive.squared());
  }

  private static double rate(double size, double interval, double alpha) {
    return (1 - alpha / 2) * size / interval;
  }

  /** Errors added up. */
  private static final class Errors {
    private double absolute;
    private double squares;
    private int count;

    void add(double error) {
      absolute += Math.abs(error);
      squares += error * error;
      count++;
    }

    double absolute() {
      return count == 0 ? 0 : absolute / count;
    }

    double squared() {
      return count == 0 ? 0 : Math.sqrt(squares / count);
    }
  }
}
