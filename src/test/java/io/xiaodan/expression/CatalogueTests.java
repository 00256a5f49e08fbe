package io.xiaodan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.expression.function.Catalogue;
import io.xiaodan.expression.function.Function;
import io.xiaodan.expression.function.Group;
import io.xiaodan.expression.text.Plain;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTests {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Environment NOW =
      Environment.of(Instant.parse("2026-03-02T02:00:00Z"), SHANGHAI);

  static Stream<Function> functions() {
    return Catalogue.all().stream().filter(function -> function.group() != Group.HIDDEN);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isDocumentedInBothLanguages(Function function) {
    assertThat(function.english()).isNotBlank();
    assertThat(function.chinese()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void keepsThePromiseOfItsExamples(Function function) {
    for (Function.Example example : function.examples()) {
      Formula formula = Formula.compile(example.formula(), Schema.of(Map.of()));

      assertThat(Plain.text(formula.evaluate(Values.of(Map.of()), NOW), SHANGHAI))
          .as(example.formula())
          .isEqualTo(example.result());
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isUsedByAVector(Function function) {
    String name = function.isOperator() ? function.symbol() : function.name() + "(";

    assertThat(Vector.all().filter(each -> !each.fails()).map(Vector::text))
        .anyMatch(text -> text.contains(name));
  }

  @Test
  void hasASentenceForEveryErrorInBothLanguages() throws IOException {
    Set<String> codes =
        Stream.of(ErrorCode.values())
            .map(code -> "expression.error." + code.key())
            .collect(Collectors.toCollection(TreeSet::new));

    for (String language : List.of("zh", "en")) {
      Map<String, String> messages = GeneratedFilesTests.messages(language);
      assertThat(messages.keySet().stream().filter(key -> key.startsWith("expression.error.")))
          .containsExactlyElementsOf(codes);
      assertThat(messages.values()).noneMatch(String::isBlank);
    }
    assertThat(GeneratedFilesTests.messages("zh").keySet())
        .isEqualTo(GeneratedFilesTests.messages("en").keySet());
  }

  @Test
  void putsErrorsIntoWords() {
    Schema schema = Schema.of(Map.of("status", ValueType.TEXT));
    FormulaError error = Formula.check("ROUND(status)", schema, null).getFirst();

    assertThat(FormulaMessages.text(error, java.util.Locale.SIMPLIFIED_CHINESE))
        .isEqualTo("ROUND 的参数“number”需要数字，而不是文本。");
    assertThat(FormulaMessages.text(error, java.util.Locale.ENGLISH))
        .isEqualTo("ROUND expects a number for \"number\", not text.");
  }
}
