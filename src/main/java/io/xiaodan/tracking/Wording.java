package io.xiaodan.tracking;

import io.xiaodan.expression.Template;
import io.xiaodan.kernel.Language;

/** A text for customers in both languages, with fields and formulas in braces. */
record Wording(Template zh, Template en) {

  Template in(Language language) {
    return language == Language.EN ? en : zh;
  }
}
