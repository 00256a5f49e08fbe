package io.xiaodan.expression.function;

/** The chapters of the formula reference. */
public enum Group {
  OPERATOR("Operators", "运算符"),
  LOGIC("Logic", "逻辑"),
  NUMBER("Numbers", "数字"),
  TEXT("Text", "文本"),
  DATE("Dates", "日期"),
  CHINESE("Chinese", "中文"),
  /** Steps the checker puts in by itself. */
  HIDDEN("", "");

  private final String english;
  private final String chinese;

  Group(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }
}
