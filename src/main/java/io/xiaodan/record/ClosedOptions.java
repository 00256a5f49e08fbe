package io.xiaodan.record;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Among;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.CascaderType;
import io.xiaodan.form.type.MultiSelectType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Options, and records, that may be chosen only while a formula holds. */
final class ClosedOptions {

  private ClosedOptions() {}

  /** What is chosen and may not be; what a formula chose is its own affair. */
  static List<Message> of(
      FormField field, @Nullable Object chosen, Values view, Environment environment) {
    Map<String, List<Formula>> conditions = field.rules().options();
    if (chosen == null || conditions.isEmpty() || field.filling().formula() != null) {
      return List.of();
    }
    List<Message> closed = new ArrayList<>();
    for (Object option : chosen instanceof List<?> several ? several : List.of(chosen)) {
      List<Formula> all = conditions.getOrDefault(option.toString(), List.of());
      if (!all.stream().allMatch(when -> holds(when, view, environment))) {
        closed.add(message(field, option.toString()));
      }
    }
    return closed;
  }

  /** Whether a reference leads to a record it may not be chosen from. */
  static boolean isOutside(
      FormField field, UUID chosen, Values view, RecordValues records, Environment environment) {
    Among among = field.rules().among();
    if (among == null
        || !(field.type() instanceof ReferenceType reference)
        || field.filling().formula() != null) {
      return false;
    }
    Values item = records.reference(reference.form(), chosen);
    Values around = name -> name.equals(Among.ITEM) ? item : view.get(name);
    return !holds(among.formula(), around, environment);
  }

  /** Whether a condition holds; one that cannot be computed does not. */
  static boolean holds(Formula formula, Values view, Environment environment) {
    try {
      return formula.test(view, environment);
    } catch (FormulaException e) {
      return false;
    }
  }

  private static Message message(FormField field, String option) {
    Map<String, Label> options =
        switch (field.type()) {
          case SelectType one -> one.options();
          case MultiSelectType several -> several.one().options();
          case CascaderType tree -> tree.options();
          default -> Map.of();
        };
    return Message.of(
        "record.option_closed",
        "label",
        field.label(),
        "option",
        options.getOrDefault(option, Label.of(option)));
  }
}
