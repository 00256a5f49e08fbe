package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a statement together from fragments, the binds in the order of their marks. */
final class Sql {

  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> binds = new ArrayList<>();

  Sql add(String sql, @Nullable Object... values) {
    text.append(sql);
    binds.addAll(java.util.Arrays.asList(values));
    return this;
  }

  Sql add(SqlFragment fragment) {
    text.append(fragment.text());
    binds.addAll(fragment.binds());
    return this;
  }

  Sql join(String separator, Collection<SqlFragment> fragments) {
    boolean first = true;
    for (SqlFragment fragment : fragments) {
      add(first ? "" : separator).add(fragment);
      first = false;
    }
    return this;
  }

  /** {@code WHERE} and all conditions; nothing where there are none. */
  Sql where(Collection<SqlFragment> conditions) {
    return conditions.isEmpty() ? this : add(" WHERE ").join(" AND ", conditions);
  }

  SqlFragment done() {
    return new SqlFragment(text.toString(), binds);
  }
}
