package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * A line of a bill of materials.
 *
 * @param quantity of the part in one piece of the product
 * @param scrap per cent that is used up beyond it: 5 takes 105 for 100
 */
public record Component(UUID product, UUID part, BigDecimal quantity, BigDecimal scrap) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** How much of the part so many products take. */
  public BigDecimal needed(BigDecimal products) {
    return Material.roundedUp(
        products.multiply(quantity).multiply(HUNDRED.add(scrap)).movePointLeft(2));
  }
}
