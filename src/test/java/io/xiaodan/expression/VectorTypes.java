package io.xiaodan.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Types and values as the vectors write them; numbers are decimal texts. */
final class VectorTypes {

  private VectorTypes() {}

  static Schema schema(JsonNode fields) {
    Map<String, ValueType> types = new HashMap<>();
    fields.properties().forEach(field -> types.put(field.getKey(), type(field.getValue())));
    return Schema.of(types);
  }

  static ValueType type(JsonNode type) {
    if (type.has("list")) {
      return new ValueType.ListOf(type(type.get("list")));
    }
    if (type.has("record")) {
      return new ValueType.RecordOf(type.get("record").asString(), schema(type.get("fields")));
    }
    return ValueType.Scalar.valueOf(type.asString().toUpperCase(java.util.Locale.ROOT));
  }

  static Values values(JsonNode fields, JsonNode values) {
    Map<String, @Nullable Object> map = new HashMap<>();
    fields
        .properties()
        .forEach(
            field -> map.put(field.getKey(), value(field.getValue(), values.get(field.getKey()))));
    return Values.of(map);
  }

  static @Nullable Object value(JsonNode type, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (type.has("list")) {
      List<@Nullable Object> list = new ArrayList<>();
      value.forEach(element -> list.add(value(type.get("list"), element)));
      return list;
    }
    if (type.has("record")) {
      return values(type.get("fields"), value);
    }
    return switch (type.asString()) {
      case "number" -> new BigDecimal(value.asString());
      case "boolean" -> value.asBoolean();
      case "date" -> LocalDate.parse(value.asString());
      case "datetime" -> Instant.parse(value.asString());
      default -> value.asString();
    };
  }

  static Environment environment(JsonNode node) {
    return new Environment(
        Instant.parse(node.get("now").asString()),
        ZoneId.of(node.get("zone").asString()),
        HolidayCalendar.of(dates(node.get("holidays")), dates(node.get("workingDays"))));
  }

  private static Set<LocalDate> dates(JsonNode list) {
    Set<LocalDate> dates = new TreeSet<>();
    list.forEach(date -> dates.add(LocalDate.parse(date.asString())));
    return dates;
  }

  /** The same text for the same value, whatever a number's scale. */
  static String canonical(@Nullable Object value) {
    return switch (value) {
      case null -> "(empty)";
      case BigDecimal number ->
          number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      case List<?> list -> list.stream().map(VectorTypes::canonical).toList().toString();
      default -> value.toString();
    };
  }
}
