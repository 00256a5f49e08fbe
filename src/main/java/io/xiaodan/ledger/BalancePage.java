package io.xiaodan.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some balances of a ledger.
 *
 * @param rows in the order asked for
 * @param total how many there are that the person may see
 */
public record BalancePage(List<Row> rows, long total) {

  /**
   * One combination of dimensions.
   *
   * @param key the value of each dimension; null where it is empty
   * @param names what people read of them
   * @param figures every account and value, in plain digits
   * @param broken keys of the limits that do not hold
   */
  public record Row(
      Map<String, @Nullable String> key,
      Map<String, String> names,
      Map<String, String> figures,
      List<String> broken) {}
}
