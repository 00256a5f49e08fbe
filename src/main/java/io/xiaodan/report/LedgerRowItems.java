package io.xiaodan.report;

import io.xiaodan.ledger.LedgerRows;
import io.xiaodan.report.query.Asking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names rows of a ledger: entries by the record that posted them, balances by what they are of. */
record LedgerRowItems(LedgerRows ledger, Asking asking, AnswerCells cells) {

  /**
   * @param page rows as {@link io.xiaodan.report.query.RowsBehind#page} gives them
   * @param values their details, the dimensions first
   */
  List<RowsOfNumber.Item> write(
      List<List<@Nullable Object>> page, List<List<@Nullable Object>> values) {
    boolean entries = ledger.view() == LedgerRows.View.ENTRIES;
    Map<UUID, String> titles = entries ? titles(page) : Map.of();
    List<RowsOfNumber.Item> items = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      UUID record = entries ? (UUID) page.get(i).get(1) : null;
      items.add(
          new RowsOfNumber.Item(
              record == null ? null : record.toString(),
              record == null ? null : String.valueOf(page.get(i).get(2)),
              at(values.get(i)),
              record == null
                  ? named(values.get(i))
                  : titles.getOrDefault(record, AnswerCells.untitled(record)),
              values.get(i)));
    }
    return items;
  }

  private Map<UUID, String> titles(List<List<@Nullable Object>> page) {
    Map<String, Set<UUID>> byForm = new LinkedHashMap<>();
    for (List<@Nullable Object> row : page) {
      if (row.get(1) instanceof UUID record && row.get(2) != null) {
        byForm.computeIfAbsent(row.get(2).toString(), key -> new LinkedHashSet<>()).add(record);
      }
    }
    Map<UUID, String> titles = new HashMap<>();
    byForm.forEach((form, ids) -> titles.putAll(cells.titles(asking, form, ids)));
    return titles;
  }

  private Map<String, String> at(List<@Nullable Object> values) {
    Map<String, String> at = new LinkedHashMap<>();
    int place = 0;
    for (String dimension : ledger.ledger().dimensions().keySet()) {
      Object value = values.get(place++);
      at.put(
          dimension,
          value == null
              ? ""
              : value instanceof Answer.Titled titled ? titled.id() : value.toString());
    }
    return at;
  }

  private String named(List<@Nullable Object> values) {
    return values.subList(0, ledger.ledger().dimensions().size()).stream()
        .filter(java.util.Objects::nonNull)
        .map(value -> value instanceof Answer.Titled titled ? titled.title() : value.toString())
        .collect(Collectors.joining(" / "));
  }
}
