package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.time.DateTimeException;
import java.time.LocalDate;
import tools.jackson.databind.JsonNode;

/** A day of the calendar, 1900 to 9999. */
public record DateType() implements FieldType {

  @Override
  public String name() {
    return "date";
  }

  @Override
  public String column() {
    return "date";
  }

  @Override
  public ValueType valueType() {
    return ValueType.DATE;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    Coerced text = TextInput.read(json, 100);
    if (text.value() == null) {
      return text;
    }
    try {
      return fit(LocalDate.parse(text.value().toString().strip()));
    } catch (DateTimeException e) {
      return Coerced.refused("form.date_format", "value", TextInput.shown(text.value().toString()));
    }
  }

  @Override
  public Coerced fit(Object computed) {
    LocalDate date = (LocalDate) computed;
    return date.getYear() < 1900 || date.getYear() > 9999
        ? Coerced.refused("form.date_range", "value", date)
        : Coerced.of(date);
  }

  @Override
  public Object fromColumn(Object column) {
    return column instanceof java.sql.Date date ? date.toLocalDate() : column;
  }
}
