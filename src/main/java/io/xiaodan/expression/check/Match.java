package io.xiaodan.expression.check;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.ListOf;
import io.xiaodan.expression.function.Accepts;
import io.xiaodan.expression.function.Function;
import io.xiaodan.expression.function.Parameter;
import io.xiaodan.expression.function.Parameter.Shape;
import io.xiaodan.expression.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One signature held against the arguments of one call. */
final class Match {

  private final Function function;
  private final Span operator;
  private final List<Parameter> parameters;
  private final List<Typed> arguments;
  private final Bindings bindings = new Bindings();
  private final List<FormulaError> errors = new ArrayList<>();
  private int firstFailure = Integer.MAX_VALUE;

  Match(Function function, Span operator, List<Parameter> parameters, List<Typed> arguments) {
    this.function = function;
    this.operator = operator;
    this.parameters = parameters;
    this.arguments = arguments;
    for (int i = 0; i < arguments.size(); i++) {
      int before = errors.size();
      check(parameters.get(i), arguments.get(i)).ifPresent(errors::add);
      if (errors.size() > before && firstFailure == Integer.MAX_VALUE) {
        firstFailure = i;
      }
    }
  }

  boolean succeeds() {
    return errors.isEmpty();
  }

  /** How far the arguments fitted; the signature that got furthest explains the error best. */
  int firstFailure() {
    return firstFailure;
  }

  List<FormulaError> errors() {
    return errors;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  Bindings bindings() {
    return bindings;
  }

  private Optional<FormulaError> check(Parameter parameter, Typed argument) {
    if (parameter.constant() != null) {
      return constant(parameter, argument);
    }
    if (takes(parameter, argument)) {
      return Optional.empty();
    }
    ValueType single = Types.single(argument.type());
    if (parameter.accepts().compares() && single == ValueType.EMPTY) {
      return error(ErrorCode.COMPARED_WITH_EMPTY, argument.span());
    }
    if (function.isOperator()) {
      List<String> types = arguments.stream().map(each -> Types.key(each.type())).toList();
      List<String> all = new ArrayList<>(List.of(function.symbol()));
      all.addAll(types);
      ErrorCode code = types.size() == 1 ? ErrorCode.OPERATOR_TYPE : ErrorCode.OPERATOR_TYPES;
      return error(code, operator, all.toArray(String[]::new));
    }
    String expected = bindings.expected(parameter.accepts());
    if (parameter.shape() == Shape.WHOLE_LIST) {
      expected = "@list";
    }
    return error(
        ErrorCode.WRONG_TYPE,
        argument.span(),
        function.name(),
        parameter.name(),
        expected,
        Types.key(argument.type()));
  }

  private boolean takes(Parameter parameter, Typed argument) {
    boolean fits =
        switch (parameter.shape()) {
          case ONE, VALUES -> true;
          case WHOLE_LIST -> argument instanceof Typed.Each each && each.isWholeField();
        };
    return fits && bindings.accept(parameter.accepts(), Types.single(argument.type()));
  }

  private Optional<FormulaError> constant(Parameter parameter, Typed argument) {
    if (!(argument instanceof Typed.Constant constant)
        || !(constant.value() instanceof String text)) {
      return error(ErrorCode.CONSTANT_REQUIRED, argument.span(), function.name(), parameter.name());
    }
    var kind = parameter.constant();
    return kind == null || kind.allows(text)
        ? Optional.empty()
        : error(kind.error(), argument.span(), text);
  }

  private static Optional<FormulaError> error(ErrorCode code, Span span, String... arguments) {
    return Optional.of(new FormulaError(code, span.from(), span.to(), List.of(arguments)));
  }

  /** Whether the call has to be worked out entry by entry because of this argument. */
  static boolean isLifted(Parameter parameter, Typed argument) {
    return parameter.shape() == Shape.ONE
        && argument.type() instanceof ListOf
        && !(parameter.accepts() == Accepts.ANY
            && argument instanceof Typed.Each each
            && each.isWholeField());
  }
}
