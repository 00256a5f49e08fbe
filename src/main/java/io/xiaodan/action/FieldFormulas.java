package io.xiaodan.action;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FormField;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Violation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The {@code values} of a step: what each field is set to.
 *
 * @param fields in the order of the document
 * @param formulas by key of the field
 */
record FieldFormulas(List<FormField> fields, SequencedMap<String, Formula> formulas) {

  FieldFormulas {
    fields = List.copyOf(fields);
    formulas = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(formulas));
  }

  /**
   * Compiles; what is wrong with a field is reported at {@code place.<field>}.
   *
   * @param of the fields there are
   * @param owner name of what has them, for messages
   * @param schema what the formulas see
   */
  static FieldFormulas read(
      ActionReader reader,
      JsonNode values,
      Map<String, FormField> of,
      Label owner,
      Schema schema,
      String place) {
    SequencedMap<String, Formula> formulas = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String at = place + "." + entry.getKey();
      FormField field = of.get(entry.getKey());
      if (field == null) {
        reader.error(at, "action.field_unknown", "form", owner, "field", entry.getKey());
      } else if (field.filling().isComputed() || field.type().name().equals("auto_number")) {
        reader.error(at, "action.field_computed", "label", field.label());
      } else {
        Formula formula = formula(reader, field, entry.getValue().asString(""), schema, at);
        if (formula != null) {
          formulas.put(field.key(), formula);
        }
      }
    }
    return new FieldFormulas(formulas.keySet().stream().map(of::get).toList(), formulas);
  }

  private static @Nullable Formula formula(
      ActionReader reader, FormField field, String text, Schema schema, String place) {
    if (field.type().valueType() instanceof ValueType.RecordOf wanted) {
      RecordFormula record = reader.record(text, schema, place);
      if (record != null && !record.form().key().equals(wanted.form())) {
        reader.error(
            place, "action.other_form", "label", field.label(), "form", record.form().label());
        return null;
      }
      return record == null ? null : record.formula();
    }
    Formula formula = reader.formula(text, schema, field.type().valueType(), place);
    if (formula != null && formula.dependencies().isEmpty()) {
      Object constant = constant(formula);
      Coerced fitted = constant == null ? Coerced.EMPTY : field.type().fit(constant);
      if (fitted.refusal() != null) {
        reader.error(place, fitted.refusal());
      }
    }
    return formula;
  }

  /** The value of a formula that reads no field, as of the beginning of time. */
  private static @Nullable Object constant(Formula formula) {
    return formula.evaluate(
        name -> null, Environment.of(Instant.parse("2000-01-01T00:00:00Z"), ZoneOffset.UTC));
  }

  /**
   * The values, fitted to their fields, as the field types hold them; empty ones are null.
   *
   * @param violations where values that do not fit are added
   */
  Map<String, @Nullable Object> evaluate(Stage stage, Values values, List<Violation> violations) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (FormField field : fields) {
      Formula formula = formulas.get(field.key());
      Object value = formula == null ? null : stage.evaluate(formula, values);
      Coerced fitted = value == null ? Coerced.EMPTY : field.type().fit(value);
      if (fitted.refusal() != null) {
        violations.add(Violation.at(field.key(), fitted.refusal()));
      }
      result.put(field.key(), fitted.value());
    }
    return result;
  }

  /** Values as the record door reads them. */
  Map<String, @Nullable Object> toJson(Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (FormField field : fields) {
      Object value = values.get(field.key());
      json.put(field.key(), value == null ? null : field.type().toJson(value));
    }
    return json;
  }
}
