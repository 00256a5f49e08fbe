package io.xiaodan.task;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What listed tasks are about.
 *
 * @param form key of a form; null for any
 * @param record id of a record; null for any
 */
public record TaskSubject(@Nullable String form, @Nullable UUID record) {

  /** The conditions on table {@code t}, each behind an AND; their values are added to the binds. */
  String where(List<Object> binds) {
    String where = "";
    if (form != null) {
      where += " AND t.form = ?";
      binds.add(form);
    }
    if (record != null) {
      where += " AND t.record_id = ?";
      binds.add(record);
    }
    return where;
  }
}
