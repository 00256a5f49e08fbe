package io.xiaodan.expression.syntax;

import java.util.Locale;

/**
 * One word of a formula.
 *
 * @param text as written; for a text literal, what it stands for
 */
record Token(Kind kind, String text, Span span) {

  enum Kind {
    NUMBER,
    TEXT,
    NAME,
    SYMBOL,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** Whether this is the given word of the language, in any case. */
  boolean isWord(String word) {
    return kind == Kind.NAME && text.toUpperCase(Locale.ROOT).equals(word);
  }
}
