package io.xiaodan.expression.check;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.function.Parameter;
import io.xiaodan.expression.syntax.Span;
import java.math.BigDecimal;
import java.util.Objects;

/** The value of an argument that was left out. */
final class Fallback {

  private Fallback() {}

  static Typed of(Parameter parameter, Bindings bindings, Span span) {
    String literal = Objects.requireNonNull(parameter.fallback());
    Span end = new Span(span.to(), span.to());
    return literal.equals("EMPTY")
        ? Typed.empty(bindings.typeOf(parameter.accepts()), end)
        : new Typed.Constant(new BigDecimal(literal), ValueType.NUMBER, end);
  }
}
