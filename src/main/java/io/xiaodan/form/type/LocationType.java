package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A place on the map: {@code {"longitude": "113.751765", "latitude": "23.020536", "name": "东莞"}},
 * or the text {@code 113.751765,23.020536}, which is also what formulas see. Kept to six places,
 * which is a tenth of a metre.
 */
public record LocationType() implements FieldType {

  private static final int SCALE = 6;
  private static final BigDecimal MOST_EAST = new BigDecimal(180);
  private static final BigDecimal MOST_NORTH = new BigDecimal(90);
  private static final Pattern TEXT =
      Pattern.compile("(-?\\d{1,3}(?:\\.\\d{1,20})?)\\s*[,，]\\s*(-?\\d{1,2}(?:\\.\\d{1,20})?)");
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public String name() {
    return "location";
  }

  @Override
  public String column() {
    return "jsonb";
  }

  @Override
  public ValueType valueType() {
    return ValueType.TEXT;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    if (!json.isObject()) {
      Coerced text = TextInput.read(json, 100);
      return text.value() == null ? text : fit(text.value());
    }
    Coerced name = TextInput.read(json.path("name"), 200);
    if (name.refusal() != null) {
      return name;
    }
    String degrees = json.path("longitude").asString("") + "," + json.path("latitude").asString("");
    return degrees.equals(",") && name.value() == null
        ? Coerced.EMPTY
        : of(degrees, (String) name.value());
  }

  @Override
  public Coerced fit(Object computed) {
    return of(computed.toString(), null);
  }

  private static Coerced of(String degrees, @Nullable String name) {
    Matcher parts = TEXT.matcher(degrees.strip());
    if (parts.matches()) {
      BigDecimal longitude = new BigDecimal(parts.group(1)).setScale(SCALE, RoundingMode.HALF_UP);
      BigDecimal latitude = new BigDecimal(parts.group(2)).setScale(SCALE, RoundingMode.HALF_UP);
      if (longitude.abs().compareTo(MOST_EAST) <= 0 && latitude.abs().compareTo(MOST_NORTH) <= 0) {
        return Coerced.of(new Location(longitude, latitude, name));
      }
    }
    return Coerced.refused("form.location_format", "value", TextInput.shown(degrees));
  }

  @Override
  public Object toJson(Object value) {
    Location place = (Location) value;
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("longitude", place.longitude().toPlainString());
    json.put("latitude", place.latitude().toPlainString());
    json.put("name", place.name());
    return json;
  }

  @Override
  public String toText(Object value) {
    return JSON.writeValueAsString(toJson(value));
  }

  @Override
  public Object fromColumn(Object column) {
    return read(JSON.readTree(column.toString()));
  }

  @Override
  public @Nullable Object fromRowJson(JsonNode json) {
    return json.isObject() ? read(json) : null;
  }

  private static Location read(JsonNode json) {
    return new Location(
        new BigDecimal(json.path("longitude").asString()),
        new BigDecimal(json.path("latitude").asString()),
        json.path("name").asString(null));
  }

  @Override
  public Object toFormula(Object value) {
    Location place = (Location) value;
    return place.longitude().toPlainString() + "," + place.latitude().toPlainString();
  }

  @Override
  public String formulaSql(String column) {
    return "(%1$s->>'longitude' || ',' || (%1$s->>'latitude'))".formatted(column);
  }
}
