package io.xiaodan.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts a template at its braces; braces inside a formula's quoted texts do not count. */
final class TemplateReader {

  /** A stretch of text or a formula, and where it starts. */
  record Piece(boolean isFormula, String text, int from) {}

  private final String text;
  private final List<FormulaError> errors;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  private TemplateReader(String text, List<FormulaError> errors) {
    this.text = text;
    this.errors = errors;
  }

  static List<Piece> read(String text, List<FormulaError> errors) {
    return new TemplateReader(text, errors).read();
  }

  private List<Piece> read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        literal.append(c);
        at += 2;
      } else if (c == '{') {
        formula();
      } else {
        if (c == '}') {
          error(ErrorCode.STRAY_BRACE, at, at + 1);
        }
        literal.append(c);
        at++;
      }
    }
    endLiteral();
    return pieces;
  }

  private void formula() {
    int open = at;
    boolean quoted = false;
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '}' && !quoted) {
        endLiteral();
        pieces.add(new Piece(true, text.substring(open + 1, at), open + 1));
        at++;
        return;
      }
    }
    error(ErrorCode.UNCLOSED_BRACE, open, open + 1);
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      pieces.add(new Piece(false, literal.toString(), 0));
      literal.setLength(0);
    }
  }

  private void error(ErrorCode code, int from, int to) {
    errors.add(new FormulaError(code, from, to, List.of()));
  }
}
