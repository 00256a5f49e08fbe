package io.xiaodan.expression.syntax;

/** A place in the formula's text, in UTF-16 units; {@code to} is exclusive. */
public record Span(int from, int to) {

  public Span until(Span end) {
    return new Span(from, end.to);
  }
}
