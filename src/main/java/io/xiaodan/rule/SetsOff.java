package io.xiaodan.rule;

import io.xiaodan.action.Called;
import io.xiaodan.action.Written;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.form.FieldFilling;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.record.ChangeKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One rule may set off another by what a step of it writes, submits to a flow that ends, or calls.
 *
 * @param certain whether nothing can hold the other back
 */
record SetsOff(Rule rule, RuleStep step, Rule target, boolean certain) {

  private static final Environment TIMELESS =
      Environment.of(Instant.parse("2000-01-01T00:00:00Z"), ZoneOffset.UTC);

  /** How sure it is that a write meets a trigger. */
  private enum Chance {
    NO,
    MAYBE,
    YES
  }

  /**
   * All that a rule may set off.
   *
   * @param byForm the rules by the form they watch
   * @param callable the rules that can be called, by key
   */
  static List<SetsOff> from(Rule rule, Map<String, List<Rule>> byForm, Map<String, Rule> callable) {
    List<SetsOff> all = new ArrayList<>();
    for (RuleStep step : rule.steps()) {
      boolean always = step.isAlwaysReached(rule);
      for (Written written : step.action().written()) {
        Set<String> touched = written.kind() == ChangeKind.UPDATED ? touched(written) : Set.of();
        for (Rule target : byForm.getOrDefault(written.form().key(), List.of())) {
          Chance chance = chance(written, touched, target);
          if (chance != Chance.NO) {
            boolean certain = chance == Chance.YES && always && target.when() == null;
            all.add(new SetsOff(rule, step, target, certain));
          }
        }
      }
      for (Form form : step.action().submitted()) {
        byForm.getOrDefault(form.key(), List.of()).stream()
            .filter(target -> target.trigger().ends() != null)
            .forEach(target -> all.add(new SetsOff(rule, step, target, false)));
      }
      for (Called called : step.action().called()) {
        Rule target = callable.get(called.rule());
        if (target != null) {
          boolean certain = called.own() && always && target.when() == null;
          all.add(new SetsOff(rule, step, target, certain));
        }
      }
    }
    return all;
  }

  private static Chance chance(Written written, Set<String> touched, Rule target) {
    return switch (written.kind()) {
      case CREATED -> onCreate(written, target);
      case UPDATED -> onUpdate(written, touched, target);
      case DELETED -> target.trigger().on().contains(ChangeKind.DELETED) ? Chance.MAYBE : Chance.NO;
      case RESTORED -> Chance.NO;
    };
  }

  /** A new record may start a flow, which may end. */
  private static Chance onCreate(Written written, Rule target) {
    Trigger trigger = target.trigger();
    if (trigger.ends() != null) {
      return Chance.MAYBE;
    }
    if (!trigger.on().contains(ChangeKind.CREATED)) {
      return Chance.NO;
    }
    return trigger.fields().isEmpty()
        ? Chance.YES
        : best(
            trigger.fields().entrySet().stream()
                .map(entry -> created(written, entry.getKey(), entry.getValue())));
  }

  private static Chance created(Written written, String key, Trigger.FieldChange wanted) {
    if (wanted.from() != null) {
      return Chance.NO;
    }
    FormField field = written.form().fields().get(key);
    Formula formula = written.fields().get(key);
    if (formula == null && field != null) {
      formula = field.filling().initial();
      if (formula == null) {
        boolean filled = field.filling().isComputed() || field.filling().copy() != null;
        return filled ? Chance.MAYBE : Chance.NO;
      }
    }
    return field == null || formula == null ? Chance.MAYBE : writes(field, formula, wanted);
  }

  /** An update that writes what is there already is no change, so it is never certain. */
  private static Chance onUpdate(Written written, Set<String> touched, Rule target) {
    Trigger trigger = target.trigger();
    if (!trigger.on().contains(ChangeKind.UPDATED)
        || (target.when() != null && target.when().isRuledOut(constants(written), TIMELESS))) {
      return Chance.NO;
    }
    if (trigger.fields().isEmpty()) {
      return Chance.MAYBE;
    }
    Chance best =
        best(
            trigger.fields().entrySet().stream()
                .filter(entry -> touched.contains(entry.getKey()))
                .map(entry -> {
                  FormField field = written.form().fields().get(entry.getKey());
                  Formula formula = written.fields().get(entry.getKey());
                  return field == null || formula == null
                      ? Chance.MAYBE
                      : writes(field, formula, entry.getValue());
                }));
    return best == Chance.NO ? Chance.NO : Chance.MAYBE;
  }

  private static Chance writes(FormField field, Formula formula, Trigger.FieldChange wanted) {
    if (!formula.dependencies().isEmpty()) {
      return Chance.MAYBE;
    }
    Object constant = constant(formula);
    Object value = constant == null ? null : field.type().fit(constant).value();
    return value == null
        ? Chance.NO
        : wanted.to() == null || Trigger.same(wanted.to(), value) ? Chance.YES : Chance.NO;
  }

  /** The fields that are written with a value that is known already. */
  private static Map<Path, Object> constants(Written written) {
    Map<Path, Object> constants = new HashMap<>();
    written
        .fields()
        .forEach((key, formula) -> {
          FormField field = written.form().fields().get(key);
          if (field == null || !formula.dependencies().isEmpty()) {
            return;
          }
          Object constant = constant(formula);
          Object value = constant == null ? null : field.type().fit(constant).value();
          if (value != null) {
            constants.put(Path.of(key), value);
          }
        });
    return constants;
  }

  private static @Nullable Object constant(Formula formula) {
    return formula.evaluate(name -> null, TIMELESS);
  }

  /** The fields an update may change: those written, and all that are computed from them. */
  private static Set<String> touched(Written written) {
    Set<String> touched = new HashSet<>(written.fields().keySet());
    boolean grown = true;
    while (grown) {
      grown = false;
      for (FormField field : written.form().fields().values()) {
        if (!touched.contains(field.key()) && follows(field.filling(), touched)) {
          touched.add(field.key());
          grown = true;
        }
      }
      for (var lines : written.form().lines().values()) {
        boolean follows =
            lines.columns().values().stream()
                .anyMatch(column -> followsHead(column.filling(), touched));
        grown |= follows && touched.add(lines.key());
      }
    }
    return touched;
  }

  private static boolean follows(FieldFilling filling, Set<String> touched) {
    Path copy = filling.copy();
    Formula formula = filling.formula();
    return copy != null && touched.contains(copy.names().getFirst())
        || formula != null
            && formula.dependencies().stream()
                .anyMatch(path -> touched.contains(path.names().getFirst()));
  }

  private static boolean followsHead(FieldFilling filling, Set<String> touched) {
    return filling.formula() != null
        && filling.formula().dependencies().stream()
            .map(Path::names)
            .anyMatch(names ->
                names.size() > 1
                    && names.getFirst().equals("parent")
                    && touched.contains(names.get(1)));
  }

  private static Chance best(Stream<Chance> chances) {
    return chances.max(Enum::compareTo).orElse(Chance.NO);
  }
}
