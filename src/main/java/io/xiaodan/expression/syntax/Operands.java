package io.xiaodan.expression.syntax;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.Limits;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.syntax.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads what stands between operators: constants, fields, calls and parentheses. */
final class Operands {

  private final TokenReader tokens;
  private final Supplier<Syntax> expression;

  Operands(TokenReader tokens, Supplier<Syntax> expression) {
    this.tokens = tokens;
    this.expression = expression;
  }

  Syntax operand() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> number(tokens.next());
      case TEXT -> text(tokens.next());
      case NAME -> name(token);
      case SYMBOL -> parenthesis(token);
      case END -> throw tokens.unexpected();
    };
  }

  private static Syntax number(Token token) {
    var value = new BigDecimal(token.text()).round(Limits.PRECISION);
    return new Syntax.Literal(value, ValueType.NUMBER, token.span());
  }

  private static Syntax text(Token token) {
    return token.text().isEmpty()
        ? new Syntax.Literal(null, ValueType.EMPTY, token.span())
        : new Syntax.Literal(token.text(), ValueType.TEXT, token.span());
  }

  private Syntax parenthesis(Token open) {
    if (!tokens.skip("(")) {
      throw tokens.unexpected();
    }
    Syntax inside = expression.get();
    close(open);
    return inside;
  }

  private Token close(Token open) {
    Token token = tokens.peek();
    if (token.kind() == Kind.END) {
      throw new SyntaxError(ErrorCode.MISSING_PARENTHESIS, open.span());
    }
    if (!token.isSymbol(")")) {
      throw tokens.unexpected();
    }
    return tokens.next();
  }

  private Syntax name(Token token) {
    if (tokens.peekSecond().isSymbol("(")) {
      return call(tokens.next());
    }
    if (token.isWord("TRUE") || token.isWord("FALSE")) {
      return new Syntax.Literal(token.isWord("TRUE"), ValueType.BOOLEAN, tokens.next().span());
    }
    if (token.isWord("EMPTY")) {
      return new Syntax.Literal(null, ValueType.EMPTY, tokens.next().span());
    }
    if (token.isWord("AND") || token.isWord("OR")) {
      throw tokens.unexpected();
    }
    return field();
  }

  private Syntax field() {
    List<Syntax.Name> names = new ArrayList<>();
    do {
      if (tokens.peek().kind() != Kind.NAME) {
        throw tokens.unexpected();
      }
      Token name = tokens.next();
      names.add(new Syntax.Name(name.text(), name.span()));
    } while (tokens.skip("."));
    return new Syntax.Field(List.copyOf(names));
  }

  private Syntax call(Token name) {
    Token open = tokens.next();
    List<Syntax> arguments = new ArrayList<>();
    if (!tokens.peek().isSymbol(")")) {
      do {
        arguments.add(argument(open));
      } while (tokens.skip(","));
    }
    Token end = close(open);
    return new Syntax.Call(
        new Syntax.Name(name.text().toUpperCase(Locale.ROOT), name.span()),
        List.copyOf(arguments),
        name.span().until(end.span()));
  }

  private Syntax argument(Token open) {
    if (tokens.peek().kind() == Kind.END) {
      throw new SyntaxError(ErrorCode.MISSING_PARENTHESIS, open.span());
    }
    return expression.get();
  }
}
