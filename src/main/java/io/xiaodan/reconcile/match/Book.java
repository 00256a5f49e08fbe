package io.xiaodan.reconcile.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is open while matches are made; every match that stands takes its part away. */
final class Book {

  private final Map<String, OpenItem> items = new LinkedHashMap<>();
  private final Map<String, List<String>> byCustomer = new HashMap<>();
  private final Map<Long, Integer> amounts = new HashMap<>();

  Book(Collection<OpenItem> open) {
    for (OpenItem item : open) {
      if (item.cents() > 0) {
        items.put(item.id(), item);
        byCustomer.computeIfAbsent(item.customer(), _ -> new ArrayList<>()).add(item.id());
        amounts.merge(item.cents(), 1, Integer::sum);
      }
    }
  }

  /** What a customer owes now. */
  List<OpenItem> of(String customer) {
    return of(byCustomer.getOrDefault(customer, List.of()));
  }

  /** Of these items, those that are open now. */
  List<OpenItem> of(Collection<String> ids) {
    return ids.stream().map(items::get).filter(Objects::nonNull).toList();
  }

  /** Whether exactly one item of all is open with this amount. */
  boolean isSingular(long cents) {
    return amounts.getOrDefault(cents, 0) == 1;
  }

  /** The one item of all with this amount; only where it is singular. */
  OpenItem singular(long cents) {
    return items.values().stream().filter(item -> item.cents() == cents).findFirst().orElseThrow();
  }

  /** Takes away what a match pays, and what it lets go. */
  void take(Match match) {
    for (Share share : match.shares()) {
      OpenItem item = Objects.requireNonNull(items.get(share.item()));
      amounts.merge(item.cents(), -1, Integer::sum);
      long left = item.cents() - share.cents();
      boolean settled = left <= 0 || (match.difference() > 0 && left <= match.difference());
      if (settled) {
        items.remove(item.id());
      } else {
        items.put(
            item.id(),
            new OpenItem(
                item.id(),
                item.customer(),
                item.date(),
                item.due(),
                left,
                item.references(),
                Math.max(0, item.deposit() - share.cents())));
        amounts.merge(left, 1, Integer::sum);
      }
    }
  }
}
