package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Label;
import org.jspecify.annotations.Nullable;

/**
 * What rows are gathered by.
 *
 * @param fill whether stretches of time without rows are there too
 * @param top which values are told apart; null for all
 */
public record Dimension(
    String key,
    Label label,
    Formula formula,
    Cut cut,
    boolean fill,
    @Nullable Top top,
    Shape shape) {

  /** The stretch of time it gathers by; null for none. */
  public @Nullable Bucket bucket() {
    return cut instanceof Cut.Time time ? time.bucket() : null;
  }

  /** The type of its values. */
  public ValueType type() {
    return switch (cut) {
      case Cut.None _ -> formula.type();
      case Cut.Time time ->
          time.bucket().isCycle()
              ? ValueType.NUMBER
              : time.bucket() == Bucket.HOUR ? ValueType.DATETIME : ValueType.DATE;
      case Cut.Bins _, Cut.Edges _ -> ValueType.NUMBER;
    };
  }
}
