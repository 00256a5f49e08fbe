package io.xiaodan.expression.evaluate;

import org.jspecify.annotations.Nullable;

/** One step of a compiled formula. It holds no state: any number of threads may share it. */
@FunctionalInterface
public interface Node {

  /** The value, or {@code null} for empty. */
  @Nullable Object evaluate(Frame frame);
}
