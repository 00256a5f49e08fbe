package io.xiaodan.planning;

import java.math.BigDecimal;

/** Numbers in plain digits, without idle zeros. */
final class Plain {

  private Plain() {}

  static String of(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
