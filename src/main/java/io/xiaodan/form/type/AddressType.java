package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A region and the street below it: {@code {"region": "440305", "detail": "科技园1号"}}; a text is
 * taken apart. Formulas see the whole address as text.
 */
public record AddressType() implements FieldType {

  private static final int MAXIMUM = 300;
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public String name() {
    return "address";
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
      Coerced text = TextInput.read(json, MAXIMUM);
      return text.value() == null ? text : fit(text.value());
    }
    Coerced region = TextInput.read(json.path("region"), 6);
    Coerced detail = TextInput.read(json.path("detail"), MAXIMUM);
    if (region.refusal() != null || detail.refusal() != null) {
      return region.refusal() == null ? detail : region;
    }
    String code = (String) region.value();
    if (code != null && Regions.china().find(code).isEmpty()) {
      return Coerced.refused("form.region_format", "value", TextInput.shown(code));
    }
    return of(code, detail.value() == null ? "" : detail.value().toString().strip());
  }

  @Override
  public Coerced fit(Object computed) {
    Coerced text = TextInput.check(computed.toString().strip(), MAXIMUM);
    if (text.value() == null) {
      return text;
    }
    Regions.Found found = Regions.china().parse(text.value().toString());
    return of(found.code(), found.rest());
  }

  private static Coerced of(@Nullable String region, String detail) {
    String text = (region == null ? "" : Regions.china().name(region)) + detail;
    return text.isEmpty() ? Coerced.EMPTY : Coerced.of(new Address(region, detail, text));
  }

  @Override
  public Object toJson(Object value) {
    Address address = (Address) value;
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("region", address.region());
    json.put("detail", address.detail());
    json.put("text", address.text());
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

  private static Address read(JsonNode json) {
    return new Address(
        json.path("region").asString(null),
        json.path("detail").asString(""),
        json.path("text").asString(""));
  }

  @Override
  public Object toFormula(Object value) {
    return ((Address) value).text();
  }

  @Override
  public String formulaSql(String column) {
    return "(" + column + "->>'text')";
  }

  @Override
  public String searchText(Object value) {
    return ((Address) value).text();
  }

  @Override
  public boolean isSearchable() {
    return true;
  }
}
