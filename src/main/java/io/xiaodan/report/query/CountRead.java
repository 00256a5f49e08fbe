package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.SqlFragment;
import java.util.List;

/** Says of how many rows of the source all groups together were made, before any is left out. */
final class CountRead implements Step {

  /** The column that says it. */
  static final String READ = "#read";

  @Override
  public Query apply(Query query) {
    String rows = ((StageRows) query.rows()).alias() + "." + quote(Summarise.ROWS);
    return AddColumns.to(
        query,
        List.of(SqlFragment.of("COALESCE(sum(" + rows + ") OVER (), 0) AS " + quote(READ))));
  }
}
