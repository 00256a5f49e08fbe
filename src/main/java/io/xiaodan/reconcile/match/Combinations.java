package io.xiaodan.reconcile.match;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several items of one customer that together are what was paid. */
final class Combinations {

  /** Beyond this, some of so many sums fit any amount by chance. */
  private static final int MOST_ITEMS = 28;

  private Combinations() {}

  /**
   * Items that belong together by themselves and are exactly the amount: all there are, all that
   * are due by the day, those of a month, the oldest ones. Few enough that chance has no part in
   * it.
   */
  static Set<Set<OpenItem>> natural(List<OpenItem> open, long cents, LocalDate day) {
    Set<Set<OpenItem>> found = new LinkedHashSet<>();
    List<OpenItem> byDue = new ArrayList<>(open);
    byDue.sort(
        Comparator.comparing(OpenItem::due)
            .thenComparing(OpenItem::date)
            .thenComparing(OpenItem::id));
    keep(found, open, cents);
    keep(found, byDue.stream().filter(item -> !item.due().isAfter(day)).toList(), cents);
    Map<YearMonth, List<OpenItem>> months = new LinkedHashMap<>();
    for (OpenItem item : byDue) {
      months.computeIfAbsent(YearMonth.from(item.date()), _ -> new ArrayList<>()).add(item);
    }
    months.values().forEach(month -> keep(found, month, cents));
    long sum = 0;
    for (int i = 0; i < byDue.size() && sum < cents; i++) {
      sum += byDue.get(i).cents();
      if (sum == cents && i > 0) {
        found.add(new LinkedHashSet<>(byDue.subList(0, i + 1)));
      }
    }
    return found;
  }

  private static void keep(Set<Set<OpenItem>> found, List<OpenItem> items, long cents) {
    if (items.size() > 1 && items.stream().mapToLong(OpenItem::cents).sum() == cents) {
      found.add(new LinkedHashSet<>(items));
    }
  }

  /**
   * Any items, up to so many, whose sum is within the tolerance.
   *
   * @param most sets that are looked for
   * @return the sets found; none where there are too many items for a sum to mean anything
   */
  static List<List<OpenItem>> any(
      List<OpenItem> open, long cents, long tolerance, int together, int most) {
    List<OpenItem> small =
        open.stream()
            .filter(item -> item.cents() <= cents + tolerance)
            .sorted(Comparator.comparingLong(OpenItem::cents).reversed())
            .toList();
    List<List<OpenItem>> found = new ArrayList<>();
    if (small.size() <= MOST_ITEMS) {
      search(small, 0, cents, tolerance, together, most, new ArrayList<>(), found);
    }
    return found;
  }

  private static void search(
      List<OpenItem> items,
      int from,
      long left,
      long tolerance,
      int together,
      int most,
      List<OpenItem> taken,
      List<List<OpenItem>> found) {
    if (!taken.isEmpty() && Math.abs(left) <= tolerance) {
      found.add(List.copyOf(taken));
    }
    if (together == 0 || left <= tolerance) {
      return;
    }
    for (int i = from; i < items.size() && found.size() < most; i++) {
      OpenItem item = items.get(i);
      if (item.cents() * together < left - tolerance) {
        return; // what follows is smaller still: so many of it are not enough
      }
      if (item.cents() <= left + tolerance) {
        taken.add(item);
        search(items, i + 1, left - item.cents(), tolerance, together - 1, most, taken, found);
        taken.removeLast();
      }
    }
  }
}
