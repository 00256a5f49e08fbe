package io.xiaodan.web.openapi;

import io.xiaodan.form.Decision;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AutoNumberType;

/** Which fields can be sent at all. */
final class Sent {

  private Sent() {}

  /** Neither computed, nor given by the system, nor always read-only. */
  static boolean may(FormField field) {
    return !field.filling().isComputed()
        && !(field.type() instanceof AutoNumberType)
        && !field.rules().readOnly().equals(Decision.YES);
  }

  /** Whether a new record or row is refused without it. */
  static boolean must(FormField field) {
    return may(field) && field.rules().required().equals(Decision.YES) && !field.filling().isAny();
  }
}
