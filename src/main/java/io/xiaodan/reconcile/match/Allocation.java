package io.xiaodan.reconcile.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How money is spread over items where nobody said what it is for.
 *
 * @param unapplied cents left over, kept as prepayment 预收
 * @param difference cents that are missing and let go 尾差
 */
public record Allocation(List<Share> shares, long unapplied, long difference) {

  public Allocation {
    shares = List.copyOf(shares);
  }

  /** What is due first is paid first. */
  public static Allocation oldestFirst(long cents, List<OpenItem> open, long tolerance) {
    List<OpenItem> byDue = new ArrayList<>(open);
    byDue.sort(
        Comparator.comparing(OpenItem::due)
            .thenComparing(OpenItem::date)
            .thenComparing(OpenItem::id));
    List<Share> shares = new ArrayList<>();
    long left = cents;
    long difference = 0;
    for (OpenItem item : byDue) {
      if (left <= 0) {
        break;
      }
      long share = Math.min(left, item.cents());
      shares.add(new Share(item.id(), share));
      left -= share;
      if (left == 0 && item.cents() - share <= tolerance) {
        difference = item.cents() - share;
      }
    }
    return new Allocation(shares, left, difference);
  }

  /** Each item gets its part; cents that do not divide go to the largest items. */
  public static Allocation proRata(long cents, List<OpenItem> open) {
    long all = open.stream().mapToLong(OpenItem::cents).sum();
    if (all <= cents) {
      return new Allocation(
          open.stream().map(item -> new Share(item.id(), item.cents())).toList(), cents - all, 0);
    }
    List<OpenItem> bySize = new ArrayList<>(open);
    bySize.sort(Comparator.comparingLong(OpenItem::cents).reversed().thenComparing(OpenItem::id));
    long[] parts = new long[bySize.size()];
    long given = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          Math.multiplyHigh(cents, bySize.get(i).cents()) == 0
              ? cents * bySize.get(i).cents() / all
              : Math.round((double) cents / all * bySize.get(i).cents());
      given += parts[i];
    }
    for (int i = 0; given < cents; i = (i + 1) % parts.length) {
      if (parts[i] < bySize.get(i).cents()) {
        parts[i]++;
        given++;
      }
    }
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] > 0) {
        shares.add(new Share(bySize.get(i).id(), parts[i]));
      }
    }
    return new Allocation(shares, 0, 0);
  }
}
