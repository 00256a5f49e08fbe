package io.xiaodan.expression.function;

import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.evaluate.Rule;
import io.xiaodan.expression.sql.SqlRule;
import io.xiaodan.expression.syntax.Syntax;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One entry of the catalogue: a function or an operator, with everything that is known about it.
 *
 * @param signatures the ways to call it, tried in order
 * @param pure whether it depends on nothing but its arguments, so that constants can be worked out
 *     when the formula is compiled
 * @param english what it does, one or two sentences
 * @param chinese the same in Chinese
 * @param examples formulas and their results, for the reference; each is tested
 */
public record Function(
    String name,
    Group group,
    List<Signature> signatures,
    boolean pure,
    Rule rule,
    Optional<SqlRule> sql,
    boolean inBrowser,
    String english,
    String chinese,
    List<Example> examples) {

  /** A formula without fields, and its result as a formula shows it. */
  public record Example(String formula, String result) {}

  /** Whether it is written between or before its operands. */
  public boolean isOperator() {
    return group == Group.OPERATOR;
  }

  /** The operator as it is written. */
  public String symbol() {
    return name.equals(Syntax.NEGATE) || name.equals(Syntax.PLUS) ? name.substring(0, 1) : name;
  }

  public boolean runsIn(Evaluator evaluator) {
    return switch (evaluator) {
      case JVM -> true;
      case SQL -> sql.isPresent();
      case BROWSER -> inBrowser;
    };
  }

  /** Where it runs. */
  public Set<Evaluator> evaluators() {
    return Arrays.stream(Evaluator.values())
        .filter(this::runsIn)
        .collect(Collectors.toUnmodifiableSet());
  }
}
