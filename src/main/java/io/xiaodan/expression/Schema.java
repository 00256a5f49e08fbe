package io.xiaodan.expression;

import java.util.Map;
import java.util.Optional;

/** The field names a formula may use at one place, and their types. */
public interface Schema {

  /**
   * The type of the field with this key, or nothing when there is none or the user may not see it.
   */
  Optional<ValueType> typeOf(String name);

  /** A schema with exactly these fields. */
  static Schema of(Map<String, ValueType> types) {
    var copy = Map.copyOf(types);
    return name -> Optional.ofNullable(copy.get(name));
  }
}
