package io.xiaodan.expression.check;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.RecordOf;
import io.xiaodan.expression.function.Catalogue;
import io.xiaodan.expression.function.Function;
import io.xiaodan.expression.syntax.Span;
import io.xiaodan.expression.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gives every part of a formula its type, and collects everything that is wrong. */
public final class Checker {

  private final List<FormulaError> errors;
  private final Set<Path> dependencies = new TreeSet<>();
  private final Set<Evaluator> evaluators;
  private final FieldPaths fields;
  private final Calls calls;
  private final Criteria criteria;

  public Checker(Schema schema, Set<Evaluator> evaluators, List<FormulaError> errors) {
    this.errors = errors;
    this.evaluators = evaluators;
    this.fields = new FieldPaths(schema, dependencies, errors);
    this.calls = new Calls(errors);
    this.criteria = new Criteria(calls, errors);
  }

  /** The typed formula, or nothing after adding what is wrong. */
  public Optional<Typed> check(Syntax tree, @Nullable ValueType expected) {
    Optional<Typed> typed = typed(tree);
    if (typed.isPresent() && expected != null) {
      return expect(typed.get(), expected);
    }
    return typed;
  }

  /** The fields the formula reads. */
  public Set<Path> dependencies() {
    return dependencies;
  }

  private Optional<Typed> expect(Typed tree, ValueType expected) {
    if (tree.type() == ValueType.EMPTY) {
      return Optional.of(Typed.empty(expected, tree.span()));
    }
    if (tree.type() instanceof RecordOf && expected == ValueType.TEXT) {
      return Optional.of(Calls.wrap(Catalogue.ID_OF, tree, ValueType.TEXT));
    }
    if (tree.type().equals(expected)) {
      return Optional.of(tree);
    }
    Span span = tree.span();
    add(ErrorCode.WRONG_RESULT, span, Types.key(expected), Types.key(tree.type()));
    return Optional.empty();
  }

  private Optional<Typed> typed(Syntax tree) {
    return switch (tree) {
      case Syntax.Literal literal ->
          Optional.of(new Typed.Constant(literal.value(), literal.type(), literal.span()));
      case Syntax.Field field -> fields.resolve(field);
      case Syntax.Call call -> call(call);
    };
  }

  private Optional<Typed> call(Syntax.Call call) {
    List<Typed> arguments = new ArrayList<>();
    for (Syntax argument : call.arguments()) {
      typed(argument).ifPresent(arguments::add);
    }
    Optional<Function> function = Catalogue.find(call.name().text());
    if (function.isEmpty()) {
      add(ErrorCode.UNKNOWN_FUNCTION, call.name().span(), call.name().text());
      return Optional.empty();
    }
    if (arguments.size() < call.arguments().size()) {
      return Optional.empty();
    }
    requireEvaluators(function.get(), call.name().span());
    return Criteria.applyTo(function.get()) && countFits(function.get(), arguments.size())
        ? criteria.call(function.get(), arguments, call.name().span(), call.span())
        : calls.call(function.get(), arguments, call.name().span(), call.span());
  }

  private static boolean countFits(Function function, int count) {
    return function.signatures().stream().anyMatch(each -> each.expand(count).isPresent());
  }

  private void requireEvaluators(Function function, Span span) {
    if (evaluators.contains(Evaluator.SQL) && !function.runsIn(Evaluator.SQL)) {
      add(ErrorCode.NOT_IN_SQL, span, function.name());
    }
    if (evaluators.contains(Evaluator.BROWSER) && !function.runsIn(Evaluator.BROWSER)) {
      add(ErrorCode.NOT_IN_BROWSER, span, function.name());
    }
  }

  private void add(ErrorCode code, Span span, String... arguments) {
    errors.add(new FormulaError(code, span.from(), span.to(), List.of(arguments)));
  }
}
