package io.xiaodan.expression.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works a step out for each entry of a list. */
public final class EachNode implements Node {

  private final Node source;
  private final Node body;

  EachNode(Node source, Node body) {
    this.source = source;
    this.body = body;
  }

  /** Takes values until it has seen enough. */
  @FunctionalInterface
  public interface Sink {
    /** Returns whether it wants the next one. */
    boolean accept(@Nullable Object value);
  }

  /** Hands each value to the sink; returns whether the sink wants more. */
  public boolean feed(Frame frame, Sink sink) {
    Object list = source.evaluate(frame);
    if (!(list instanceof List<?> entries)) {
      return true;
    }
    Object outer = frame.entry();
    boolean more = true;
    for (int i = 0; i < entries.size() && more; i++) {
      frame.step();
      frame.moveTo(entries.get(i));
      more = sink.accept(body.evaluate(frame));
    }
    frame.moveTo(outer);
    return more;
  }

  public boolean isEmpty(Frame frame) {
    return !(source.evaluate(frame) instanceof List<?> entries) || entries.isEmpty();
  }

  @Override
  public Object evaluate(Frame frame) {
    List<@Nullable Object> values = new ArrayList<>();
    feed(frame, values::add);
    return Collections.unmodifiableList(values);
  }

  /** Feeds a value, or each value of a list. */
  public static boolean feed(Node node, Frame frame, Sink sink) {
    return node instanceof EachNode each
        ? each.feed(frame, sink)
        : sink.accept(node.evaluate(frame));
  }
}
