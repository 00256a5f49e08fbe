package io.xiaodan.expression.syntax;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.syntax.Token.Kind;
import java.util.List;
import java.util.Set;

/** Walks over the tokens of a formula. */
final class TokenReader {

  private final List<Token> tokens;
  private int at;

  TokenReader(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean peekSymbol(Set<String> symbols) {
    return peek().kind() == Kind.SYMBOL && symbols.contains(peek().text());
  }

  boolean skip(String symbol) {
    if (peek().isSymbol(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  SyntaxError unexpected() {
    Token token = peek();
    if (token.kind() == Kind.END) {
      return new SyntaxError(ErrorCode.UNEXPECTED_END, token.span());
    }
    return new SyntaxError(ErrorCode.UNEXPECTED_TOKEN, token.span(), token.text());
  }
}
