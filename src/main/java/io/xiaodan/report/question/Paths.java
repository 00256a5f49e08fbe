package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Formulas that are nothing but a field. */
public final class Paths {

  private Paths() {}

  /** The field that a formula consists of; null when it is more than that. */
  public static @Nullable Path bare(Formula formula) {
    Set<Path> reads = formula.dependencies();
    if (reads.size() != 1) {
      return null;
    }
    Path only = reads.iterator().next();
    return only.toString().equals(formula.text().strip()) ? only : null;
  }
}
