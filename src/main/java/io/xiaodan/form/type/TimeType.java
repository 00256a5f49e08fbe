package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.sql.Time;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A time of the day, to the minute. Formulas see the text {@code 08:30}, whose order is that of the
 * day.
 */
public record TimeType() implements FieldType {

  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");
  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,2})[:：](\\d{2})(?:[:：]\\d{2}(?:\\.\\d+)?)?");

  @Override
  public String name() {
    return "time";
  }

  @Override
  public String column() {
    return "time";
  }

  @Override
  public ValueType valueType() {
    return ValueType.TEXT;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    Coerced text = TextInput.read(json, 100);
    return text.value() == null ? text : fit(text.value());
  }

  @Override
  public Coerced fit(Object computed) {
    String time = read(computed.toString().strip());
    return time != null
        ? Coerced.of(time)
        : Coerced.refused("form.time_format", "value", TextInput.shown(computed.toString()));
  }

  private static @Nullable String read(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    try {
      return LocalTime.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))
          .format(MINUTES);
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public Object fromColumn(Object column) {
    return column instanceof Time time
        ? time.toLocalTime().format(MINUTES)
        : column.toString().substring(0, 5);
  }

  @Override
  public String formulaSql(String column) {
    return "to_char(" + column + ", 'HH24:MI')";
  }
}
