package io.xiaodan.record;

import io.xiaodan.expression.SqlFragment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that must all hold, with their binds in order. */
final class Where {

  private final List<String> conditions = new ArrayList<>();
  private final List<@Nullable Object> binds = new ArrayList<>();

  void and(String condition) {
    conditions.add(condition);
  }

  void and(@Nullable SqlFragment condition) {
    if (condition != null) {
      conditions.add(condition.text());
      binds.addAll(condition.binds());
    }
  }

  /** Where the binds of a condition go that is written by hand. */
  List<@Nullable Object> binds() {
    return binds;
  }

  /** All values in order, those of the FROM first. */
  Object[] after(SqlFragment from) {
    List<@Nullable Object> all = new ArrayList<>(from.binds());
    all.addAll(binds);
    return all.toArray();
  }

  String text() {
    return " WHERE " + String.join(" AND ", conditions);
  }
}
