package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlRows;
import java.util.Set;

/**
 * The groups a stage gave.
 *
 * @param select the statement that gives them
 * @param ids the columns that hold ids as uuid
 */
record StageRows(SqlFragment select, String alias, Set<String> ids) implements Rows {

  /** The same columns of another statement. */
  StageRows over(SqlFragment other) {
    return new StageRows(other, alias + "x", ids);
  }

  @Override
  public SqlFragment from() {
    return new Sql().add("(").add(select).add(") " + alias).done();
  }

  @Override
  public SqlFragment bare(Path path) {
    return SqlFragment.of(alias + "." + quote(path.names().getFirst()));
  }

  /** A path that goes on through a record can only ask for its id. */
  @Override
  public SqlFragment column(Path path) {
    String column = bare(path).text();
    return SqlFragment.of(ids.contains(path.names().getFirst()) ? column + "::text" : column);
  }

  @Override
  public SqlRows rows(Path path) {
    throw new IllegalArgumentException("no list " + path + " in a group");
  }
}
