package io.xiaodan.expression.function;

import org.jspecify.annotations.Nullable;

/**
 * One parameter of a signature.
 *
 * @param name shown in the documentation
 * @param accepts the type of the value, or of each value
 * @param shape whether one value or several are taken
 * @param constant what the constant text must be, when only a constant will do
 * @param fallback the value when the argument is left out, as a literal; {@code null} if required
 */
public record Parameter(
    String name,
    Accepts accepts,
    Shape shape,
    @Nullable ConstantKind constant,
    @Nullable String fallback) {

  /** How many values an argument brings. */
  public enum Shape {
    /** One value; given line fields, the function works line by line. */
    ONE,
    /** One value or a list, written {@code number*}. */
    VALUES,
    /** A list field as a whole, written {@code K[]}. */
    WHOLE_LIST
  }
}
