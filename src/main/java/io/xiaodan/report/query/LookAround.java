package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.report.question.Bucket;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Stage;
import io.xiaodan.report.question.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds the numbers that look at other rows of the answer. Along stretches of time the row before is
 * the one of the stretch before, wherever it stands; along anything else it is the one before.
 */
final class LookAround implements Step {

  private static final String PRECISE = " + 0.00000000000000000000)";

  @Override
  public Query apply(Query query) {
    List<SqlFragment> columns = new ArrayList<>();
    for (Window window : query.question().windows()) {
      columns.add(Summarise.named(number(query, window), window.key()));
    }
    return columns.isEmpty() ? query : AddColumns.to(query, columns);
  }

  private static SqlFragment number(Query query, Window window) {
    String of = ((StageRows) query.rows()).alias() + "." + quote(window.of());
    return switch (window.kind()) {
      case RUNNING -> over("sum(" + of + ")", query, window, " ROWS UNBOUNDED PRECEDING");
      case MOVING_AVERAGE -> average(query, window, of);
      case PREVIOUS, YEAR_AGO -> before(query, window, of);
      case CHANGE, YEAR_CHANGE -> new Sql().add("(" + of + " - ").add(before(query, window, of)).add(")").done();
      case CHANGE_RATE, YEAR_CHANGE_RATE -> rate(of, before(query, window, of));
      case SHARE ->
          new Sql().add("(" + of + PRECISE + " / NULLIF(").add(total(query, window, of)).add(", 0)").done();
      case RANK -> rank(query, window, of);
      case CUMULATIVE_SHARE -> cumulative(query, window, of);
    };
  }

  private static SqlFragment rate(String of, SqlFragment before) {
    return new Sql()
        .add("(" + of + " - ")
        .add(before)
        .add(PRECISE + " / NULLIF(abs(")
        .add(before)
        .add("), 0)")
        .done();
  }

  private static SqlFragment total(Query query, Window window, String of) {
    return new Sql().add("sum(" + of + ") OVER (").add(partition(query, window)).add(")").done();
  }

  private static SqlFragment rank(Query query, Window window, String of) {
    return new Sql()
        .add("CASE WHEN " + of + " IS NOT NULL THEN (rank() OVER (")
        .add(partition(query, window))
        .add(" ORDER BY " + of + (window.descending() ? " DESC" : " ASC") + " NULLS LAST))::numeric END")
        .done();
  }

  private static SqlFragment cumulative(Query query, Window window, String of) {
    return new Sql()
        .add("CASE WHEN " + of + " IS NOT NULL THEN (sum(" + of + ") OVER (")
        .add(partition(query, window))
        .add(" ORDER BY " + of + " DESC NULLS LAST RANGE UNBOUNDED PRECEDING)" + PRECISE)
        .add(" / NULLIF(")
        .add(total(query, window, of))
        .add(", 0) END")
        .done();
  }

  private static SqlFragment average(Query query, Window window, String of) {
    int before = window.size() - 1;
    @Nullable Bucket bucket = stretch(query, window);
    String frame =
        bucket == null
            ? " ROWS BETWEEN " + before + " PRECEDING AND CURRENT ROW"
            : " RANGE BETWEEN %d * interval '%s' PRECEDING AND CURRENT ROW"
                .formatted(before, FillGaps.step(bucket));
    return new Sql()
        .add("((")
        .add(over("sum(" + of + ")", query, window, frame))
        .add(PRECISE + " / NULLIF(")
        .add(over("count(" + of + ")", query, window, frame))
        .add(", 0))")
        .done();
  }

  private static SqlFragment before(Query query, Window window, String of) {
    @Nullable Bucket bucket = stretch(query, window);
    if (bucket == null) {
      return over("lag(" + of + ")", query, window, "");
    }
    String back = window.kind().isOfLastYear() ? year(bucket) : FillGaps.step(bucket);
    String frame =
        " RANGE BETWEEN interval '%s' PRECEDING AND interval '%s' PRECEDING".formatted(back, back);
    String time = ((StageRows) query.rows()).alias() + "." + quote(along(query, window).key());
    return new Sql()
        .add("CASE WHEN " + time + " IS NOT NULL THEN ")
        .add(over("max(" + of + ")", query, window, frame))
        .add(" END")
        .done();
  }

  /** Weeks have no year; 52 of them are nearest to one. */
  private static String year(Bucket bucket) {
    return bucket == Bucket.WEEK ? "364 days" : "1 year";
  }

  private static SqlFragment over(
      String function, Query query, Window window, String frame) {
    Dimension along = along(query, window);
    String column = ((StageRows) query.rows()).alias() + "." + quote(along.key());
    Sql over = new Sql().add(function + " OVER (").add(partition(query, window)).add(" ORDER BY ");
    if (along.top() != null) {
      over.add(((StageRows) query.rows()).alias() + "." + quote(Gathered.flag(along.key())) + ", ");
    }
    return over.add(SortAnswer.by(column, along.shape(), false)).add(frame + ")").done();
  }

  private static @Nullable Bucket stretch(Query query, Window window) {
    Bucket bucket = along(query, window).bucket();
    return bucket == null || bucket.isCycle() ? null : bucket;
  }

  private static Dimension along(Query query, Window window) {
    return dimension(query.question().last(), java.util.Objects.requireNonNull(window.along()));
  }

  private static Dimension dimension(Stage stage, String key) {
    return stage.dimensions().stream()
        .filter(dimension -> dimension.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static SqlFragment partition(Query query, Window window) {
    String alias = ((StageRows) query.rows()).alias() + ".";
    List<String> columns = new ArrayList<>();
    for (String key : window.within()) {
      columns.add(alias + quote(key));
      if (dimension(query.question().last(), key).top() != null) {
        columns.add(alias + quote(Gathered.flag(key)));
      }
    }
    return SqlFragment.of(
        columns.isEmpty() ? "" : "PARTITION BY " + String.join(", ", columns));
  }
}
