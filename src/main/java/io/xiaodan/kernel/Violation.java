package io.xiaodan.kernel;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with what was sent, and where.
 *
 * @param message what is wrong
 * @param field key of the field, or null when the whole is meant
 * @param row position of the line item, from 0; null outside line items
 * @param column key of the field inside the line item; null outside line items
 */
public record Violation(
    Message message, @Nullable String field, @Nullable Integer row, @Nullable String column) {

  /** A violation of a field of the head. */
  public static Violation at(String field, Message message) {
    return new Violation(message, field, null, null);
  }

  /** A violation of a cell of a line item. */
  public static Violation at(String field, int row, String column, Message message) {
    return new Violation(message, field, row, column);
  }
}
