package io.xiaodan.expression.check;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.RecordOf;
import io.xiaodan.expression.function.Accepts;
import java.util.EnumMap;
import java.util.Map;

/** What the type variables of one call stand for. */
final class Bindings {

  private final Map<Accepts, ValueType> types = new EnumMap<>(Accepts.class);

  /** Whether a value of this type may stand there; the first one fixes its variable. */
  boolean accept(Accepts accepts, ValueType type) {
    if (!accepts.allows(type)) {
      return false;
    }
    if (!accepts.isVariable() || type == ValueType.EMPTY) {
      return true;
    }
    ValueType wanted = accepts == Accepts.KEY && type instanceof RecordOf ? ValueType.TEXT : type;
    ValueType bound = types.putIfAbsent(accepts, wanted);
    return bound == null || bound.equals(wanted);
  }

  /** The type that a value takes on at such a parameter, or as such a result. */
  ValueType typeOf(Accepts accepts) {
    return switch (accepts) {
      case TEXT -> ValueType.TEXT;
      case NUMBER -> ValueType.NUMBER;
      case BOOLEAN -> ValueType.BOOLEAN;
      case DATE, DAY -> ValueType.DATE;
      case DATETIME -> ValueType.DATETIME;
      case PRINTABLE, ANY -> ValueType.TEXT;
      case SAME, KEY, SORTABLE, MEASURE -> types.getOrDefault(accepts, ValueType.EMPTY);
    };
  }

  /** What was expected, for an error: the type a variable already has, or all it accepts. */
  String expected(Accepts accepts) {
    ValueType bound = types.get(accepts);
    return bound == null ? Types.key(accepts) : Types.key(bound);
  }
}
