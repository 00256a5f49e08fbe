package io.xiaodan.expression.check;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.ListOf;
import io.xiaodan.expression.ValueType.RecordOf;
import io.xiaodan.expression.ValueType.Scalar;
import io.xiaodan.expression.function.Accepts;
import java.util.Locale;

/** How types are named in errors: as keys that a message replaces by words of its language. */
final class Types {

  private Types() {}

  static String key(ValueType type) {
    return "@" + word(type);
  }

  static String key(Accepts accepts) {
    return "@" + accepts.word();
  }

  private static String word(ValueType type) {
    return switch (type) {
      case Scalar scalar -> scalar.name().toLowerCase(Locale.ROOT);
      case RecordOf record -> "record";
      case ListOf list -> "list." + word(list.element());
    };
  }

  /** The type of a value, or of each value of a list. */
  static ValueType single(ValueType type) {
    return type instanceof ListOf list ? list.element() : type;
  }
}
