package io.xiaodan.form;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a field's value comes from when nobody types it.
 *
 * @param formula always computes it; the field is then never typed
 * @param copy fills it from a reference when that reference is picked
 * @param match proposes it from the best record of another form; goes before what is copied
 * @param initial fills it when a record or line is created without a value
 */
public record FieldFilling(
    @Nullable Formula formula,
    @Nullable Path copy,
    @Nullable Match match,
    @Nullable Formula initial) {

  /** Whether the value is computed and cannot be typed. */
  public boolean isComputed() {
    return formula != null;
  }

  /** Whether anything fills the field at all. */
  public boolean isAny() {
    return formula != null || copy != null || match != null || initial != null;
  }
}
