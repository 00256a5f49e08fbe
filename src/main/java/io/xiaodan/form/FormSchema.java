package io.xiaodan.form;

import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What formulas of a form see: its fields, its line items, and the columns the system keeps. Filled
 * while compiling, then left alone.
 */
final class FormSchema implements Schema {

  private static final Map<String, ValueType> SYSTEM =
      Map.of(
          "id", ValueType.TEXT,
          "created_at", ValueType.DATETIME,
          "created_by", ValueType.TEXT,
          "updated_at", ValueType.DATETIME,
          "updated_by", ValueType.TEXT,
          "flow_state", ValueType.TEXT);

  private final Map<String, ValueType> types = new LinkedHashMap<>(SYSTEM);

  void put(String key, ValueType type) {
    types.put(key, type);
  }

  @Override
  public Optional<ValueType> typeOf(String name) {
    return Optional.ofNullable(types.get(name));
  }
}
