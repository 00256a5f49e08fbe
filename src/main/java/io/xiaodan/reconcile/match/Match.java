package io.xiaodan.reconcile.match;

import io.xiaodan.kernel.Message;
import java.util.List;

/**
 * What a receipt may be for.
 *
 * @param customer id of whose debt it pays
 * @param shares what goes to which item
 * @param unapplied cents left over, kept as prepayment 预收
 * @param difference cents that were paid too little and are let go 尾差; below zero: too much
 * @param confidence 0 to 100
 * @param reasons why, the weightiest first
 */
public record Match(
    String incoming,
    String customer,
    List<Share> shares,
    long unapplied,
    long difference,
    Tier tier,
    int confidence,
    List<Message> reasons) {

  public Match {
    shares = List.copyOf(shares);
    reasons = List.copyOf(reasons);
  }

  /** The same, no surer than this. */
  Match atMost(int limit) {
    return confidence <= limit
        ? this
        : new Match(incoming, customer, shares, unapplied, difference, tier, limit, reasons);
  }
}
