package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.report.question.Bucket;
import io.xiaodan.report.question.Dimension;

/**
 * Writes what a stage groups by; dates and moments become the first day of their stretch. {@code
 * date_trunc} begins weeks on Monday.
 */
record CutBuckets(int stage) implements Step {

  @Override
  public Query apply(Query query) {
    return query.withKeys(
        query.stage(stage).dimensions().stream().map(dimension -> key(query, dimension)).toList());
  }

  private static SqlFragment key(Query query, Dimension dimension) {
    Bucket bucket = dimension.bucket();
    if (bucket == null) {
      return query.key(dimension.formula(), dimension.shape().isId());
    }
    SqlFragment value = query.value(dimension.formula());
    SqlFragment day =
        dimension.formula().type() == ValueType.DATE ? value : Days.of(query.asking(), value);
    return bucket == Bucket.DAY
        ? day
        : new Sql()
            .add("date_trunc('" + bucket.key() + "', (")
            .add(day)
            .add(")::timestamp)::date")
            .done();
  }
}
