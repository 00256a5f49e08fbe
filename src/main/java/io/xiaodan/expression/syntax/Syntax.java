package io.xiaodan.expression.syntax;

import io.xiaodan.expression.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A formula as it was written. Operators are calls whose name is the operator. */
public sealed interface Syntax {

  Span span();

  /** A constant; {@code null} is {@code EMPTY} or {@code ""}. */
  record Literal(@Nullable Object value, ValueType type, Span span) implements Syntax {}

  /** {@code customer.level}, with the place of each name. */
  record Field(List<Name> names) implements Syntax {
    @Override
    public Span span() {
      return names.getFirst().span().until(names.getLast().span());
    }
  }

  record Name(String text, Span span) {}

  /**
   * A function or an operator with its operands.
   *
   * @param name upper case for a function; the symbol, {@code and}, {@code or}, or {@link #NEGATE},
   *     {@link #PLUS} for an operator
   */
  record Call(Name name, List<Syntax> arguments, Span span) implements Syntax {}

  /** The minus before one operand, told from the one between two. */
  String NEGATE = "-x";

  /** The plus before one operand. */
  String PLUS = "+x";
}
