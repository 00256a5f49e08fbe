package io.xiaodan.rule;

import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.StoredRecord;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What sets a rule off: a change, the end of a flow, a time, somebody pressing a button, or another
 * rule.
 *
 * @param on the kinds of change; one of created, updated, deleted; empty for another trigger
 * @param fields which fields must have changed, and how: one of them is enough; empty for any
 *     change. A new record counts as a change from empty; a deletion does not ask for fields
 * @param timing the time; null for another trigger
 * @param button the button; null for another trigger
 * @param ends how a record's flow must have ended, in words of the flow engine; empty for however
 *     it does, null for another trigger
 * @param called whether other rules call it, and nothing else sets it off
 */
public record Trigger(
    Set<ChangeKind> on,
    Map<String, FieldChange> fields,
    @Nullable Timing timing,
    @Nullable Button button,
    @Nullable Set<String> ends,
    boolean called) {

  /**
   * How a field must have changed.
   *
   * @param from the value before; null for any
   * @param to the value after; null for any
   */
  public record FieldChange(@Nullable Object from, @Nullable Object to) {}

  public Trigger {
    on = Set.copyOf(on);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    ends = ends == null ? null : Set.copyOf(ends);
  }

  /** A trigger by the end of a flow. */
  static Trigger ofEnd(Set<String> ends) {
    return new Trigger(Set.of(), Map.of(), null, null, ends, false);
  }

  /** A trigger by a time; null where what is said of it is wrong. */
  static Trigger at(@Nullable Timing timing) {
    return new Trigger(Set.of(), Map.of(), timing, null, null, false);
  }

  /** A trigger by a button. */
  static Trigger pressed(Button button) {
    return new Trigger(Set.of(), Map.of(), null, button, null, false);
  }

  /** A trigger by other rules. */
  static Trigger byRules() {
    return new Trigger(Set.of(), Map.of(), null, null, null, true);
  }

  /** Whether the end of a flow is one the rule waits for. */
  boolean isMet(String end) {
    return ends != null && (ends.isEmpty() || ends.contains(end));
  }

  /** A trigger by changes. */
  static Trigger of(Set<ChangeKind> on, Map<String, FieldChange> fields) {
    return new Trigger(on, fields, null, null, null, false);
  }

  /** Whether a change of this field is one the rule waits for. */
  boolean isMet(Change change, String field) {
    FieldChange wanted = fields.get(field);
    if (wanted == null || !change.changed(field)) {
      return false;
    }
    Object before = change.before() == null ? null : change.before().values().get(field);
    return (wanted.from() == null || same(wanted.from(), before))
        && (wanted.to() == null || same(wanted.to(), change.after(field)));
  }

  /**
   * Whether a change that is over would have set the rule off, as far as its trigger says.
   *
   * @param changed whether a line items' rows or a field differ
   */
  boolean isMet(
      ChangeKind kind,
      StoredRecord after,
      @Nullable StoredRecord before,
      Predicate<String> changed) {
    if (!on.contains(kind)) {
      return false;
    }
    return fields.isEmpty()
        || kind == ChangeKind.DELETED
        || fields.entrySet().stream()
            .filter(entry -> changed.test(entry.getKey()))
            .anyMatch(entry -> {
              Object was = before == null ? null : before.values().get(entry.getKey());
              Object is = after.values().get(entry.getKey());
              FieldChange wanted = entry.getValue();
              return (wanted.from() == null || same(wanted.from(), was))
                  && (wanted.to() == null || same(wanted.to(), is));
            });
  }

  /**
   * The fields that are not at the value they would have to have become; empty where a change could
   * have left the record as it is and set the rule off.
   *
   * @param values of the record by field
   */
  Set<String> elsewhere(Function<String, @Nullable Object> values) {
    if (on.equals(Set.of(ChangeKind.DELETED))) {
      return Set.of();
    }
    Set<String> elsewhere = new LinkedHashSet<>();
    fields.forEach((field, wanted) -> {
      if (wanted.to() != null && !same(wanted.to(), values.apply(field))) {
        elsewhere.add(field);
      }
    });
    return elsewhere.size() < fields.size() ? Set.of() : elsewhere;
  }

  /** Equality of values: numbers by their value, not by their scale. */
  static boolean same(@Nullable Object a, @Nullable Object b) {
    return a instanceof BigDecimal x && b instanceof BigDecimal y
        ? x.compareTo(y) == 0
        : a != null && a.equals(b);
  }
}
