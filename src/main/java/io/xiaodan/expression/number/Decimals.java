package io.xiaodan.expression.number;

import io.xiaodan.expression.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Exact decimal arithmetic: each result is rounded to 34 significant digits, half away from zero;
 * what has no result (a division by zero, 10^100 and beyond) is {@code null}, which is empty.
 */
public final class Decimals {

  private Decimals() {}

  /** The rule that ends every operation; {@code exact} may have any number of digits. */
  public static @Nullable BigDecimal rounded(BigDecimal exact) {
    BigDecimal value = exact.round(Limits.PRECISION);
    if (value.scale() > Limits.MAGNITUDE) {
      value = value.setScale(Limits.MAGNITUDE, RoundingMode.HALF_UP);
    }
    if (value.signum() == 0) {
      return value.scale() < 0 ? BigDecimal.ZERO : value;
    }
    return value.precision() - value.scale() > Limits.MAGNITUDE ? null : value;
  }

  public static @Nullable BigDecimal add(BigDecimal a, BigDecimal b) {
    return rounded(a.add(b));
  }

  public static @Nullable BigDecimal subtract(BigDecimal a, BigDecimal b) {
    return rounded(a.subtract(b));
  }

  public static @Nullable BigDecimal multiply(BigDecimal a, BigDecimal b) {
    return rounded(a.multiply(b));
  }

  public static @Nullable BigDecimal divide(BigDecimal a, BigDecimal b) {
    return b.signum() == 0 ? null : rounded(a.divide(b, Limits.PRECISION));
  }

  public static @Nullable BigDecimal percent(BigDecimal a) {
    return rounded(a.movePointLeft(2));
  }

  /** The multiple of {@code step} at or below {@code a}; every number is a multiple of zero's 0. */
  public static @Nullable BigDecimal floor(BigDecimal a, BigDecimal step) {
    return step.signum() == 0 ? BigDecimal.ZERO : rounded(a.subtract(modulo(a, step.abs())));
  }

  public static @Nullable BigDecimal ceiling(BigDecimal a, BigDecimal step) {
    if (step.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal over = modulo(a, step.abs());
    return rounded(over.signum() == 0 ? a : a.subtract(over).add(step.abs()));
  }

  /** What is left of {@code a}, with the sign of {@code b}. */
  public static @Nullable BigDecimal mod(BigDecimal a, BigDecimal b) {
    return b.signum() == 0 ? null : rounded(modulo(a, b));
  }

  private static BigDecimal modulo(BigDecimal a, BigDecimal b) {
    BigDecimal rest = a.remainder(b);
    return rest.signum() != 0 && rest.signum() != b.signum() ? rest.add(b) : rest;
  }

  public static @Nullable BigDecimal floor(BigDecimal a) {
    return rounded(a.setScale(0, RoundingMode.FLOOR));
  }

  /** Rounds to this many decimal places; negative places are to the left of the point. */
  public static @Nullable BigDecimal round(BigDecimal a, BigDecimal digits, RoundingMode mode) {
    int places = integer(digits, -Limits.MAGNITUDE, Limits.MAGNITUDE);
    if (places >= a.scale()) {
      return a;
    }
    BigDecimal result = a.setScale(places, mode);
    return rounded(places < 0 ? result.setScale(0, RoundingMode.UNNECESSARY) : result);
  }

  /** The whole part, held within ±10^9, which is far beyond every use of it. */
  public static int integer(BigDecimal a) {
    return integer(a, -1_000_000_000, 1_000_000_000);
  }

  /** The whole part, held between two bounds. */
  public static int integer(BigDecimal a, int least, int most) {
    if (a.precision() - a.scale() <= 9) {
      return Math.clamp(a.intValue(), least, most);
    }
    return a.signum() < 0 ? least : most;
  }

  /** Digits without exponent and without trailing zeros: {@code 1200}, {@code 0.5}. */
  public static String plain(BigDecimal a) {
    return a.signum() == 0 ? "0" : a.stripTrailingZeros().toPlainString();
  }
}
