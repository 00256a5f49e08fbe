package io.xiaodan.report.query;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.report.question.Paths;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * A question on its way to becoming one statement. Each step gives a new one.
 *
 * @param source the rows of the source, which know the forms that were read
 * @param rows what the next step reads from
 * @param conditions what a row must meet to be read
 * @param keys what the rows are about to be grouped by
 * @param order how the answer is sorted
 */
record Query(
    Question question,
    Asking asking,
    SourceRows source,
    Rows rows,
    List<SqlFragment> conditions,
    List<SqlFragment> keys,
    List<SqlFragment> order) {

  Query {
    conditions = List.copyOf(conditions);
    keys = List.copyOf(keys);
    order = List.copyOf(order);
  }

  Stage stage(int number) {
    return question.stages().get(number);
  }

  Query withCondition(SqlFragment condition) {
    List<SqlFragment> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Query(question, asking, source, rows, more, keys, order);
  }

  /** Reads from other rows from now on; conditions and keys have been used up. */
  Query reading(SourceRows from, Rows next) {
    return new Query(question, asking, from, next, List.of(), List.of(), order);
  }

  Query withKeys(List<SqlFragment> others) {
    return new Query(question, asking, source, rows, conditions, others, order);
  }

  Query withOrder(List<SqlFragment> others) {
    return new Query(question, asking, source, rows, conditions, keys, others);
  }

  /** A value to group or compare by: an id keeps its type where the formula is nothing but one. */
  SqlFragment key(Formula formula, boolean isId) {
    Path path = Paths.bare(formula);
    return isId && path != null ? rows.bare(path) : value(formula);
  }

  SqlFragment value(Formula formula) {
    return formula.toSql(rows, asking.environment());
  }
}
