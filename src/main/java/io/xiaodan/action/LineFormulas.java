package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How line items are filled: one row for each entry of a list, which {@code values} see as {@code
 * item}.
 */
record LineFormulas(LineItems lines, Formula each, FieldFormulas values) {

  static @Nullable LineFormulas read(
      ActionReader reader, LineItems lines, JsonNode document, String place) {
    Formula each =
        reader.formula(document.path("each").asString(""), reader.schema(), place + ".each");
    if (each == null) {
      return null;
    }
    if (!(each.type() instanceof ValueType.ListOf list)) {
      reader.error(place + ".each", "action.not_a_list", "formula", each.text());
      return null;
    }
    FieldFormulas values =
        FieldFormulas.read(
            reader,
            document.path("values"),
            lines.columns(),
            lines.label(),
            ActionReader.with(reader.schema(), "item", list.element()),
            place + ".values");
    CreateRecord.warnOfMissing(
        reader, lines.columns().values(), document.path("values"), place + ".values");
    return new LineFormulas(lines, each, values);
  }

  /** The rows as the record door reads them. */
  List<Map<String, @Nullable Object>> rows(Stage stage, List<Violation> violations) {
    Object items = stage.evaluate(each, stage.values());
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Object item : items instanceof List<?> list ? list : List.of()) {
      Values values = name -> name.equals("item") ? item : stage.values().get(name);
      List<Violation> found = new ArrayList<>();
      Map<String, @Nullable Object> row = values().evaluate(stage, values, found);
      for (Violation violation : found) {
        violations.add(
            Violation.at(
                lines.key(),
                rows.size(),
                Objects.requireNonNullElse(violation.field(), ""),
                violation.message()));
      }
      Map<String, @Nullable Object> json = values().toJson(row);
      json.values().removeIf(Objects::isNull);
      rows.add(json);
    }
    return rows;
  }
}
