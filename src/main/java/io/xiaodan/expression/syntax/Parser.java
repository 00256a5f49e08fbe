package io.xiaodan.expression.syntax;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.Limits;
import io.xiaodan.expression.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a formula by recursive descent. From loose to tight: {@code or}, {@code and}, comparison,
 * {@code &}, {@code + -}, {@code * /}, {@code ^}, {@code %}, sign; as in Excel {@code -2^2} is 4
 * and {@code 2^3^2} is 64.
 */
public final class Parser {

  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private final Operands operands;
  private final TokenReader tokens;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = new TokenReader(tokens);
    this.operands = new Operands(this.tokens, this::expression);
  }

  /** The tree of a formula, or nothing after adding what is wrong to {@code errors}. */
  public static Optional<Syntax> parse(String text, List<FormulaError> errors) {
    if (text.length() > Limits.FORMULA_LENGTH) {
      errors.add(
          new FormulaError(
              ErrorCode.FORMULA_TOO_LONG,
              0,
              text.length(),
              List.of(String.valueOf(Limits.FORMULA_LENGTH))));
      return Optional.empty();
    }
    List<FormulaError> lexical = new ArrayList<>();
    List<Token> tokens = new Lexer(text, lexical).tokens();
    errors.addAll(lexical);
    if (tokens.size() == 1 && lexical.isEmpty()) {
      errors.add(new FormulaError(ErrorCode.EMPTY_FORMULA, 0, text.length(), List.of()));
    }
    if (!errors.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Parser(tokens).whole());
    } catch (SyntaxError e) {
      errors.add(e.error());
      return Optional.empty();
    }
  }

  private Syntax whole() {
    Syntax tree = expression();
    if (tokens.peek().kind() != Kind.END) {
      throw tokens.unexpected();
    }
    if (height(tree) > Limits.FORMULA_DEPTH) {
      throw tooDeep(tree.span());
    }
    return tree;
  }

  private static int height(Syntax tree) {
    return switch (tree) {
      case Syntax.Literal literal -> 1;
      case Syntax.Field field -> 1;
      case Syntax.Call call ->
          1 + call.arguments().stream().mapToInt(Parser::height).max().orElse(0);
    };
  }

  private static SyntaxError tooDeep(Span span) {
    return new SyntaxError(ErrorCode.TOO_DEEP, span, String.valueOf(Limits.FORMULA_DEPTH));
  }

  private Syntax expression() {
    enter();
    Syntax left = conjunction();
    while (tokens.peek().isWord("OR")) {
      left = binary("or", tokens.next().span(), left, conjunction());
    }
    depth--;
    return left;
  }

  private void enter() {
    if (++depth > Limits.FORMULA_DEPTH) {
      throw tooDeep(tokens.peek().span());
    }
  }

  private Syntax conjunction() {
    Syntax left = comparison();
    while (tokens.peek().isWord("AND")) {
      left = binary("and", tokens.next().span(), left, comparison());
    }
    return left;
  }

  private Syntax comparison() {
    Syntax left = concatenation();
    if (!tokens.peekSymbol(COMPARISONS)) {
      return left;
    }
    Token operator = tokens.next();
    Syntax result = binary(operator.text(), operator.span(), left, concatenation());
    if (tokens.peekSymbol(COMPARISONS)) {
      throw new SyntaxError(ErrorCode.CHAINED_COMPARISON, tokens.peek().span());
    }
    return result;
  }

  private Syntax concatenation() {
    return leftToRight(Set.of("&"), this::sum);
  }

  private Syntax sum() {
    return leftToRight(Set.of("+", "-"), this::product);
  }

  private Syntax product() {
    return leftToRight(Set.of("*", "/"), this::power);
  }

  private Syntax power() {
    return leftToRight(Set.of("^"), this::percent);
  }

  private Syntax leftToRight(Set<String> operators, Supplier<Syntax> operand) {
    Syntax left = operand.get();
    while (tokens.peekSymbol(operators)) {
      Token operator = tokens.next();
      left = binary(operator.text(), operator.span(), left, operand.get());
    }
    return left;
  }

  private Syntax percent() {
    Syntax operand = sign();
    while (tokens.peek().isSymbol("%")) {
      Span percent = tokens.next().span();
      operand =
          new Syntax.Call(
              new Syntax.Name("%", percent), List.of(operand), operand.span().until(percent));
    }
    return operand;
  }

  private Syntax sign() {
    Token token = tokens.peek();
    if (!token.isSymbol("-") && !token.isSymbol("+")) {
      return operands.operand();
    }
    enter();
    tokens.next();
    Syntax operand = sign();
    depth--;
    String name = token.text().equals("-") ? Syntax.NEGATE : Syntax.PLUS;
    return new Syntax.Call(
        new Syntax.Name(name, token.span()), List.of(operand), token.span().until(operand.span()));
  }

  private static Syntax binary(String name, Span span, Syntax left, Syntax right) {
    return new Syntax.Call(
        new Syntax.Name(name, span), List.of(left, right), left.span().until(right.span()));
  }
}
