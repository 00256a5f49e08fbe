package io.xiaodan.expression;

import io.xiaodan.expression.check.Checker;
import io.xiaodan.expression.check.Folding;
import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.evaluate.Compilation;
import io.xiaodan.expression.evaluate.Frame;
import io.xiaodan.expression.evaluate.LimitExceeded;
import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.sql.NotInSql;
import io.xiaodan.expression.sql.SqlRule.Use;
import io.xiaodan.expression.sql.SqlWriter;
import io.xiaodan.expression.syntax.Parser;
import io.xiaodan.expression.syntax.Renaming;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A formula that has been read, checked and made ready to run. Immutable and safe to share; compile
 * it once and keep it. What the language means is written down in {@code
 * docs/reference/formulas.md} and pinned by the vectors in {@code conformance/formulas}.
 */
public final class Formula {

  private final String text;
  private final Typed tree;
  private final Node node;
  private final Set<Path> dependencies;

  private Formula(String text, Typed tree, Set<Path> dependencies) {
    this.text = text;
    this.tree = tree;
    this.node = Compilation.compile(tree);
    this.dependencies = Collections.unmodifiableSet(new TreeSet<>(dependencies));
  }

  /**
   * Compiles a formula of any type.
   *
   * @throws FormulaException with all errors
   */
  public static Formula compile(String text, Schema schema) {
    return compiled(text, schema, null, Set.of());
  }

  /**
   * Compiles a formula that must give this type and must be able to run in these evaluators.
   *
   * @throws FormulaException with all errors
   */
  public static Formula compile(
      String text, Schema schema, ValueType expected, Evaluator... evaluators) {
    return compiled(text, schema, expected, Set.of(evaluators));
  }

  private static Formula compiled(
      String text, Schema schema, @Nullable ValueType expected, Set<Evaluator> evaluators) {
    List<FormulaError> errors = new ArrayList<>();
    Optional<Formula> formula = read(text, schema, expected, evaluators, errors);
    if (formula.isEmpty() || !errors.isEmpty()) {
      throw new FormulaException(sorted(errors));
    }
    return formula.get();
  }

  /** All errors of a formula, in the order of their place; empty when it compiles. */
  public static List<FormulaError> check(
      String text, Schema schema, @Nullable ValueType expected, Evaluator... evaluators) {
    List<FormulaError> errors = new ArrayList<>();
    read(text, schema, expected, Set.of(evaluators), errors);
    return sorted(errors);
  }

  private static Optional<Formula> read(
      String text,
      Schema schema,
      @Nullable ValueType expected,
      Set<Evaluator> evaluators,
      List<FormulaError> errors) {
    var checker = new Checker(schema, evaluators, errors);
    return Parser.parse(text, errors)
        .flatMap(syntax -> checker.check(syntax, expected))
        .map(tree -> new Formula(text, Folding.fold(tree), checker.dependencies()));
  }

  private static List<FormulaError> sorted(List<FormulaError> errors) {
    return errors.stream()
        .sorted(Comparator.comparingInt(FormulaError::from).thenComparing(FormulaError::to))
        .toList();
  }

  /**
   * The text with a field's key replaced in every path that leads through it: {@code
   * rename("SUM(lines.amount)", Path.of("lines", "amount"), "total")}. A text that cannot be read
   * comes back as it is.
   */
  public static String rename(String text, Path from, String to) {
    return Renaming.rename(text, from, to);
  }

  /** The text as it was written. */
  public String text() {
    return text;
  }

  /** The type of the result; {@link ValueType#EMPTY} for a formula that is always empty. */
  public ValueType type() {
    return tree.type();
  }

  /** The fields it reads, as full paths: {@code customer.level}, {@code lines.amount}; sorted. */
  public Set<Path> dependencies() {
    return dependencies;
  }

  /** Whether all of its functions exist there. */
  public boolean runsIn(Evaluator evaluator) {
    return runsIn(tree, evaluator);
  }

  private static boolean runsIn(Typed tree, Evaluator evaluator) {
    return switch (tree) {
      case Typed.Constant constant -> true;
      case Typed.Read read -> true;
      case Typed.Each each -> runsIn(each.body(), evaluator);
      case Typed.Call call ->
          call.function().runsIn(evaluator)
              && call.arguments().stream().allMatch(argument -> runsIn(argument, evaluator));
    };
  }

  /**
   * The result: a String (never empty), BigDecimal (compare with {@code compareTo}), Boolean,
   * LocalDate, Instant, a List of those, whatever {@code values} gave for a record, or {@code null}
   * for empty.
   *
   * @throws FormulaException when it goes beyond {@link Limits#STEPS} or {@link Limits#TEXT_LENGTH}
   */
  public @Nullable Object evaluate(Values values, Environment environment) {
    try {
      return node.evaluate(new Frame(values, environment));
    } catch (LimitExceeded e) {
      List<String> arguments = List.of(String.valueOf(e.limit()));
      throw new FormulaException(List.of(new FormulaError(e.code(), 0, text.length(), arguments)));
    }
  }

  /** The result of a condition; empty counts as false. */
  public boolean test(Values values, Environment environment) {
    return Boolean.TRUE.equals(evaluate(values, environment));
  }

  /**
   * The parts of a condition that AND and OR join, each with its own result.
   *
   * @throws FormulaException as {@link #evaluate}
   */
  public List<Clause> clauses(Values values, Environment environment) {
    try {
      return Clauses.of(text, tree, values, environment);
    } catch (LimitExceeded e) {
      List<String> arguments = List.of(String.valueOf(e.limit()));
      throw new FormulaException(List.of(new FormulaError(e.code(), 0, text.length(), arguments)));
    }
  }

  /**
   * Whether a condition cannot hold where some fields have these values, as far as those of its
   * parts say that must all hold and read nothing else.
   *
   * @param known values by the names of fields, in the form that formulas see
   */
  public boolean isRuledOut(Map<Path, Object> known, Environment environment) {
    return !known.isEmpty() && Clauses.isRuledOut(tree, known, environment);
  }

  /**
   * A SQL expression with the same result. It calls the functions of {@code
   * db/expression/functions.sql}, which have to be installed.
   *
   * @throws FormulaException ({@link ErrorCode#NOT_IN_SQL}) for a function without SQL
   */
  public SqlFragment toSql(SqlNames names, Environment environment) {
    return sql(names, environment, Use.VALUE);
  }

  /**
   * SQL of a condition for a WHERE: like {@link #toSql}, but NULL may stand for false, so that
   * {@code status = 'paid'} can use an index.
   */
  public SqlFragment toSqlFilter(SqlNames names, Environment environment) {
    return sql(names, environment, Use.FILTER);
  }

  private SqlFragment sql(SqlNames names, Environment environment, Use use) {
    try {
      return SqlWriter.of(names, environment).write(tree, use);
    } catch (NotInSql e) {
      throw new FormulaException(
          List.of(
              new FormulaError(
                  ErrorCode.NOT_IN_SQL,
                  e.span().from(),
                  e.span().to(),
                  List.of(String.valueOf(e.getMessage())))));
    }
  }

  /** The checked tree, for analyses within this module. */
  Typed tree() {
    return tree;
  }

  @Override
  public String toString() {
    return text;
  }
}
