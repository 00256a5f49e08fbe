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
 * @param gathered the dimensions among them of which only some values are told apart
 * @param order how the answer is sorted
 */
record Query(
    Question question,
    Asking asking,
    SourceRows source,
    Rows rows,
    List<SqlFragment> conditions,
    List<SqlFragment> keys,
    List<Gathered> gathered,
    List<SqlFragment> order) {

  Query {
    conditions = List.copyOf(conditions);
    keys = List.copyOf(keys);
    gathered = List.copyOf(gathered);
    order = List.copyOf(order);
  }

  Stage stage(int number) {
    return question.stages().get(number);
  }

  Query withCondition(SqlFragment condition) {
    List<SqlFragment> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Query(question, asking, source, rows, more, keys, gathered, order);
  }

  /** Reads from other rows from now on; conditions and keys have been used up. */
  Query reading(SourceRows from, Rows next) {
    return new Query(question, asking, from, next, List.of(), List.of(), List.of(), order);
  }

  Query withKeys(List<SqlFragment> others) {
    return new Query(question, asking, source, rows, conditions, others, gathered, order);
  }

  Query withGathered(List<SqlFragment> keys, List<Gathered> others) {
    return new Query(question, asking, source, rows, conditions, keys, others, order);
  }

  Query withOrder(List<SqlFragment> others) {
    return new Query(question, asking, source, rows, conditions, keys, gathered, others);
  }

  /** What stands after FROM; to be asked for after every column. */
  SqlFragment from() {
    Sql from = new Sql().add(rows.from());
    gathered.forEach(one -> from.add(one.beside()));
    return from.done();
  }

  /** A value to group or compare by: an id keeps its type where the formula is nothing but one. */
  SqlFragment key(Formula formula, boolean isId) {
    Path path = Paths.bare(formula);
    return isId && path != null ? rows.bare(path) : value(formula);
  }

  SqlFragment value(Formula formula) {
    return formula.toSql(new WithParameters(rows, this), asking.environment());
  }

  SqlFragment condition(Formula formula) {
    return formula.toSqlFilter(new WithParameters(rows, this), asking.environment());
  }
}
