package io.xiaodan.report.query;

import io.xiaodan.filter.RowCondition;

/** Leaves out what does not pass the question's own filter tree. */
final class KeepOwnWhere implements Step {

  @Override
  public Query apply(Query query) {
    RowCondition own = query.asking().given().own();
    return own == null
        ? query
        : query.withCondition(own.sql(query.rows(), query.asking().environment()));
  }
}
