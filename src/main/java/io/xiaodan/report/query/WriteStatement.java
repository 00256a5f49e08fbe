package io.xiaodan.report.query;

/** The end: the groups, in order, up to the limit, each with the number of all of them. */
final class WriteStatement {

  private WriteStatement() {}

  static Statement of(Query query) {
    Sql select = new Sql().add("SELECT *, count(*) OVER () FROM ").add(query.rows().from());
    if (!query.order().isEmpty()) {
      select.add(" ORDER BY ").join(", ", query.order());
    }
    select.add(" LIMIT ?::bigint", query.question().limit());
    return new Statement(select.done(), query.forms());
  }
}
