package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * Something that is kept in stock.
 *
 * @param made whether it is made here and not bought
 * @param stock how much there is now, over all warehouses
 * @param safety how much is kept back for bad days
 * @param lead working days from ordering to having it
 * @param minimum smallest quantity of one order; zero for none
 * @param multiple orders are multiples of it; zero for none
 */
public record Material(
    UUID id,
    boolean made,
    BigDecimal stock,
    BigDecimal safety,
    int lead,
    BigDecimal minimum,
    BigDecimal multiple) {

  private static final int SCALE = 3;

  /** A quantity as it can be ordered: at least the minimum, in whole lots, to three places. */
  public BigDecimal lots(BigDecimal needed) {
    BigDecimal least = needed.max(minimum);
    return multiple.signum() > 0
        ? least.divide(multiple, 0, java.math.RoundingMode.CEILING).multiply(multiple)
        : roundedUp(least);
  }

  static BigDecimal roundedUp(BigDecimal quantity) {
    return quantity.setScale(SCALE, java.math.RoundingMode.CEILING);
  }
}
