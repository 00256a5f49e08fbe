package io.xiaodan.record;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldFilling;
import io.xiaodan.form.FillStep;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.Match;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fills what nobody types: copied, initial and computed values, in the order the form gives. */
final class Filling {

  private final RecordValues values;
  private final Environment environment;
  private final UUID actor;
  private final BestRecords best;
  private final List<Violation> violations = new ArrayList<>();

  Filling(RecordValues values, Environment environment, UUID actor, BestRecords best) {
    this.values = values;
    this.environment = environment;
    this.actor = actor;
    this.best = best;
  }

  /** What could not be computed or did not fit. */
  List<Violation> violations() {
    return violations;
  }

  /**
   * Fills everything after input: copies for references just picked, initial values for what is
   * new, then all formulas.
   */
  void fill(Draft draft) {
    run(draft, true);
  }

  /** Computes formulas again after a participant has set a value. */
  void compute(Draft draft) {
    run(draft, false);
  }

  private void run(Draft draft, boolean withInput) {
    Values head = values.of(draft, createdBy(draft), createdAt(draft));
    for (FillStep step : draft.form.steps()) {
      switch (step) {
        case FillStep.OfHead(FormField field) -> {
          Place place = new Place(field, field.key(), null);
          fill(
              place,
              draft.values,
              head,
              draft.isNew(),
              draft.supplied.contains(field.key()),
              changedBy(draft, field),
              withInput);
        }
        case FillStep.OfLines(LineItems lines, FormField column) ->
            fillRows(draft, head, lines, column, withInput);
      }
    }
  }

  private void fillRows(
      Draft draft, Values head, LineItems lines, FormField column, boolean withInput) {
    List<Draft.Row> rows = draft.lines.getOrDefault(lines.key(), List.of());
    for (int i = 0; i < rows.size(); i++) {
      Draft.Row row = rows.get(i);
      Values view = values.row(lines, row.id, row.values, head);
      Place place = new Place(column, lines.key(), i);
      boolean supplied = row.supplied.contains(column.key());
      boolean picked = row.isNew || pickedInRow(row, column);
      if (column.filling().match() != null && isKept(draft, lines, row, column.key())) {
        continue;
      }
      fill(place, row.values, view, row.isNew, supplied, picked, withInput);
    }
  }

  /** What was sent again as it is stored stays as it was found, wherever it came from. */
  private static boolean isKept(Draft draft, LineItems lines, Draft.Row row, String key) {
    return draft.before != null
        && !row.isNew
        && row.supplied.contains(key)
        && draft.before.lines().getOrDefault(lines.key(), List.of()).stream()
            .anyMatch(line ->
                line.id().equals(row.id)
                    && Draft.same(line.values().get(key), row.values.get(key)));
  }

  private static boolean pickedInRow(Draft.Row row, FormField column) {
    Path copy = column.filling().copy();
    Match match = column.filling().match();
    return copy != null && row.supplied.contains(copy.names().getFirst())
        || match != null
            && match.parts().stream()
                .anyMatch(part ->
                    part.kind() == Match.Kind.IS
                        && row.supplied.contains(part.path().names().getFirst()));
  }

  private static boolean changedBy(Draft draft, FormField field) {
    Path copy = field.filling().copy();
    return copy != null && draft.changed(copy.names().getFirst());
  }

  private void fill(
      Place place,
      Map<String, Object> into,
      Values view,
      boolean isNew,
      boolean supplied,
      boolean picked,
      boolean withInput) {
    FieldFilling filling = place.field.filling();
    String key = place.field.key();
    if (filling.formula() != null) {
      Draft.put(into, key, evaluate(place, filling.formula(), view));
      return;
    }
    Match match = filling.match();
    BestRecords.@Nullable Best found =
        withInput && match != null && (supplied || picked || isNew)
            ? best.find(match, path -> follow(view, path))
            : null;
    if (found != null && !supplied && (isNew || picked)) {
      Draft.put(into, key, fit(place, found.value()));
      sourced(match, into, key, found);
      return;
    }
    sourced(withInput && (supplied || picked || isNew) ? match : null, into, key, found);
    if (!withInput || supplied) {
      return;
    }
    if (filling.copy() != null && picked) {
      Draft.put(into, key, fit(place, follow(view, filling.copy())));
    }
    if (filling.initial() != null && isNew && !into.containsKey(key)) {
      Draft.put(into, key, evaluate(place, filling.initial(), view));
    }
  }

  /** Says which record a value came from, as long as it is what that record says. */
  private static void sourced(
      @Nullable Match match,
      Map<String, Object> into,
      String key,
      BestRecords.@Nullable Best found) {
    if (match != null && match.source() != null) {
      boolean is = found != null && Draft.same(found.value(), into.get(key));
      Draft.put(into, match.source(), found != null && is ? found.title() : null);
    }
  }

  static @Nullable Object follow(Values view, Path path) {
    Object current = view;
    for (String name : path.names()) {
      current = current instanceof Values record ? record.get(name) : null;
    }
    return current instanceof Values record ? record.get("id") : current;
  }

  private @Nullable Object evaluate(Place place, Formula formula, Values view) {
    try {
      return fit(place, formula.evaluate(view, environment));
    } catch (FormulaException e) {
      Message reason = FormulaReader.message(e.errors().getFirst(), formula.text());
      violations.add(
          place.violation(
              Message.of("record.formula_failed", "label", place.field.label(), "reason", reason)));
      return null;
    }
  }

  private @Nullable Object fit(Place place, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    Coerced fitted = place.field.type().fit(value);
    if (fitted.refusal() != null) {
      violations.add(place.violation(fitted.refusal()));
    }
    return fitted.value();
  }

  private UUID createdBy(Draft draft) {
    return draft.before == null ? actor : draft.before.createdBy();
  }

  private Instant createdAt(Draft draft) {
    return draft.before == null ? environment.now() : draft.before.createdAt();
  }

  /** Where a value stands: a field of the head, or a cell of a row. */
  private record Place(FormField field, String top, @Nullable Integer row) {

    Violation violation(Message message) {
      return row == null
          ? Violation.at(top, message)
          : Violation.at(top, row, field.key(), message);
    }
  }
}
