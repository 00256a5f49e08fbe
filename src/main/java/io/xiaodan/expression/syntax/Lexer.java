package io.xiaodan.expression.syntax;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a formula into tokens and collects every character that does not belong there. */
final class Lexer {

  private static final String SYMBOLS = "+-*/^&=<>%(),.";
  private static final int LONGEST_NUMBER = 100;

  private final String text;
  private final List<FormulaError> errors;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(String text, List<FormulaError> errors) {
    this.text = text;
    this.errors = errors;
  }

  List<Token> tokens() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Characters.isBlank(c)) {
        at++;
      } else if (Characters.isDigit(c)) {
        number();
      } else if (Characters.startsName(c)) {
        name();
      } else if (c == '"') {
        text();
      } else if (SYMBOLS.indexOf(c) >= 0) {
        symbol(c);
      } else {
        stranger(c);
      }
    }
    add(Kind.END, "", text.length());
    return tokens;
  }

  private void number() {
    int from = at;
    while (at < text.length()
        && (Characters.continuesName(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String digits = text.substring(from, at);
    if (digits.length() > LONGEST_NUMBER || !isNumber(digits)) {
      error(ErrorCode.MALFORMED_NUMBER, from, at, digits);
    }
    add(Kind.NUMBER, digits, from);
  }

  /** {@code 12} or {@code 12.5}: ASCII digits, and digits on both sides of the point. */
  private static boolean isNumber(String word) {
    int points = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '.') {
        points++;
      } else if (!Characters.isDigit(c)) {
        return false;
      }
    }
    return points <= 1 && !word.endsWith(".");
  }

  private void name() {
    int from = at;
    while (at < text.length() && Characters.continuesName(text.charAt(at))) {
      at++;
    }
    add(Kind.NAME, text.substring(from, at), from);
  }

  private void text() {
    int from = at++;
    var value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' && !text.startsWith("\"\"", at)) {
        at++;
        add(Kind.TEXT, value.toString(), from);
        return;
      }
      if (Characters.isBroken(text, at)) {
        error(ErrorCode.UNEXPECTED_CHARACTER, at, at + 1, code(c));
      }
      value.append(c);
      at += c == '"' ? 2 : 1;
    }
    error(ErrorCode.UNTERMINATED_TEXT, from, text.length());
    add(Kind.TEXT, value.toString(), from);
  }

  private void symbol(char c) {
    int from = at++;
    boolean two =
        at < text.length()
            && ((c == '<' && "=>".indexOf(text.charAt(at)) >= 0)
                || (c == '>' && text.charAt(at) == '='));
    if (two) {
      at++;
    }
    add(Kind.SYMBOL, text.substring(from, at), from);
  }

  private void stranger(char c) {
    int from = at;
    String meant = Characters.lookAlike(c);
    if (Characters.isBroken(text, at)) {
      at++;
      error(ErrorCode.UNEXPECTED_CHARACTER, from, at, code(c));
    } else {
      at += Character.charCount(text.codePointAt(at));
      String written = text.substring(from, at);
      if (meant == null) {
        error(ErrorCode.UNEXPECTED_CHARACTER, from, at, written);
      } else {
        error(ErrorCode.FULL_WIDTH_CHARACTER, from, at, written, meant);
      }
    }
  }

  private static String code(char c) {
    return String.format("U+%04X", (int) c);
  }

  private void add(Kind kind, String value, int from) {
    tokens.add(new Token(kind, value, new Span(from, at)));
  }

  private void error(ErrorCode code, int from, int to, String... arguments) {
    errors.add(new FormulaError(code, from, to, List.of(arguments)));
  }
}
