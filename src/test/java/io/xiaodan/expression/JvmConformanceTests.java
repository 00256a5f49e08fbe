package io.xiaodan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JvmConformanceTests {

  static Stream<Vector> results() {
    return Vector.all().filter(vector -> vector.isFormula() && !vector.fails());
  }

  static Stream<Vector> errors() {
    return Vector.all().filter(Vector::fails);
  }

  static Stream<Vector> templates() {
    return Vector.all().filter(vector -> !vector.isFormula() && !vector.fails());
  }

  @ParameterizedTest
  @MethodSource("results")
  void givesTheResult(Vector vector) {
    Formula formula = compile(vector);

    assertThat(formula.type()).isEqualTo(vector.type());
    assertThat(VectorTypes.canonical(formula.evaluate(vector.values(), vector.environment())))
        .isEqualTo(VectorTypes.canonical(vector.value()));
  }

  static Formula compile(Vector vector) {
    return vector
        .expected()
        .map(type -> Formula.compile(vector.text(), vector.schema(), type))
        .findFirst()
        .orElseGet(() -> Formula.compile(vector.text(), vector.schema()));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void findsTheErrors(Vector vector) {
    List<FormulaError> errors =
        vector.isFormula()
            ? Formula.check(
                vector.text(), vector.schema(), vector.expected().findFirst().orElse(null))
            : Template.check(vector.text(), vector.schema());

    assertThat(errors)
        .extracting(error -> "%s %d-%d".formatted(error.code().key(), error.from(), error.to()))
        .containsExactlyElementsOf(vector.errors());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void rendersTheTemplate(Vector vector) {
    Template template = Template.compile(vector.text(), vector.schema());

    assertThat(template.render(vector.values(), vector.environment()))
        .isEqualTo(vector.body().get("text").asString());
  }
}
