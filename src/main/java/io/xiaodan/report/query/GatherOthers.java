package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Top;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells only the leading values of a dimension apart. Which ones lead is asked of the same rows
 * without the other dimensions, once per statement; the rest is one value, or is left out.
 */
record GatherOthers(int stage) implements Step {

  private static final SqlFragment NOTHING = SqlFragment.of("NULL::numeric");

  @Override
  public Query apply(Query query) {
    List<Dimension> dimensions = query.stage(stage).dimensions();
    List<SqlFragment> keys = new ArrayList<>(query.keys());
    List<Gathered> gathered = new ArrayList<>();
    Query kept = query;
    for (int i = 0; i < dimensions.size(); i++) {
      Top top = dimensions.get(i).top();
      if (top != null) {
        Gathered one = gathered(query, dimensions.get(i), query.keys().get(i), top);
        gathered.add(one);
        if (top.others()) {
          keys.set(i, unlessRest(one));
        } else {
          kept = kept.withCondition(new Sql().add("NOT ").add(one.rest()).done());
        }
      }
    }
    return gathered.isEmpty() ? query : kept.withGathered(keys, gathered);
  }

  private static SqlFragment unlessRest(Gathered one) {
    return new Sql()
        .add("CASE WHEN NOT ")
        .add(one.rest())
        .add(" THEN ")
        .add(one.all())
        .add(" END")
        .done();
  }

  private Gathered gathered(Query query, Dimension dimension, SqlFragment key, Top top) {
    Measure by =
        query.stage(stage).measures().stream()
            .filter(measure -> measure.key().equals(top.by()))
            .findFirst()
            .orElseThrow();
    SqlFragment number = Summarise.aggregate(query, by);
    Sql leading = new Sql().add("SELECT ").add(key).add(" FROM ").add(query.rows().from());
    leading.where(query.conditions()).add(query.conditions().isEmpty() ? " WHERE " : " AND ");
    leading.add(key).add(" IS NOT NULL GROUP BY 1 ORDER BY ").add(number);
    leading.add(top.descending() ? " DESC NULLS LAST" : " ASC NULLS LAST");
    leading.add(", 1 LIMIT " + top.count());
    String alias = quote("top " + dimension.key());
    SqlFragment rest =
        new Sql()
            .add("(")
            .add(key)
            .add(" IS NOT NULL AND NOT ")
            .add(key)
            .add(" = ANY (" + alias + ".leading))")
            .done();
    Sql beside = new Sql().add(" CROSS JOIN (SELECT ARRAY(").add(leading.done());
    beside.add(") AS leading, ").add(top.others() ? NOTHING : left(query, key, top));
    beside.add(" AS \"left\" OFFSET 0) " + alias);
    return new Gathered(
        dimension, key, rest, beside.done(), SqlFragment.of("max(" + alias + ".\"left\")"));
  }

  private static SqlFragment left(Query query, SqlFragment key, Top top) {
    return new Sql()
        .add("(SELECT greatest(count(DISTINCT ")
        .add(key)
        .add(") - " + top.count() + ", 0)::numeric FROM ")
        .add(query.rows().from())
        .where(query.conditions())
        .add(")")
        .done();
  }
}
