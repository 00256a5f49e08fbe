package io.xiaodan.expression.sql;

import io.xiaodan.expression.SqlFragment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts fragments together without losing the order of their binds. */
public final class SqlText {

  private SqlText() {}

  /** Replaces {@code {0}}, {@code {1}}, ... by fragments. */
  public static SqlFragment fill(String template, SqlFragment... parts) {
    return fill(template, List.of(parts));
  }

  public static SqlFragment fill(String template, List<SqlFragment> parts) {
    var text = new StringBuilder();
    List<@Nullable Object> binds = new ArrayList<>();
    int at = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      int close = template.indexOf('}', open);
      SqlFragment part = parts.get(Integer.parseInt(template.substring(open + 1, close)));
      text.append(template, at, open).append(part.text());
      binds.addAll(part.binds());
      at = close + 1;
    }
    text.append(template.substring(at));
    return new SqlFragment(text.toString(), binds);
  }

  public static SqlFragment join(String separator, List<SqlFragment> parts) {
    var text = new StringBuilder();
    List<@Nullable Object> binds = new ArrayList<>();
    for (SqlFragment part : parts) {
      text.append(text.isEmpty() ? "" : separator).append(part.text());
      binds.addAll(part.binds());
    }
    return new SqlFragment(text.toString(), binds);
  }
}
