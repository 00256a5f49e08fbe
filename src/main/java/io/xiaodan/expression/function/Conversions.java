package io.xiaodan.expression.function;

import io.xiaodan.expression.Values;
import io.xiaodan.expression.evaluate.Strict;
import java.util.List;

/** Steps that the checker puts in where a value of a neighbouring type is given. */
final class Conversions {

  static final String DATE_OF = "#date";
  static final String ID_OF = "#id";

  private Conversions() {}

  static List<Function> all() {
    return List.of(DateFunctions.dateOf(DATE_OF), idOf());
  }

  private static Function idOf() {
    return Entry.of(Group.HIDDEN, ID_OF, "record: any -> text")
        .jvm(
            Strict.of(
                Object.class,
                record -> record instanceof Values values ? values.get("id") : record))
        .sql("{0}")
        .done();
  }
}
