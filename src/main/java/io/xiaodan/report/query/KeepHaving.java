package io.xiaodan.report.query;

import io.xiaodan.expression.Formula;

/** Leaves out rows of the answer. */
final class KeepHaving implements Step {

  @Override
  public Query apply(Query query) {
    Formula having = query.question().having();
    return having == null ? query : query.withCondition(query.condition(having));
  }
}
