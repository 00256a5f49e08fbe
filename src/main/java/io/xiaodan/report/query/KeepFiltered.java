package io.xiaodan.report.query;

import io.xiaodan.expression.Formula;

/** Leaves out what does not pass a stage's filter. */
record KeepFiltered(int stage) implements Step {

  @Override
  public Query apply(Query query) {
    Formula filter = query.stage(stage).filter();
    return filter == null
        ? query
        : query.withCondition(query.condition(filter));
  }
}
