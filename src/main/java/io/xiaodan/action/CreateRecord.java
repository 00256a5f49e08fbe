package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a record, with line items where the step fills them. */
public final class CreateRecord implements Action {

  private final Form form;
  private final FieldFormulas values;
  private final List<LineFormulas> lines;

  private CreateRecord(Form form, FieldFormulas values, List<LineFormulas> lines) {
    this.form = form;
    this.values = values;
    this.lines = List.copyOf(lines);
  }

  static @Nullable CreateRecord read(ActionReader reader, JsonNode step, String place) {
    Form form = reader.target(step.path("form").asString(""), place + ".form");
    if (form == null) {
      return null;
    }
    FieldFormulas values =
        FieldFormulas.read(
            reader,
            step.path("values"),
            form.fields(),
            form.label(),
            reader.schema(),
            place + ".values");
    warnOfMissing(reader, form.fields().values(), step.path("values"), place + ".values");
    List<LineFormulas> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : step.path("lines").properties()) {
      String at = place + ".lines." + entry.getKey();
      LineItems items = form.lines().get(entry.getKey());
      if (items == null) {
        reader.error(at, "action.field_unknown", "form", form.label(), "field", entry.getKey());
        continue;
      }
      LineFormulas filled = LineFormulas.read(reader, items, entry.getValue(), at);
      if (filled != null) {
        lines.add(filled);
      }
    }
    for (LineItems items : form.lines().values()) {
      if (items.minimum() > 0 && !step.path("lines").has(items.key())) {
        reader.warning(place, "action.required_missing", "label", items.label());
      }
    }
    return new CreateRecord(form, values, lines);
  }

  /** Tells of fields that must be there and that nothing fills. */
  static void warnOfMissing(
      ActionReader reader, Collection<FormField> fields, JsonNode values, String place) {
    for (FormField field : fields) {
      boolean required =
          field.rules().required().formula() == null && field.rules().required().constant();
      boolean filled =
          field.filling().isComputed()
              || field.filling().initial() != null
              || field.filling().copy() != null
              || field.type().name().equals("auto_number");
      if (required && !filled && !values.has(field.key())) {
        reader.warning(place, "action.required_missing", "label", field.label());
      }
    }
  }

  @Override
  public String name() {
    return "create_record";
  }

  @Override
  public List<Written> written() {
    Map<String, Formula> formulas = values.formulas();
    return List.of(new Written(form, ChangeKind.CREATED, formulas));
  }

  Outcome carryOut(Stage stage) {
    List<Violation> violations = new ArrayList<>();
    Map<String, @Nullable Object> json =
        new HashMap<>(values.toJson(values.evaluate(stage, stage.values(), violations)));
    json.values().removeIf(Objects::isNull);
    for (LineFormulas filled : lines) {
      json.put(filled.lines().key(), filled.rows(stage, violations));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    UUID id = stage.occasion().id("record");
    StoredRecord made =
        stage
            .records()
            .create(stage.caller(), form.key(), id, Write.trusted(stage.json(json), Map.of()));
    return new Outcome.Done(Map.of("form", made.form(), "id", made.id()));
  }
}
