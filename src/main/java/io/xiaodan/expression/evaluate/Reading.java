package io.xiaodan.expression.evaluate;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.Values;
import io.xiaodan.expression.check.Typed.Scope;
import io.xiaodan.expression.number.Decimals;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps that read a field. */
final class Reading {

  private Reading() {}

  static Node of(Scope scope, Path path) {
    return switch (scope) {
      case ROOT -> root(path);
      case ENTRY -> entry(path);
    };
  }

  private static Node root(Path path) {
    String first = path.names().getFirst();
    if (path.names().size() == 1) {
      return frame -> clean(frame.root().get(first));
    }
    List<String> rest = path.names().subList(1, path.names().size());
    return frame -> follow(frame.root().get(first), rest);
  }

  private static Node entry(Path path) {
    if (path.names().size() == 1) {
      String name = path.names().getFirst();
      return frame -> frame.entry() instanceof Values values ? clean(values.get(name)) : null;
    }
    return frame -> follow(frame.entry(), path.names());
  }

  private static @Nullable Object follow(@Nullable Object start, List<String> names) {
    Object value = start;
    for (int i = 0; i < names.size(); i++) {
      value = value instanceof Values values ? values.get(names.get(i)) : null;
    }
    return clean(value);
  }

  /**
   * The empty text is empty; whole numbers may come as such; absurd numbers are brought to size.
   */
  private static @Nullable Object clean(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text.isEmpty() ? null : text;
      case BigDecimal number -> Math.abs(number.scale()) > 200 ? Decimals.rounded(number) : number;
      case Boolean truth -> Boolean.valueOf(truth);
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      default -> value;
    };
  }
}
