package io.xiaodan.expression.evaluate;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.Limits;
import io.xiaodan.expression.Values;
import org.jspecify.annotations.Nullable;

/** One evaluation: what it reads, where it is in a list, and what it has used up. */
public final class Frame {

  private final Values root;
  private final Environment environment;
  private @Nullable Object entry;
  private int steps;

  public Frame(Values root, Environment environment) {
    this.root = root;
    this.environment = environment;
  }

  Values root() {
    return root;
  }

  public Environment environment() {
    return environment;
  }

  /** The entry of the list that is being worked through. */
  @Nullable Object entry() {
    return entry;
  }

  void moveTo(@Nullable Object next) {
    entry = next;
  }

  void step() {
    if (++steps > Limits.STEPS) {
      throw new LimitExceeded(ErrorCode.TOO_MANY_STEPS, Limits.STEPS);
    }
  }

  /** Passes a text that one step has made, unless it is too long. */
  public static <T extends CharSequence> T bounded(T text) {
    if (text.length() > Limits.TEXT_LENGTH) {
      throw new LimitExceeded(ErrorCode.TEXT_TOO_LONG, Limits.TEXT_LENGTH);
    }
    return text;
  }
}
