package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.report.question.Bucket;
import io.xiaodan.report.question.Cut;
import io.xiaodan.report.question.Dimension;
import java.math.BigDecimal;
import java.util.stream.Collectors;

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

  static SqlFragment key(Query query, Dimension dimension) {
    return switch (dimension.cut()) {
      case Cut.None _ -> query.key(dimension.formula(), dimension.shape().isId());
      case Cut.Time time -> time(query, dimension, time);
      case Cut.Bins bins -> bin(query.value(dimension.formula()), bins);
      case Cut.Edges edges -> edge(query.value(dimension.formula()), edges);
    };
  }

  private static SqlFragment time(Query query, Dimension dimension, Cut.Time time) {
    SqlFragment value = query.value(dimension.formula());
    boolean isDate = dimension.formula().type() == ValueType.DATE;
    SqlFragment day = isDate ? value : Days.of(query.asking(), value);
    return switch (time.bucket()) {
      case DAY -> day;
      case WEEK, MONTH -> first(time.bucket(), day);
      case QUARTER, YEAR -> fiscal(time, day);
      case WEEKDAY -> part("isodow", day);
      case MONTH_OF_YEAR -> part("month", day);
      case DAY_OF_MONTH -> part("day", day);
      case HOUR_OF_DAY -> part("hour", Days.local(query.asking(), value));
      case HOUR -> hour(query.asking(), value);
    };
  }

  private static SqlFragment first(Bucket bucket, SqlFragment day) {
    return new Sql()
        .add("date_trunc('" + bucket.key() + "', (")
        .add(day)
        .add(")::timestamp)::date")
        .done();
  }

  /** A year that begins in another month is cut where that month would be January. */
  private static SqlFragment fiscal(Cut.Time time, SqlFragment day) {
    int months = time.yearBegins() - 1;
    if (months == 0) {
      return first(time.bucket(), day);
    }
    String shift = "interval '" + months + " months'";
    return new Sql()
        .add("(date_trunc('" + time.bucket().key() + "', (")
        .add(day)
        .add(")::timestamp - " + shift + ") + " + shift + ")::date")
        .done();
  }

  private static SqlFragment part(String part, SqlFragment day) {
    return new Sql().add("extract(" + part + " FROM ").add(day).add(")::numeric").done();
  }

  private static SqlFragment hour(Asking asking, SqlFragment moment) {
    return new Sql()
        .add("date_trunc('hour', ")
        .add(moment)
        .add(", ?::text)", asking.environment().zone().getId())
        .done();
  }

  private static SqlFragment bin(SqlFragment value, Cut.Bins bins) {
    return new Sql()
        .add("floor((")
        .add(value)
        .add(" - ?::numeric)", bins.from())
        .add(" / ?::numeric)", bins.size())
        .add(" * ?::numeric", bins.size())
        .add(" + ?::numeric", bins.from())
        .done();
  }

  /** Place 0 of an array is empty, and so is what is below its first entry. */
  private static SqlFragment edge(SqlFragment value, Cut.Edges edges) {
    String all =
        edges.edges().stream()
            .map(BigDecimal::toPlainString)
            .collect(Collectors.joining(",", "{", "}"));
    return new Sql()
        .add("(?::numeric[])[width_bucket(", all)
        .add(value)
        .add(", ?::numeric[])]", all)
        .done();
  }
}
