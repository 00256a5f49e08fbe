package io.xiaodan.flow;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approved figure was exceeded, which is why the record goes its way again.
 *
 * @param field key of the number
 * @param from what was approved of it
 * @param to what it became
 * @param changes every field of the head that was changed with it
 */
public record Raised(String field, BigDecimal from, BigDecimal to, List<Shift> changes) {

  /** A field before and after, as JSON; null for empty. */
  public record Shift(String field, @Nullable Object before, @Nullable Object after) {}
}
