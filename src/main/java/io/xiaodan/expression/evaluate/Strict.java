package io.xiaodan.expression.evaluate;

import io.xiaodan.expression.Environment;
import org.jspecify.annotations.Nullable;

/** Rules for functions that are empty as soon as one argument is. */
public final class Strict {

  private Strict() {}

  @FunctionalInterface
  public interface One<A> {
    @Nullable Object apply(A a);
  }

  @FunctionalInterface
  public interface Two<A, B> {
    @Nullable Object apply(A a, B b);
  }

  @FunctionalInterface
  public interface Three<A, B, C> {
    @Nullable Object apply(A a, B b, C c);
  }

  /** Of one argument and the environment. */
  @FunctionalInterface
  public interface Situated<A> {
    @Nullable Object apply(A a, Environment environment);
  }

  public static <A> Rule of(Class<A> a, One<A> function) {
    return (call, arguments) -> {
      Node first = arguments.get(0);
      return frame -> {
        Object x = first.evaluate(frame);
        return x == null ? null : function.apply(a.cast(x));
      };
    };
  }

  public static <A, B> Rule of(Class<A> a, Class<B> b, Two<A, B> function) {
    return (call, arguments) -> {
      Node first = arguments.get(0);
      Node second = arguments.get(1);
      return frame -> {
        Object x = first.evaluate(frame);
        if (x == null) {
          return null;
        }
        Object y = second.evaluate(frame);
        return y == null ? null : function.apply(a.cast(x), b.cast(y));
      };
    };
  }

  public static <A, B, C> Rule of(Class<A> a, Class<B> b, Class<C> c, Three<A, B, C> function) {
    return (call, arguments) -> {
      Node first = arguments.get(0);
      Node second = arguments.get(1);
      Node third = arguments.get(2);
      return frame -> {
        Object x = first.evaluate(frame);
        Object y = second.evaluate(frame);
        Object z = third.evaluate(frame);
        return x == null || y == null || z == null
            ? null
            : function.apply(a.cast(x), b.cast(y), c.cast(z));
      };
    };
  }

  public static <A> Rule in(Class<A> a, Situated<A> function) {
    return (call, arguments) -> {
      Node first = arguments.get(0);
      return frame -> {
        Object x = first.evaluate(frame);
        return x == null ? null : function.apply(a.cast(x), frame.environment());
      };
    };
  }
}
