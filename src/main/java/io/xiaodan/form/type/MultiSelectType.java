package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Several of several options; their keys are kept in the order of the options.
 *
 * @param one what each of them may be
 */
public record MultiSelectType(SelectType one) implements FieldType {

  @Override
  public String name() {
    return "multi_select";
  }

  @Override
  public String column() {
    return "text[]";
  }

  @Override
  public ValueType valueType() {
    return new ValueType.ListOf(ValueType.TEXT);
  }

  @Override
  public Coerced coerce(JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return Coerced.EMPTY;
    }
    if (!json.isArray()) {
      return Coerced.refused("form.list_expected");
    }
    List<String> chosen = new ArrayList<>();
    for (JsonNode each : json) {
      Coerced option = one.coerce(each);
      if (option.refusal() != null) {
        return option;
      }
      if (option.value() != null) {
        chosen.add(option.value().toString());
      }
    }
    return fit(chosen);
  }

  @Override
  public Coerced fit(Object computed) {
    List<?> chosen = (List<?>) computed;
    List<String> ordered = one.options().keySet().stream().filter(chosen::contains).toList();
    return ordered.isEmpty() ? Coerced.EMPTY : Coerced.of(ordered);
  }

  @Override
  public Object toJson(Object value) {
    return value;
  }

  @Override
  public String toText(Object value) {
    return ArrayText.of((List<?>) value);
  }

  @Override
  public Object fromColumn(Object column) {
    return ArrayText.strings(column);
  }
}
