package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** A moment, to the millisecond, 1900 to 9999. */
public record DateTimeType() implements FieldType {

  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  @Override
  public String name() {
    return "datetime";
  }

  @Override
  public String column() {
    return "timestamptz";
  }

  @Override
  public ValueType valueType() {
    return ValueType.DATETIME;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    Coerced text = TextInput.read(json, 100);
    if (text.value() == null) {
      return text;
    }
    try {
      return fit(OffsetDateTime.parse(text.value().toString().strip()).toInstant());
    } catch (DateTimeException e) {
      return Coerced.refused(
          "form.datetime_format", "value", TextInput.shown(text.value().toString()));
    }
  }

  @Override
  public Coerced fit(Object computed) {
    Instant moment = ((Instant) computed).truncatedTo(ChronoUnit.MILLIS);
    return moment.isBefore(FIRST) || moment.isAfter(LAST)
        ? Coerced.refused("form.date_range", "value", moment)
        : Coerced.of(moment);
  }

  @Override
  public Object fromColumn(Object column) {
    return column instanceof Timestamp timestamp ? timestamp.toInstant() : column;
  }
}
