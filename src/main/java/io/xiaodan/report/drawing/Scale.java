package io.xiaodan.report.drawing;

import io.xiaodan.kernel.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where numbers stand along an axis that begins and ends at round ones.
 *
 * @param from the number at the beginning
 * @param step between the numbers that are written at the axis
 * @param to the number at the end
 */
record Scale(double from, double step, double to) {

  private static final int STEPS = 4;
  private static final double WAN = 10_000;
  private static final double YI = 100_000_000;

  /** A scale that holds the numbers and zero. */
  static Scale of(double least, double greatest) {
    double low = Math.min(0, least);
    double high = Math.max(0, greatest);
    double wanted = (high - low) / STEPS;
    if (wanted <= 0 || !Double.isFinite(wanted)) {
      return new Scale(0, 1, 1);
    }
    double size = Math.pow(10, Math.floor(Math.log10(wanted)));
    double step = size * 10;
    for (double times : new double[] {1, 2, 2.5, 5}) {
      if (size * times >= wanted) {
        step = size * times;
        break;
      }
    }
    return new Scale(Math.floor(low / step) * step, step, Math.ceil(high / step) * step);
  }

  /** Where a number stands, from 0 at the beginning to 1 at the end. */
  double at(double number) {
    return (number - from) / (to - from);
  }

  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    for (int i = 0; from + i * step <= to + step / 2; i++) {
      marks.add(from + i * step);
    }
    return marks;
  }

  /** A number without more digits than an axis has room for. */
  static String text(double number, Language language) {
    double size = Math.abs(number);
    if (language == Language.EN) {
      return size >= 1e9
          ? digits(number / 1e9) + "B"
          : size >= 1e6
              ? digits(number / 1e6) + "M"
              : size >= WAN ? digits(number / 1e3) + "K" : digits(number);
    }
    return size >= YI
        ? digits(number / YI) + "亿"
        : size >= WAN ? digits(number / WAN) + "万" : digits(number);
  }

  private static String digits(double number) {
    int places = Math.abs(number) < 10 ? 2 : 1;
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
