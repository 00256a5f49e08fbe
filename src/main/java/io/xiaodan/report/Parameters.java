package io.xiaodan.report;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.report.question.Parameter;
import io.xiaodan.report.question.Question;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The values of a question's parameters. */
final class Parameters {

  private static final int LONGEST = 500;

  private Parameters() {}

  /**
   * The value of each parameter: what was given, or else what it begins with.
   *
   * @param all whether every value given must be one the question asks for
   * @throws ProblemException malformed for a value of another type and for one nobody asks for
   */
  static Map<String, @Nullable Object> of(
      Question question, @Nullable JsonNode given, boolean all, Environment environment) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Parameter parameter : question.parameters()) {
      boolean said = given != null && given.has(parameter.key());
      values.put(
          parameter.key(),
          said && given != null
              ? read(parameter, given.path(parameter.key()))
              : parameter.initial() == null
                  ? null
                  : parameter.initial().evaluate(name -> null, environment));
    }
    if (given != null && all) {
      given.propertyNames().stream()
          .filter(key -> !values.containsKey(key))
          .findFirst()
          .ifPresent(key -> {
            throw Problem.of(ProblemKind.MALFORMED, "report.no_parameter", "key", key).exception();
          });
    }
    return values;
  }

  private static @Nullable Object read(Parameter parameter, JsonNode value) {
    if (value.isNull() || (value.isString() && value.asString().isBlank())) {
      return null;
    }
    String text = value.asString("");
    try {
      if (parameter.type() == ValueType.BOOLEAN && value.isBoolean()) {
        return value.asBoolean();
      }
      if (parameter.type() == ValueType.NUMBER && text.length() <= 40) {
        return new BigDecimal(text);
      }
      if (parameter.type() == ValueType.DATE) {
        return LocalDate.parse(text);
      }
      if (parameter.type() == ValueType.TEXT
          && text.length() <= LONGEST
          && text.indexOf('\0') < 0) {
        return text;
      }
    } catch (NumberFormatException | DateTimeException e) {
      throw wrong(parameter);
    }
    throw wrong(parameter);
  }

  private static ProblemException wrong(Parameter parameter) {
    return Problem.of(
            ProblemKind.MALFORMED, "report.parameter_value", "parameter", parameter.label())
        .exception();
  }
}
