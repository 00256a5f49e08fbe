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
    Sql groups = new Sql().add("SELECT ").add(key).add(" AS k, ");
    groups.add(Summarise.aggregate(query, by)).add(" AS n FROM ").add(query.rows().from());
    groups.where(query.conditions()).add(query.conditions().isEmpty() ? " WHERE " : " AND ");
    groups.add(key).add(" IS NOT NULL GROUP BY 1");
    String alias = quote("top " + dimension.key());
    SqlFragment rest =
        new Sql()
            .add("(")
            .add(key)
            .add(" IS NOT NULL AND NOT ")
            .add(key)
            .add(" = ANY (" + alias + ".leading))")
            .done();
    String direction = top.descending() ? "DESC" : "ASC";
    Sql beside = new Sql().add(" CROSS JOIN (WITH g AS MATERIALIZED (").add(groups.done());
    beside.add(") SELECT ARRAY(SELECT k FROM g ORDER BY n ");
    beside.add(direction + " NULLS LAST, k LIMIT " + top.count() + ") AS leading, ");
    beside.add("(SELECT greatest(count(*) - " + top.count() + ", 0)::numeric FROM g) AS \"left\"");
    beside.add(" OFFSET 0) " + alias);
    return new Gathered(
        dimension, key, rest, beside.done(), SqlFragment.of("max(" + alias + ".\"left\")"));
  }
}
