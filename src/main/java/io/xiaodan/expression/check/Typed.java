package io.xiaodan.expression.check;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.function.Function;
import io.xiaodan.expression.syntax.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checked formula: every name resolved, every operator a function, every default filled in. */
public sealed interface Typed {

  ValueType type();

  Span span();

  record Constant(@Nullable Object value, ValueType type, Span span) implements Typed {}

  /**
   * A field, seen from the record itself or from the current entry of the surrounding {@link Each}.
   *
   * @param path {@link Path#SELF} is the current entry itself
   */
  record Read(Scope scope, Path path, ValueType type, Span span) implements Typed {}

  enum Scope {
    ROOT,
    ENTRY
  }

  /**
   * The list that comes from working out {@code body} for each entry of the list at {@code source}.
   */
  record Each(Path source, Typed body, Span span) implements Typed {
    @Override
    public ValueType type() {
      return new ValueType.ListOf(body.type());
    }

    /** Whether this is a list field as it stands, rather than something made from its entries. */
    public boolean isWholeField() {
      return body instanceof Read read && read.path().equals(Path.SELF);
    }
  }

  record Call(Function function, List<Typed> arguments, ValueType type, Span span)
      implements Typed {

    public Typed argument(int index) {
      return arguments.get(index);
    }
  }

  /** The same node with another type; only for constants without a value. */
  static Typed empty(ValueType type, Span span) {
    return new Constant(null, type, span);
  }
}
