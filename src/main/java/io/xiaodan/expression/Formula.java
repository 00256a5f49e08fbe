package io.xiaodan.expression;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A formula that has been read, checked and made ready to run. Immutable; compile once, keep. */
public final class Formula {

  private Formula() {}

  /** Compiles a formula of any type; throws {@link FormulaException} with all errors. */
  public static Formula compile(String text, Schema schema) {
    throw new UnsupportedOperationException(text + schema);
  }

  /** Compiles a formula that must give this type, and must be able to run in these evaluators. */
  public static Formula compile(
      String text, Schema schema, ValueType expected, Evaluator... evaluators) {
    throw new UnsupportedOperationException(text + schema + expected + List.of(evaluators));
  }

  /** All errors of a formula, in the order of their place; empty when it compiles. */
  public static List<FormulaError> check(
      String text, Schema schema, @Nullable ValueType expected, Evaluator... evaluators) {
    throw new UnsupportedOperationException(text + schema + expected + List.of(evaluators));
  }

  /** The text with a field's key replaced: every path that starts with {@code from} gets it. */
  public static String rename(String text, Path from, String to) {
    throw new UnsupportedOperationException(text + from + to);
  }

  /** The text as it was written. */
  public String text() {
    throw new UnsupportedOperationException();
  }

  /** The type of the result; {@link ValueType#EMPTY} for a formula that is always empty. */
  public ValueType type() {
    throw new UnsupportedOperationException();
  }

  /** The fields it reads, as full paths: {@code customer.level}, {@code lines.amount}. */
  public Set<Path> dependencies() {
    throw new UnsupportedOperationException();
  }

  /** Whether all of its functions exist there. */
  public boolean runsIn(Evaluator evaluator) {
    throw new UnsupportedOperationException(evaluator.name());
  }

  /** The result, or {@code null} for empty. Throws {@link FormulaException} beyond a limit. */
  public @Nullable Object evaluate(Values values, Environment environment) {
    throw new UnsupportedOperationException(values.toString() + environment);
  }

  /** The result of a condition; empty counts as false. */
  public boolean test(Values values, Environment environment) {
    throw new UnsupportedOperationException(values.toString() + environment);
  }

  /** SQL with the same result; throws {@link FormulaException} for a function without SQL. */
  public SqlFragment toSql(SqlNames names, Environment environment) {
    throw new UnsupportedOperationException(names.toString() + environment);
  }

  /** SQL of a condition for a WHERE: like {@link #toSql}, but NULL may stand for false. */
  public SqlFragment toSqlFilter(SqlNames names, Environment environment) {
    throw new UnsupportedOperationException(names.toString() + environment);
  }
}
