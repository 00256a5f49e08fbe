package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question for one person, ready to run. Its columns are the dimensions and measures of the last
 * stage, then the number of rows there are without the limit.
 *
 * @param sql the same text for the same question and the same kind of rights; who asks, and when,
 *     is in the binds
 * @param source key of the form whose records the rows are
 * @param forms keys of every form it reads, the source included
 * @param parts how the same answer is made of parts; null where it cannot be
 */
public record Statement(SqlFragment sql, String source, Set<String> forms, @Nullable Parts parts) {

  public Statement {
    forms = Set.copyOf(forms);
  }
}
