package io.xiaodan.print;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Template;
import io.xiaodan.kernel.Language;
import org.jspecify.annotations.Nullable;

/** Text of a template in both languages, with fields and formulas in braces. */
record PrintText(Template zh, Template en) {

  Template in(Language language) {
    return language == Language.EN ? en : zh;
  }

  boolean isBlank() {
    return zh.text().isBlank() && en.text().isBlank();
  }

  /** The field a formula is nothing but the name of, such as {@code customer.level}; or null. */
  static @Nullable Path path(Formula formula) {
    String text = formula.text().strip();
    return formula.dependencies().stream()
        .filter(path -> path.toString().equals(text))
        .findFirst()
        .orElse(null);
  }
}
