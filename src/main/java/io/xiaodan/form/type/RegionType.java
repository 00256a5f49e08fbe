package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import tools.jackson.databind.JsonNode;

/**
 * A province, city or county; its code is kept, because names repeat and change. Also taken by its
 * name: 广东省深圳市南山区.
 *
 * @param level how deep the choice goes: 1 province, 2 city, 3 county
 */
public record RegionType(int level) implements FieldType {

  @Override
  public String name() {
    return "region";
  }

  @Override
  public String column() {
    return "text";
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
    String text = computed.toString().strip();
    Regions regions = Regions.china();
    Regions.Found found =
        regions.find(text).isPresent() ? new Regions.Found(text, "") : regions.parse(text);
    return found.rest().isEmpty()
            && found.code() != null
            && regions.find(found.code()).filter(region -> region.level() == level).isPresent()
        ? Coerced.of(found.code())
        : Coerced.refused("form.region_format", "value", TextInput.shown(text));
  }

  @Override
  public Object fromColumn(Object column) {
    return column;
  }
}
