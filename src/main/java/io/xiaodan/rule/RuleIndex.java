package io.xiaodan.rule;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of a blueprint by what sets them off: form, kind of change, field, value of the field.
 * A change that no rule waits for costs a few look-ups however many rules there are.
 */
final class RuleIndex {

  /** A rule and its place in the blueprint. */
  private record Placed(int place, Rule rule) {}

  /** The rules that wait for a field. */
  private static final class OfField {
    private final List<Placed> any = new ArrayList<>();
    private final Map<Object, List<Placed>> byValue = new HashMap<>();
  }

  /** The rules of one form and one kind of change. */
  private static final class OfKind {
    private final List<Placed> always = new ArrayList<>();
    private final Map<String, OfField> byField = new LinkedHashMap<>();
  }

  private final Map<String, Map<ChangeKind, OfKind>> forms = new HashMap<>();
  private final Map<String, List<Placed>> byEnd = new HashMap<>();

  /** Indexes every rule that is enabled. */
  static RuleIndex of(Blueprint blueprint) {
    return of(blueprint.all(Rule.TYPE).values());
  }

  static RuleIndex of(Collection<Rule> rules) {
    RuleIndex index = new RuleIndex();
    int place = 0;
    for (Rule rule : rules) {
      Placed placed = new Placed(place++, rule);
      if (rule.enabled()) {
        rule.trigger().on().forEach(kind -> index.add(kind, placed));
        if (rule.trigger().ends() != null) {
          index.byEnd.computeIfAbsent(rule.form().key(), form -> new ArrayList<>()).add(placed);
        }
      }
    }
    return index;
  }

  private void add(ChangeKind kind, Placed placed) {
    OfKind rules =
        forms
            .computeIfAbsent(placed.rule().form().key(), form -> new EnumMap<>(ChangeKind.class))
            .computeIfAbsent(kind, key -> new OfKind());
    Trigger trigger = placed.rule().trigger();
    if (trigger.fields().isEmpty() || kind == ChangeKind.DELETED) {
      rules.always.add(placed);
      return;
    }
    trigger
        .fields()
        .forEach((field, change) -> {
          OfField ofField = rules.byField.computeIfAbsent(field, key -> new OfField());
          Object to = change.to();
          if (to == null) {
            ofField.any.add(placed);
          } else {
            ofField.byValue.computeIfAbsent(normal(to), key -> new ArrayList<>()).add(placed);
          }
        });
  }

  /** The rules a change sets off as far as their triggers say, in the blueprint's order. */
  List<Rule> candidates(Change change) {
    Map<ChangeKind, OfKind> kinds = forms.get(change.form().key());
    OfKind rules = kinds == null ? null : kinds.get(change.kind());
    String end = change.flowEnd();
    if (rules == null && end == null) {
      return List.of();
    }
    List<Placed> found = new ArrayList<>();
    if (rules != null) {
      collect(found, rules, change);
    }
    if (end != null) {
      byEnd.getOrDefault(change.form().key(), List.of()).stream()
          .filter(placed -> placed.rule().trigger().isMet(end))
          .forEach(found::add);
    }
    return found.size() < 2
        ? found.stream().map(Placed::rule).toList()
        : found.stream()
            .distinct()
            .sorted(Comparator.comparingInt(Placed::place))
            .map(Placed::rule)
            .toList();
  }

  private static void collect(List<Placed> found, OfKind rules, Change change) {
    found.addAll(rules.always);
    rules.byField.forEach((field, ofField) -> {
      if (change.changed(field)) {
        collect(found, ofField.any, change, field);
        Object after = change.after(field);
        if (after != null) {
          collect(found, ofField.byValue.getOrDefault(normal(after), List.of()), change, field);
        }
      }
    });
  }

  private static void collect(List<Placed> found, List<Placed> rules, Change change, String field) {
    for (Placed placed : rules) {
      if (placed.rule().trigger().isMet(change, field)) {
        found.add(placed);
      }
    }
  }

  /** A value by which equal ones are found: numbers without trailing zeros. */
  private static Object normal(Object value) {
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }
}
