package io.xiaodan.expression.check;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.RecordOf;
import io.xiaodan.expression.function.Accepts;
import io.xiaodan.expression.function.Catalogue;
import io.xiaodan.expression.function.Function;
import io.xiaodan.expression.function.Parameter;
import io.xiaodan.expression.function.Signature;
import io.xiaodan.expression.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the signature a call means, and fills in defaults, conversions and list entries. */
final class Calls {

  private final List<FormulaError> errors;

  Calls(List<FormulaError> errors) {
    this.errors = errors;
  }

  /** The call, or nothing after adding what is wrong. */
  Optional<Typed> call(Function function, List<Typed> arguments, Span name, Span span) {
    Match best = null;
    for (Signature signature : function.signatures()) {
      Optional<List<Parameter>> parameters = signature.expand(arguments.size());
      if (parameters.isEmpty()) {
        continue;
      }
      Match match = new Match(function, name, parameters.get(), arguments);
      if (match.succeeds()) {
        return build(function, signature, match, arguments, span);
      }
      if (best == null || match.firstFailure() > best.firstFailure()) {
        best = match;
      }
    }
    if (best == null) {
      errors.add(wrongCount(function, arguments.size(), span));
    } else {
      errors.addAll(best.errors().stream().distinct().toList());
    }
    return Optional.empty();
  }

  private static FormulaError wrongCount(Function function, int count, Span span) {
    int fewest = function.signatures().stream().mapToInt(Signature::fewest).min().orElse(0);
    int most = function.signatures().stream().mapToInt(Signature::most).max().orElse(0);
    ErrorCode code = ErrorCode.ARGUMENT_COUNT;
    List<String> arguments = List.of(function.name());
    if (count < fewest) {
      code = ErrorCode.TOO_FEW_ARGUMENTS;
      arguments = List.of(function.name(), String.valueOf(fewest));
    } else if (count > most) {
      code = ErrorCode.TOO_MANY_ARGUMENTS;
      arguments = List.of(function.name(), String.valueOf(most));
    }
    return new FormulaError(code, span.from(), span.to(), arguments);
  }

  private Optional<Typed> build(
      Function function, Signature signature, Match match, List<Typed> given, Span span) {
    List<Typed> arguments = new ArrayList<>();
    Path source = null;
    for (int i = 0; i < match.parameters().size(); i++) {
      Parameter parameter = match.parameters().get(i);
      Typed argument =
          i < given.size() ? given.get(i) : Fallback.of(parameter, match.bindings(), span);
      Typed converted = convert(argument, parameter, match.bindings());
      if (Match.isLifted(parameter, argument) && converted instanceof Typed.Each each) {
        if (source != null && !source.equals(each.source())) {
          errors.add(differentLists(source, each));
          return Optional.empty();
        }
        source = each.source();
        converted = each.body();
      }
      arguments.add(converted);
    }
    ValueType type = match.bindings().typeOf(signature.result());
    Typed call = new Typed.Call(function, List.copyOf(arguments), type, span);
    return Optional.of(source == null ? call : new Typed.Each(source, call, span));
  }

  private static FormulaError differentLists(Path source, Typed.Each each) {
    return new FormulaError(
        ErrorCode.DIFFERENT_LISTS,
        each.span().from(),
        each.span().to(),
        List.of(source.toString(), each.source().toString()));
  }

  private static Typed convert(Typed argument, Parameter parameter, Bindings bindings) {
    if (argument instanceof Typed.Each each) {
      Typed body = convert(each.body(), parameter, bindings);
      return new Typed.Each(each.source(), body, each.span());
    }
    Accepts accepts = parameter.accepts();
    if (argument.type() == ValueType.EMPTY) {
      return Typed.empty(bindings.typeOf(accepts), argument.span());
    }
    if (accepts == Accepts.DAY && argument.type() == ValueType.DATETIME) {
      return wrap(Catalogue.DATE_OF, argument, ValueType.DATE);
    }
    if (accepts == Accepts.KEY && argument.type() instanceof RecordOf) {
      return wrap(Catalogue.ID_OF, argument, ValueType.TEXT);
    }
    return argument;
  }

  static Typed wrap(Function function, Typed argument, ValueType type) {
    return new Typed.Call(function, List.of(argument), type, argument.span());
  }
}
