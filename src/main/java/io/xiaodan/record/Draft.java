package io.xiaodan.record;

import io.xiaodan.form.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record while it is being filled: values that change until they are written. Used by one thread.
 */
final class Draft {

  /** A row while it is being filled. */
  static final class Row {
    final UUID id;
    final boolean isNew;
    final Map<String, Object> values = new LinkedHashMap<>();
    final Set<String> supplied = new HashSet<>();

    Row(UUID id, boolean isNew) {
      this.id = id;
      this.isNew = isNew;
    }
  }

  final Form form;
  final UUID id;
  final Map<String, Object> values = new LinkedHashMap<>();
  final Map<String, List<Row>> lines = new LinkedHashMap<>();
  final Set<String> supplied = new HashSet<>();
  final @Nullable StoredRecord before;
  @Nullable String flowState;
  @Nullable String flowEnd;

  /** A new record. */
  Draft(Form form, UUID id) {
    this.form = form;
    this.id = id;
    this.before = null;
    form.lines().keySet().forEach(key -> lines.put(key, new ArrayList<>()));
  }

  /** A change of a stored record. */
  Draft(Form form, StoredRecord before) {
    this.form = form;
    this.id = before.id();
    this.before = before;
    this.flowState = before.flowState();
    values.putAll(before.values());
    form.lines()
        .keySet()
        .forEach(key -> {
          List<Row> rows = new ArrayList<>();
          for (StoredLine line : before.lines().getOrDefault(key, List.of())) {
            Row row = new Row(line.id(), false);
            row.values.putAll(line.values());
            rows.add(row);
          }
          lines.put(key, rows);
        });
  }

  static void put(Map<String, Object> values, String key, @Nullable Object value) {
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }

  boolean isNew() {
    return before == null;
  }

  /** Whether a field of the head has no value, or line items no row. */
  boolean isEmpty(String key) {
    return form.lines().containsKey(key)
        ? lines.getOrDefault(key, List.of()).isEmpty()
        : values.get(key) == null;
  }

  /** Whether a field of the head differs from what is stored. */
  boolean changed(String key) {
    return before == null
        ? values.containsKey(key)
        : !same(before.values().get(key), values.get(key));
  }

  /** Whether the rows differ from what is stored, in number, order or any value. */
  boolean linesChanged(String key) {
    List<Row> now = lines.getOrDefault(key, List.of());
    List<StoredLine> then =
        before == null ? List.of() : before.lines().getOrDefault(key, List.of());
    if (now.size() != then.size()) {
      return true;
    }
    for (int i = 0; i < now.size(); i++) {
      if (!now.get(i).id.equals(then.get(i).id())
          || !sameRow(now.get(i).values, then.get(i).values())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a value of a column was replaced or taken away, or a row that has one came or went;
   * filling in what was empty does not count.
   */
  boolean columnTouched(String lines, String column) {
    Map<UUID, Map<String, Object>> then = new LinkedHashMap<>();
    if (before != null) {
      before
          .lines()
          .getOrDefault(lines, List.of())
          .forEach(line -> then.put(line.id(), line.values()));
    }
    for (Row row : this.lines.getOrDefault(lines, List.of())) {
      Map<String, Object> was = then.remove(row.id);
      Object old = was == null ? null : was.get(column);
      Object now = row.values.get(column);
      if (was == null ? now != null : old != null && !same(old, now)) {
        return true;
      }
    }
    return then.values().stream().anyMatch(row -> row.get(column) != null);
  }

  static boolean sameRow(Map<String, Object> a, Map<String, Object> b) {
    return a.size() == b.size()
        && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
  }

  /** Equality of values: numbers by their value, not by their scale. */
  static boolean same(@Nullable Object a, @Nullable Object b) {
    return a instanceof java.math.BigDecimal x && b instanceof java.math.BigDecimal y
        ? x.compareTo(y) == 0
        : Objects.equals(a, b);
  }
}
