package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import java.util.Set;

/**
 * A question for one person, ready to run. Its columns are the dimensions and measures of the last
 * stage, then the number of rows there are without the limit.
 *
 * @param sql the same text for the same question and the same kind of rights; who asks, and when,
 *     is in the binds
 * @param forms keys of every form it reads
 */
public record Statement(SqlFragment sql, Set<String> forms) {

  public Statement {
    forms = Set.copyOf(forms);
  }
}
