package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.report.question.Aggregate;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Paths;
import io.xiaodan.report.question.Shape;
import io.xiaodan.report.question.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Groups the rows by their keys and makes the measures of each group. */
record Summarise(int stage) implements Step {

  @Override
  public Query apply(Query query) {
    Stage stage = query.stage(this.stage);
    List<SqlFragment> columns = new ArrayList<>();
    for (int i = 0; i < stage.dimensions().size(); i++) {
      columns.add(named(query.keys().get(i), stage.dimensions().get(i).key()));
    }
    for (Measure measure : stage.measures()) {
      columns.add(named(aggregate(query, measure), measure.key()));
    }
    Sql select = new Sql().add("SELECT ").join(", ", columns);
    select.add(" FROM ").add(query.rows().from()).where(query.conditions());
    if (!stage.dimensions().isEmpty()) {
      select.add(
          IntStream.rangeClosed(1, stage.dimensions().size())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", ", " GROUP BY ", "")));
    }
    return query.reading(
        query.source(),
        new StageRows(
            select.done(),
            "q" + (this.stage + 1),
            stage.dimensions().stream()
                .filter(Summarise::isBareId)
                .map(Dimension::key)
                .collect(Collectors.toSet())));
  }

  static boolean isBareId(Dimension dimension) {
    return dimension.shape().isId() && Paths.bare(dimension.formula()) != null;
  }

  static SqlFragment named(SqlFragment value, String key) {
    return new Sql().add(value).add(" AS " + quote(key)).done();
  }

  private static SqlFragment aggregate(Query query, Measure measure) {
    Formula formula = measure.formula();
    if (formula == null) {
      return SqlFragment.of("count(*)::numeric");
    }
    SqlFragment value =
        query.key(formula, measure.aggregate() == Aggregate.COUNT_DISTINCT && isId(formula));
    String text = value.text();
    return switch (measure.aggregate()) {
      case COUNT -> around("count(", value, ")::numeric");
      case COUNT_DISTINCT -> around("count(DISTINCT ", value, ")::numeric");
      case SUM -> around("COALESCE(sum(", value, "), 0)");
      case AVERAGE -> average(value);
      case MEDIAN -> median(value);
      case MINIMUM -> around("min(", value, ")");
      case MAXIMUM -> around("max(", value, ")");
    };
  }

  private static SqlFragment around(String before, SqlFragment value, String after) {
    return new Sql().add(before).add(value).add(after).done();
  }

  /** A dividend with 20 decimal places makes PostgreSQL give the quotient at least as many. */
  private static SqlFragment average(SqlFragment value) {
    return new Sql()
        .add("(sum(")
        .add(value)
        .add(") + 0.00000000000000000000) / NULLIF(count(")
        .add(value)
        .add("), 0)")
        .done();
  }

  /** The mean of the middle one from below and from above; percentile_cont would be inexact. */
  private static SqlFragment median(SqlFragment value) {
    return new Sql()
        .add("(percentile_disc(0.5) WITHIN GROUP (ORDER BY ")
        .add(value)
        .add(") + percentile_disc(0.5) WITHIN GROUP (ORDER BY ")
        .add(value)
        .add(" DESC)) * 0.5")
        .done();
  }

  /** A record, or the id of one, which is compared more cheaply as it is than as text. */
  static boolean isId(Formula formula) {
    Path path = Paths.bare(formula);
    return Shape.of(formula.type()).isId() || (path != null && path.names().getLast().equals("id"));
  }
}
