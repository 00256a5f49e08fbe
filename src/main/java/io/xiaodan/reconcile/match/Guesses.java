package io.xiaodan.reconcile.match;

import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The matches of one receipt that are thought of, with their reasons. */
final class Guesses {

  private final Incoming incoming;
  private final String customer;
  private final List<Message> known;
  private final List<Match> all;

  /**
   * @param known reasons that hold for all of them
   * @param all where they are added
   */
  Guesses(Incoming incoming, String customer, List<Message> known, List<Match> all) {
    this.incoming = incoming;
    this.customer = customer;
    this.known = known;
    this.all = all;
  }

  /** Settles items; what is paid too little or too much within the tolerance is let go. */
  void settle(Collection<OpenItem> items, Tier tier, int confidence, Message reason) {
    long sum = items.stream().mapToLong(OpenItem::cents).sum();
    long missing = sum - incoming.cents();
    List<Share> shares = new ArrayList<>();
    long left = missing;
    // What is missing is missing at the largest item.
    OpenItem largest =
        items.stream().max(java.util.Comparator.comparingLong(OpenItem::cents)).orElseThrow();
    for (OpenItem item : items) {
      long less = item == largest ? Math.max(0, left) : 0;
      shares.add(new Share(item.id(), item.cents() - less));
    }
    add(shares, 0, missing, tier, confidence, reason);
  }

  /** Pays what is due first, as far as the money goes. */
  void oldest(List<OpenItem> items, Tier tier, int confidence, Message reason) {
    Allocation spread = Allocation.oldestFirst(incoming.cents(), items, 0);
    add(spread.shares(), spread.unapplied(), 0, tier, confidence, reason);
  }

  private void add(
      List<Share> shares,
      long unapplied,
      long difference,
      Tier tier,
      int confidence,
      Message reason) {
    List<Message> reasons = new ArrayList<>();
    reasons.add(reason);
    reasons.addAll(known);
    if (difference != 0) {
      reasons.add(Message.of("reconcile.reason.difference", "cents", money(difference)));
    }
    if (unapplied > 0) {
      reasons.add(Message.of("reconcile.reason.unapplied", "amount", money(unapplied)));
    }
    all.add(
        new Match(
            incoming.id(), customer, shares, unapplied, difference, tier, confidence, reasons));
  }

  static String money(long cents) {
    return java.math.BigDecimal.valueOf(cents, 2).toPlainString();
  }
}
