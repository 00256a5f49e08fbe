package io.xiaodan.report.query;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlRows;
import java.util.ArrayList;
import java.util.List;

/** The heads of the rows of line items, by the names they have themselves. */
record HeadRows(SourceRows lines) implements Rows {

  @Override
  public SqlFragment from() {
    return lines.from();
  }

  @Override
  public SqlFragment bare(Path path) {
    return lines.bare(inHead(path));
  }

  @Override
  public SqlFragment column(Path path) {
    return lines.column(inHead(path));
  }

  @Override
  public SqlRows rows(Path path) {
    return lines.rows(inHead(path));
  }

  private static Path inHead(Path path) {
    List<String> names = new ArrayList<>(List.of("parent"));
    names.addAll(path.names());
    return new Path(names);
  }
}
