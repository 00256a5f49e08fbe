package io.xiaodan.expression;

import io.xiaodan.expression.function.Catalogue;
import io.xiaodan.expression.function.Function;
import io.xiaodan.expression.function.Group;
import io.xiaodan.expression.function.Parameter;
import io.xiaodan.expression.function.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/reference/formulas.md}: an introduction, then every function there is. */
final class FormulaReference {

  private final boolean chinese;
  private final StringBuilder page = new StringBuilder();

  private FormulaReference(Locale locale) {
    chinese = locale.getLanguage().equals("zh");
  }

  static String write(Locale locale) throws IOException {
    var reference = new FormulaReference(locale);
    reference.page.append(introduction(reference.chinese ? "zh" : "en"));
    for (Group group : Group.values()) {
      if (group != Group.HIDDEN) {
        reference.chapter(group);
      }
    }
    return reference.page.toString();
  }

  private static String introduction(String language) throws IOException {
    String name = "formulas-introduction_" + language + ".md";
    try (InputStream text =
        Objects.requireNonNull(FormulaReference.class.getResourceAsStream(name))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void chapter(Group group) {
    page.append("\n## ").append(chinese ? group.chinese() : group.english()).append("\n");
    Catalogue.all().stream().filter(each -> each.group() == group).forEach(this::function);
  }

  private void function(Function function) {
    page.append("\n### `").append(function.symbol()).append("`");
    if (function.isOperator() && function.signatures().getFirst().fewest() == 1) {
      page.append(chinese ? "（一个操作数）" : " (one operand)");
    }
    page.append("\n\n");
    if (!function.isOperator()) {
      function.signatures().stream()
          .map(each -> usage(function, each))
          .distinct()
          .forEach(each -> page.append("    ").append(each).append("\n"));
      page.append("\n");
    }
    page.append(chinese ? function.chinese() : function.english()).append("\n");
    for (Function.Example example : function.examples()) {
      page.append("\n- `%s` → `%s`".formatted(example.formula(), example.result()));
    }
    page.append(function.examples().isEmpty() ? "" : "\n");
    if (!function.runsIn(Evaluator.SQL)) {
      page.append(chinese ? "\n不能用于筛选、权限和报表。\n" : "\nNot in filters, permissions and reports.\n");
    }
  }

  private static String usage(Function function, Signature signature) {
    List<String> parts = new ArrayList<>();
    signature.before().stream().map(Parameter::name).forEach(parts::add);
    signature.group().stream().map(Parameter::name).forEach(parts::add);
    if (!signature.group().isEmpty()) {
      parts.add("…");
    }
    Stream<String> optional = signature.optional().stream().map(each -> "[" + each.name() + "]");
    return Stream.concat(parts.stream(), optional)
        .collect(Collectors.joining(", ", function.name() + "(", ")"));
  }
}
