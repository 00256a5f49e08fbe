package io.xiaodan.expression.number;

import io.xiaodan.expression.Limits;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Powers with a whole exponent up to 100,000: squared and multiplied from the exponent's highest
 * bit down, each step rounded to 50 digits and 150 places, the end to 34. Written out so that every
 * evaluator takes the same steps. A broken exponent, and zero to the power of zero or less, give
 * empty.
 */
public final class Powers {

  private static final MathContext WORKING = new MathContext(50, RoundingMode.HALF_UP);
  private static final int WORKING_SCALE = 150;
  private static final int LARGEST_EXPONENT = 100_000;
  private static final BigDecimal TOO_LARGE = BigDecimal.ONE.scaleByPowerOfTen(Limits.MAGNITUDE);
  private static final BigDecimal TOO_LARGE_TO_DIVIDE_BY = TOO_LARGE.scaleByPowerOfTen(2);

  private Powers() {}

  public static @Nullable BigDecimal power(BigDecimal base, BigDecimal exponent) {
    if (exponent.stripTrailingZeros().scale() > 0
        || exponent.abs().compareTo(BigDecimal.valueOf(LARGEST_EXPONENT)) > 0
        || (base.signum() == 0 && exponent.signum() <= 0)) {
      return null;
    }
    int n = exponent.intValueExact();
    BigDecimal power = BigDecimal.ONE;
    for (int bit = 31 - Integer.numberOfLeadingZeros(Math.abs(n)); bit >= 0; bit--) {
      power = working(power.multiply(power));
      if ((Math.abs(n) >> bit & 1) == 1) {
        power = working(power.multiply(base));
      }
      if (power.abs().compareTo(n > 0 ? TOO_LARGE : TOO_LARGE_TO_DIVIDE_BY) >= 0) {
        return n > 0 ? null : BigDecimal.ZERO;
      }
    }
    return n >= 0 ? Decimals.rounded(power) : Decimals.divide(BigDecimal.ONE, power);
  }

  private static BigDecimal working(BigDecimal value) {
    BigDecimal rounded = value.round(WORKING);
    return rounded.scale() > WORKING_SCALE
        ? rounded.setScale(WORKING_SCALE, RoundingMode.HALF_UP)
        : rounded;
  }
}
