package io.xiaodan.expression.evaluate;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up exactly, so that the order of the entries does not matter, and counts. */
public final class Total implements EachNode.Sink {

  private BigDecimal sum = BigDecimal.ZERO;
  private int count;

  /** A rule that adds its arguments up and then makes its result of the total. */
  public static Rule rule(Function<Total, @Nullable BigDecimal> result) {
    return (call, arguments) -> {
      Node[] nodes = arguments.toArray(Node[]::new);
      return frame -> {
        var total = new Total();
        for (Node node : nodes) {
          EachNode.feed(node, frame, total);
        }
        return result.apply(total);
      };
    };
  }

  @Override
  public boolean accept(@Nullable Object value) {
    if (value != null) {
      sum = sum.add((BigDecimal) value);
      count++;
    }
    return true;
  }

  public BigDecimal sum() {
    return sum;
  }

  public int count() {
    return count;
  }
}
