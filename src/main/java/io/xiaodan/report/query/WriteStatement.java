package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.report.question.Dimension;
import java.util.ArrayList;
import java.util.List;

/**
 * The end: the rows, in order, up to the limit, each with the number of all of them and of the rows
 * of the source they were made of.
 */
final class WriteStatement {

  private WriteStatement() {}

  static SqlFragment of(Query query) {
    List<String> columns = new ArrayList<>();
    query.question().columns().forEach(key -> columns.add(quote(key)));
    for (Dimension dimension : query.question().last().dimensions()) {
      if (dimension.top() != null) {
        columns.add(quote(Gathered.flag(dimension.key())));
        columns.add(quote(Gathered.count(dimension.key())));
      }
    }
    columns.add("count(*) OVER ()");
    columns.add(quote(CountRead.READ));
    Sql select = new Sql().add("SELECT " + String.join(", ", columns) + " FROM ");
    select.add(query.rows().from()).where(query.conditions());
    if (!query.order().isEmpty()) {
      select.add(" ORDER BY ").join(", ", query.order());
    }
    return select.add(" LIMIT ?::bigint", query.question().limit()).done();
  }
}
