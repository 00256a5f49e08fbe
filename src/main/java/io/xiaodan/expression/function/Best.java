package io.xiaodan.expression.function;

import io.xiaodan.expression.evaluate.EachNode;
import io.xiaodan.expression.evaluate.Order;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Keeps the best value seen so far. */
final class Best implements EachNode.Sink {

  private final Order order;
  private final IntPredicate better;
  private @Nullable Object best;

  Best(Order order, IntPredicate better) {
    this.order = order;
    this.better = better;
  }

  @Override
  public boolean accept(@Nullable Object value) {
    if (value != null && (best == null || better.test(order.compare(value, best)))) {
      best = value;
    }
    return true;
  }

  @Nullable Object value() {
    return best;
  }
}
