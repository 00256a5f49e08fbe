package io.xiaodan.report;

import io.xiaodan.report.query.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement for people to read.
 *
 * @param sql with a question mark for each bind
 * @param binds as text, in order
 */
public record SqlText(String sql, List<@Nullable String> binds) {

  /** The text of a statement. */
  public static SqlText of(Statement statement) {
    List<@Nullable String> binds = new ArrayList<>();
    statement.sql().binds().forEach(bind -> binds.add(bind == null ? null : bind.toString()));
    return new SqlText(statement.sql().text(), binds);
  }
}
