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
import java.util.stream.Stream;

/**
 * Groups the rows by their keys and makes the measures of each group. Beside them stand, under
 * names that no key can have, how many rows of the source each group was made of and what was
 * gathered in it.
 */
record Summarise(int stage) implements Step {

  /** The column that says how many rows of the source a group was made of. */
  static final String ROWS = "#rows";

  @Override
  public Query apply(Query query) {
    Stage stage = query.stage(this.stage);
    List<SqlFragment> columns = new ArrayList<>();
    List<Integer> grouped = new ArrayList<>();
    for (int i = 0; i < stage.dimensions().size(); i++) {
      columns.add(named(query.keys().get(i), stage.dimensions().get(i).key()));
      grouped.add(columns.size());
    }
    for (Measure measure : stage.measures()) {
      columns.add(named(aggregate(query, measure), measure.key()));
    }
    for (Gathered gathered : query.gathered()) {
      String key = gathered.dimension().key();
      boolean others = others(gathered);
      columns.add(named(others ? gathered.rest() : SqlFragment.of("FALSE"), Gathered.flag(key)));
      if (others) {
        grouped.add(columns.size());
      }
      // One dimension has one rest, whose values were counted with the leading ones.
      boolean counted = !others || stage.dimensions().size() == 1;
      columns.add(named(counted ? gathered.left() : told(gathered), Gathered.count(key)));
    }
    columns.add(named(SqlFragment.of(rows()), ROWS));
    Sql select = new Sql().add("SELECT ").join(", ", columns);
    select.add(" FROM ").add(query.from()).where(query.conditions());
    if (!grouped.isEmpty()) {
      select.add(
          grouped.stream()
              .map(String::valueOf)
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

  private static boolean others(Gathered gathered) {
    return Stream.ofNullable(gathered.dimension().top()).anyMatch(top -> top.others());
  }

  private static SqlFragment told(Gathered gathered) {
    return new Sql()
        .add("count(DISTINCT ")
        .add(gathered.all())
        .add(") FILTER (WHERE ")
        .add(gathered.rest())
        .add(")::numeric")
        .done();
  }

  private String rows() {
    return rows(stage);
  }

  /** How many rows of the source the groups of a stage are made of. */
  static String rows(int stage) {
    return stage == 0 ? "count(*)::numeric" : "COALESCE(sum(\"" + ROWS + "\"), 0)";
  }

  static boolean isBareId(Dimension dimension) {
    return dimension.shape().isId() && Paths.bare(dimension.formula()) != null;
  }

  static SqlFragment named(SqlFragment value, String key) {
    return new Sql().add(value).add(" AS " + quote(key)).done();
  }

  static SqlFragment aggregate(Query query, Measure measure) {
    Formula formula = measure.formula();
    SqlFragment only = only(query, measure);
    if (formula == null) {
      return new Sql().add("(count(*)").add(only).add(")::numeric").done();
    }
    SqlFragment value =
        query.key(formula, measure.aggregate() == Aggregate.COUNT_DISTINCT && isId(formula));
    return switch (measure.aggregate()) {
      case COUNT -> around("(count(", value, ")", only, ")::numeric");
      case COUNT_DISTINCT -> around("(count(DISTINCT ", value, ")", only, ")::numeric");
      case SUM -> around("COALESCE(sum(", value, ")", only, ", 0)");
      case AVERAGE -> average(value, only);
      case MEDIAN -> median(value, only);
      case PERCENTILE -> percentile(measure, value, only);
      case MINIMUM -> around("(min(", value, ")", only, ")");
      case MAXIMUM -> around("(max(", value, ")", only, ")");
    };
  }

  /** Which rows a measure is made from; nothing for all. */
  static SqlFragment only(Query query, Measure measure) {
    Formula filter = measure.filter();
    return filter == null
        ? SqlFragment.of("")
        : new Sql().add(" FILTER (WHERE ").add(query.condition(filter)).add(")").done();
  }

  private static SqlFragment around(
      String before, SqlFragment value, String close, SqlFragment only, String after) {
    return new Sql().add(before).add(value).add(close).add(only).add(after).done();
  }

  /** A dividend with 20 decimal places makes PostgreSQL give the quotient at least as many. */
  private static SqlFragment average(SqlFragment value, SqlFragment only) {
    return new Sql()
        .add("(sum(")
        .add(value)
        .add(")")
        .add(only)
        .add(" + 0.00000000000000000000) / NULLIF(count(")
        .add(value)
        .add(")")
        .add(only)
        .add(", 0)")
        .done();
  }

  /** The mean of the middle one from below and from above; percentile_cont would be inexact. */
  private static SqlFragment median(SqlFragment value, SqlFragment only) {
    return new Sql()
        .add("(percentile_disc(0.5) WITHIN GROUP (ORDER BY ")
        .add(value)
        .add(")")
        .add(only)
        .add(" + percentile_disc(0.5) WITHIN GROUP (ORDER BY ")
        .add(value)
        .add(" DESC)")
        .add(only)
        .add(") * 0.5")
        .done();
  }

  private static SqlFragment percentile(Measure measure, SqlFragment value, SqlFragment only) {
    return new Sql()
        .add("xiaodan.percentile(array_agg(")
        .add(value)
        .add(" ORDER BY ")
        .add(value)
        .add(")")
        .add(only)
        .add(", ?::numeric)", measure.at())
        .done();
  }

  /** A record, or the id of one, which is compared more cheaply as it is than as text. */
  static boolean isId(Formula formula) {
    Path path = Paths.bare(formula);
    return Shape.of(formula.type()).isId() || (path != null && path.names().getLast().equals("id"));
  }
}
