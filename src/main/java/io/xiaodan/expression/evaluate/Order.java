package io.xiaodan.expression.evaluate;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.text.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Which of two values comes first. */
@FunctionalInterface
public interface Order {

  int compare(Object a, Object b);

  static Order of(ValueType type) {
    return switch ((ValueType.Scalar) type) {
      case NUMBER -> (a, b) -> ((BigDecimal) a).compareTo((BigDecimal) b);
      case TEXT -> (a, b) -> Texts.compare((String) a, (String) b);
      case DATE -> (a, b) -> ((LocalDate) a).compareTo((LocalDate) b);
      case DATETIME -> (a, b) -> ((Instant) a).compareTo((Instant) b);
      case BOOLEAN, EMPTY -> throw new IllegalArgumentException(type.toString());
    };
  }
}
