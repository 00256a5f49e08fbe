package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import java.util.List;

/** Puts columns beside those that groups have. */
final class AddColumns {

  private AddColumns() {}

  static Query to(Query query, List<SqlFragment> columns) {
    StageRows rows = (StageRows) query.rows();
    Sql select = new Sql().add("SELECT " + rows.alias() + ".*, ").join(", ", columns);
    select.add(" FROM ").add(rows.from()).where(query.conditions());
    return query.reading(query.source(), rows.over(select.done()));
  }
}
