package io.xiaodan.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What entries add to balances and to days, by account. Used by one thread. */
final class PostedSums {

  private final Map<Map<String, @Nullable String>, Map<String, BigDecimal>> sums =
      new LinkedHashMap<>();

  void add(Entry entry) {
    add(entry.dimensions(), entry);
    Map<String, @Nullable String> dated = new LinkedHashMap<>(entry.dimensions());
    dated.put("_day", entry.day().toString());
    add(dated, entry);
  }

  private void add(Map<String, @Nullable String> place, Entry entry) {
    sums.computeIfAbsent(place, key -> new TreeMap<>())
        .merge(entry.account(), entry.quantity(), BigDecimal::add);
  }

  /** A row of dimensions and accounts for each balance that becomes different. */
  List<Map<String, @Nullable Object>> whole() {
    return rows(false);
  }

  /** The same with the day. */
  List<Map<String, @Nullable Object>> byDay() {
    return rows(true);
  }

  private List<Map<String, @Nullable Object>> rows(boolean dated) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    sums.forEach((place, accounts) -> {
      if (place.containsKey("_day") == dated
          && accounts.values().stream().anyMatch(sum -> sum.signum() != 0)) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(place);
        accounts.forEach((account, sum) -> row.put(account, sum.toPlainString()));
        rows.add(row);
      }
    });
    return rows;
  }
}
