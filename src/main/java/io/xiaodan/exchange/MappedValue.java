package io.xiaodan.exchange;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a field's value comes from.
 *
 * @param formulas tried in this order until one gives a value
 * @param by for a reference: the unique field of the other form that the value stands in; null
 *     otherwise
 * @param cell where the value is what people wrote into a column, to be read as the field's type
 *     reads a cell; null for formulas
 */
record MappedValue(List<Formula> formulas, @Nullable String by, @Nullable Cell cell) {

  /**
   * What people wrote into a column.
   *
   * @param column its name
   * @param by for a reference: fields of the other form that may hold what is written, tried in
   *     this order
   * @param create for a reference: whether a record that is not there is made
   */
  record Cell(String column, List<String> by, boolean create) {
    Cell {
      by = List.copyOf(by);
    }
  }

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  MappedValue {
    formulas = List.copyOf(formulas);
  }

  /** The first value that a formula gives, or null. */
  @Nullable Object value(Values values, Environment environment) {
    if (cell != null) {
      return values.get(cell.column);
    }
    for (Formula formula : formulas) {
      Object value = formula.evaluate(values, environment);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The same as the record door takes it. */
  @Nullable JsonNode json(Values values, Environment environment) {
    return json(value(values, environment));
  }

  @Nullable JsonNode json(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    JsonNode json = plain(value);
    if (by == null) {
      return json;
    }
    ObjectNode reference = JSON.objectNode();
    reference.putObject("by").set(by, json);
    return reference;
  }

  private static JsonNode plain(Object value) {
    return switch (value) {
      case BigDecimal number -> JSON.stringNode(number.toPlainString());
      case Boolean bool -> JSON.booleanNode(bool);
      case List<?> list -> {
        var array = JSON.arrayNode();
        list.forEach(element -> array.add(plain(element)));
        yield array;
      }
      default -> JSON.stringNode(value.toString());
    };
  }
}
