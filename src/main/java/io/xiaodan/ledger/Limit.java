package io.xiaodan.ledger;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Label;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a number made of accounts must not fall below zero.
 *
 * @param label the number in the words of people: what is free
 * @param value over the keys of accounts; it is never to be less than zero
 * @param blocks whether a change that breaks it is refused; otherwise it is told
 * @param everyDay whether it must hold on every day from today on as far as is known, and not only
 *     for the balance of everything
 * @param show accounts and values that are told with a refusal
 */
public record Limit(
    String key, Label label, Formula value, boolean blocks, boolean everyDay, List<String> show) {

  /** Numbers that no formula but a sum gives away by chance, positive and negative. */
  private static final int[] SAMPLES = {7, -13, 1009, -104_729, 2, -1, 15_485_863, -31};

  /** The value where there is nothing. */
  BigDecimal ofNothing() {
    return at(account -> BigDecimal.ZERO);
  }

  /**
   * Whether each account counts for the same share whatever there is, so that what something adds
   * does not depend on what it is added to. Tried out on numbers; what is no sum for one of them is
   * none.
   */
  boolean isSum() {
    List<String> accounts =
        value.dependencies().stream().map(path -> path.names().getFirst()).distinct().toList();
    BigDecimal nothing = ofNothing();
    Map<String, BigDecimal> shares = new LinkedHashMap<>();
    for (String account : accounts) {
      shares.put(
          account,
          at(name -> name.equals(account) ? BigDecimal.ONE : BigDecimal.ZERO).subtract(nothing));
    }
    for (int round = 0; round < SAMPLES.length; round++) {
      Map<String, BigDecimal> sample = new LinkedHashMap<>();
      BigDecimal sum = nothing;
      for (int i = 0; i < accounts.size(); i++) {
        BigDecimal number = BigDecimal.valueOf(SAMPLES[(round + i * 3) % SAMPLES.length]);
        sample.put(accounts.get(i), number);
        sum = sum.add(Objects.requireNonNull(shares.get(accounts.get(i))).multiply(number));
      }
      if (at(sample::get).compareTo(sum) != 0) {
        return false;
      }
    }
    return true;
  }

  private BigDecimal at(Values accounts) {
    return value.evaluate(accounts, LedgerSql.TIMELESS) instanceof BigDecimal number
        ? number
        : BigDecimal.ZERO;
  }
}
