package io.xiaodan.report.query;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;

/** Rows that the next step reads from, and the names it reads them by. */
interface Rows extends SqlNames {

  /** What stands after FROM; to be asked for after every column. */
  SqlFragment from();

  /** The column of a path in its own type: an id stays a uuid, which is cheaper to compare. */
  SqlFragment bare(Path path);
}
