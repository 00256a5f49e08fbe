package io.xiaodan.expression.evaluate;

import io.xiaodan.expression.ValueType;
import java.math.BigDecimal;

/** When two values are the same; numbers by value, whatever their scale. */
@FunctionalInterface
public interface Equality {

  boolean test(Object a, Object b);

  static Equality of(ValueType type) {
    return type == ValueType.NUMBER
        ? (a, b) -> ((BigDecimal) a).compareTo((BigDecimal) b) == 0
        : Object::equals;
  }
}
