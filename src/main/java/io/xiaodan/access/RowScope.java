package io.xiaodan.access;

import io.xiaodan.expression.Formula;

/** Which rows a right reaches. */
public sealed interface RowScope {

  /** Every row. */
  record All() implements RowScope {}

  /** No row. */
  record None() implements RowScope {}

  /** The rows one has created. */
  record Mine() implements RowScope {}

  /** The rows for which a formula holds; it may ask for {@code me.id}. */
  record Where(Formula formula) implements RowScope {}
}
