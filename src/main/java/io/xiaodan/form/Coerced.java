package io.xiaodan.form;

import io.xiaodan.kernel.Message;
import org.jspecify.annotations.Nullable;

/**
 * A value that was read, or why it was not.
 *
 * @param value the value; null for empty, and when refused
 * @param refusal what is wrong; null when nothing is
 */
public record Coerced(@Nullable Object value, @Nullable Message refusal) {

  /** The empty value. */
  public static final Coerced EMPTY = new Coerced(null, null);

  /** A value that fits. */
  public static Coerced of(Object value) {
    return new Coerced(value, null);
  }

  /** A value that does not fit, and why. */
  public static Coerced refused(String code, Object... namesAndValues) {
    return new Coerced(null, Message.of(code, namesAndValues));
  }
}
