package io.xiaodan.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field values of one record. A value is a String, BigDecimal, Boolean, LocalDate or Instant; a
 * {@code List} of those or of {@code Values} (line items); {@code Values} (a referenced record,
 * whose id is its field {@code id}) or just its id as a String; or {@code null} for empty.
 */
@FunctionalInterface
public interface Values {

  /** The value of the field with this key; {@code null} when it is empty. */
  @Nullable Object get(String name);

  /** The values of this map; a missing key is empty. */
  static Values of(Map<String, ? extends @Nullable Object> map) {
    return map::get;
  }
}
