package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A formula that leads to a record.
 *
 * @param form of the record
 */
record RecordFormula(Formula formula, Form form) {

  /** The record's id; null when the formula is empty. */
  @Nullable UUID id(Stage stage, Values values) {
    Object value = stage.evaluate(formula, values);
    Object id = value instanceof Values record ? record.get("id") : value;
    return id == null ? null : UUID.fromString(id.toString());
  }
}
