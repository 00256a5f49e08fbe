package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;

/** The end: the groups, in order, up to the limit, each with the number of all of them. */
final class WriteStatement {

  private WriteStatement() {}

  static SqlFragment of(Query query) {
    Sql select = new Sql().add("SELECT *, count(*) OVER () FROM ").add(query.rows().from());
    if (!query.order().isEmpty()) {
      select.add(" ORDER BY ").join(", ", query.order());
    }
    return select.add(" LIMIT ?::bigint", query.question().limit()).done();
  }
}
