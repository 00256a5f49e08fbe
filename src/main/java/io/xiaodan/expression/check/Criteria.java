package io.xiaodan.expression.check;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.ListOf;
import io.xiaodan.expression.function.Catalogue;
import io.xiaodan.expression.function.Function;
import io.xiaodan.expression.syntax.Span;
import io.xiaodan.expression.text.NumberText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code COUNTIF} and {@code SUMIF}, which are short for {@code COUNT(IF(condition, 1))} and {@code
 * SUM(IF(condition, number))}. The condition is written out, or as in Excel made from a range and a
 * criterion: a value, or a constant text that starts with a comparison ({@code ">=100"}).
 */
final class Criteria {

  private static final List<String> OPERATORS = List.of("<>", "<=", ">=", "<", ">", "=");

  private final Calls calls;
  private final List<FormulaError> errors;

  Criteria(Calls calls, List<FormulaError> errors) {
    this.calls = calls;
    this.errors = errors;
  }

  static boolean applyTo(Function function) {
    return function.name().equals("COUNTIF") || function.name().equals("SUMIF");
  }

  Optional<Typed> call(Function function, List<Typed> arguments, Span name, Span span) {
    for (int i = 0; i < arguments.size(); i++) {
      if (isRange(function, i, arguments) && !(arguments.get(i).type() instanceof ListOf)) {
        errors.add(notAList(function, arguments.get(i)));
        return Optional.empty();
      }
    }
    boolean counts = function.name().equals("COUNTIF");
    boolean written = counts ? arguments.size() == 1 : isWritten(arguments);
    Optional<Typed> condition =
        written ? Optional.of(arguments.getFirst()) : compare(arguments, name, span);
    Typed value =
        counts
            ? new Typed.Constant(BigDecimal.ONE, ValueType.NUMBER, span)
            : summed(arguments, written);
    return condition
        .flatMap(test -> calls.call(Catalogue.IF, List.of(test, value), name, span))
        .flatMap(chosen ->
            calls.call(counts ? Catalogue.COUNT : Catalogue.SUM, List.of(chosen), name, span));
  }

  private static boolean isWritten(List<Typed> arguments) {
    return arguments.size() == 2 && arguments.get(1).type() instanceof ListOf;
  }

  private static boolean isRange(Function function, int index, List<Typed> arguments) {
    return index == 0 || (index == 2 && function.name().equals("SUMIF") && arguments.size() == 3);
  }

  private static Typed summed(List<Typed> arguments, boolean written) {
    return arguments.size() == 3 ? arguments.get(2) : arguments.get(written ? 1 : 0);
  }

  private static FormulaError notAList(Function function, Typed argument) {
    return new FormulaError(
        ErrorCode.WRONG_TYPE,
        argument.span().from(),
        argument.span().to(),
        List.of(function.name(), "range", "@list", Types.key(argument.type())));
  }

  private Optional<Typed> compare(List<Typed> arguments, Span name, Span span) {
    Typed range = arguments.get(0);
    Typed criterion = arguments.get(1);
    if (criterion instanceof Typed.Constant constant && constant.value() instanceof String text) {
      for (String operator : OPERATORS) {
        if (text.startsWith(operator)) {
          return constant(text.substring(operator.length()), range, constant)
              .flatMap(value ->
                  calls.call(Catalogue.required(operator), List.of(range, value), name, span));
        }
      }
    }
    return calls.call(Catalogue.required("="), List.of(range, criterion), name, span);
  }

  private Optional<Typed> constant(String text, Typed range, Typed.Constant criterion) {
    ValueType type = Types.single(range.type());
    Object value = read(text, type);
    if (value == null) {
      errors.add(
          new FormulaError(
              ErrorCode.BAD_CRITERION,
              criterion.span().from(),
              criterion.span().to(),
              List.of(text, Types.key(type))));
      return Optional.empty();
    }
    return Optional.of(new Typed.Constant(value, type, criterion.span()));
  }

  private static @Nullable Object read(String text, ValueType type) {
    if (type == ValueType.NUMBER) {
      return NumberText.parse(text);
    }
    if (type == ValueType.DATE) {
      return date(text);
    }
    return type == ValueType.TEXT && !text.isEmpty() ? text : null;
  }

  private static @Nullable LocalDate date(String text) {
    if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") || text.startsWith("0000")) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
