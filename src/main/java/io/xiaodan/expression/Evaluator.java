package io.xiaodan.expression;

/** Where a formula can run. A function may be missing in one of them; a check can ask for each. */
public enum Evaluator {
  JVM,
  SQL,
  BROWSER
}
