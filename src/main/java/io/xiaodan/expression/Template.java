package io.xiaodan.expression;

import java.util.List;
import java.util.Set;

/**
 * Text with formulas in braces: {@code 您的订单{order_no}已付款成功}. {@code {{} and {@code }}} stand for
 * the braces themselves.
 */
public final class Template {

  private Template() {}

  /** Compiles a template; throws {@link FormulaException} with positions in the whole template. */
  public static Template compile(String text, Schema schema) {
    throw new UnsupportedOperationException(text + schema);
  }

  /** All errors of a template, in the order of their place; empty when it compiles. */
  public static List<FormulaError> check(String text, Schema schema) {
    throw new UnsupportedOperationException(text + schema);
  }

  public Set<Path> dependencies() {
    throw new UnsupportedOperationException();
  }

  /** The text with each formula's result in its place; an empty result leaves nothing. */
  public String render(Values values, Environment environment) {
    throw new UnsupportedOperationException(values.toString() + environment);
  }
}
