package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.report.question.Aggregate;
import io.xiaodan.report.question.Bucket;
import io.xiaodan.report.question.Cut;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a row where a stretch of time has none, between the first and the last there is, for each
 * combination of the other dimensions. What is counted or summed is 0 there.
 */
final class FillGaps implements Step {

  @Override
  public Query apply(Query query) {
    Query filled = query;
    for (Dimension dimension : query.question().last().dimensions()) {
      if (dimension.fill() && dimension.cut() instanceof Cut.Time time) {
        filled = fill(filled, dimension, time.bucket());
      }
    }
    return filled;
  }

  private static Query fill(Query query, Dimension dimension, Bucket bucket) {
    StageRows rows = (StageRows) query.rows();
    String time = quote(dimension.key());
    List<String> others = others(query.question().last(), dimension);
    String combined = String.join(", ", others);
    Sql select = new Sql().add("WITH g AS MATERIALIZED (").add(rows.select()).add(") SELECT ");
    select.add(String.join(", ", columns(query.question().last(), dimension)));
    select.add(" FROM (SELECT generate_series(min(" + time + "), max(" + time + "), interval '");
    select.add(step(bucket) + "')::date AS " + time + " FROM g) t");
    if (!others.isEmpty()) {
      select.add(" CROSS JOIN (SELECT DISTINCT " + combined + " FROM g) o");
    }
    select.add(" LEFT JOIN g ON g." + time + " = t." + time);
    others.forEach(key -> select.add(" AND g." + key + " IS NOT DISTINCT FROM o." + key));
    select.add(" UNION ALL SELECT " + String.join(", ", names(query.question().last())));
    select.add(" FROM g WHERE " + time + " IS NULL");
    return query.reading(query.source(), rows.over(select.done()));
  }

  static String step(Bucket bucket) {
    return switch (bucket) {
      case DAY -> "1 day";
      case WEEK -> "7 days";
      case MONTH -> "1 month";
      case QUARTER -> "3 months";
      case YEAR -> "1 year";
      case HOUR -> "1 hour";
      case WEEKDAY, MONTH_OF_YEAR, DAY_OF_MONTH, HOUR_OF_DAY ->
          throw new IllegalArgumentException("a cycle has no step");
    };
  }

  private static List<String> others(Stage stage, Dimension filled) {
    List<String> others = new ArrayList<>();
    for (Dimension dimension : stage.dimensions()) {
      if (!dimension.key().equals(filled.key())) {
        others.add(quote(dimension.key()));
      }
      if (dimension.top() != null) {
        others.add(quote(Gathered.flag(dimension.key())));
      }
    }
    return others;
  }

  private static List<String> names(Stage stage) {
    List<String> names = new ArrayList<>();
    stage.dimensions().forEach(dimension -> names.add(quote(dimension.key())));
    stage.measures().forEach(measure -> names.add(quote(measure.key())));
    for (Dimension dimension : stage.dimensions()) {
      if (dimension.top() != null) {
        names.add(quote(Gathered.flag(dimension.key())));
        names.add(quote(Gathered.count(dimension.key())));
      }
    }
    names.add(quote(Summarise.ROWS));
    return names;
  }

  private static List<String> columns(Stage stage, Dimension filled) {
    List<String> others = others(stage, filled);
    List<String> columns = new ArrayList<>();
    for (String name : names(stage)) {
      @Nullable Measure measure =
          stage.measures().stream()
              .filter(one -> quote(one.key()).equals(name))
              .findFirst()
              .orElse(null);
      if (name.equals(quote(filled.key()))) {
        columns.add("t." + name);
      } else if (others.contains(name)) {
        columns.add("o." + name);
      } else if (name.equals(quote(Summarise.ROWS)) || (measure != null && isZero(measure))) {
        columns.add("COALESCE(g." + name + ", 0) AS " + name);
      } else {
        columns.add("g." + name);
      }
    }
    return columns;
  }

  private static boolean isZero(Measure measure) {
    return measure.aggregate() == Aggregate.COUNT
        || measure.aggregate() == Aggregate.COUNT_DISTINCT
        || measure.aggregate() == Aggregate.SUM;
  }
}
