package io.xiaodan.report.query;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.report.question.Aggregate;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Groups by part and keys and writes, as text, numbers that add up to the measures. */
final class SummariseParts {

  private SummariseParts() {}

  /** The keys' texts, then the partial numbers; before them the part, where one is given. */
  static SqlFragment write(Query query, List<SqlFragment> part) {
    Stage stage = query.question().last();
    List<SqlFragment> columns = new ArrayList<>(part);
    for (int i = 0; i < stage.dimensions().size(); i++) {
      SqlFragment key = query.keys().get(i);
      ValueType type = type(stage.dimensions().get(i));
      columns.add(new SqlFragment(Partial.text(key.text(), type), key.binds()));
    }
    int keys = columns.size();
    stage.measures().forEach(measure -> columns.addAll(partials(query, measure)));
    columns.add(SqlFragment.of(Summarise.rows(query.question().stages().size() - 1) + "::text"));
    Sql select = new Sql().add("SELECT ").join(", ", columns);
    select.add(" FROM ").add(query.rows().from()).where(query.conditions());
    if (keys > 0) {
      select.add(
          IntStream.rangeClosed(1, keys)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", ", " GROUP BY ", "")));
    }
    return select.done();
  }

  static ValueType type(Dimension dimension) {
    return dimension.type();
  }

  /** How the partial numbers of a measure are put together. */
  static List<Partial> kinds(Measure measure) {
    return switch (measure.aggregate()) {
      case COUNT, COUNT_DISTINCT, SUM -> List.of(Partial.ADD);
      case AVERAGE -> List.of(Partial.ADD, Partial.ADD);
      case MINIMUM -> List.of(Partial.LEAST);
      case MAXIMUM -> List.of(Partial.GREATEST);
      case MEDIAN, PERCENTILE -> throw new IllegalArgumentException("percentiles do not add up");
    };
  }

  private static List<SqlFragment> partials(Query query, Measure measure) {
    Formula formula = measure.formula();
    SqlFragment only = Summarise.only(query, measure);
    if (measure.aggregate() == Aggregate.COUNT || formula == null) {
      return List.of(new Sql().add("(count(*)").add(only).add(")::text").done());
    }
    boolean id = measure.aggregate() == Aggregate.COUNT_DISTINCT && Summarise.isId(formula);
    SqlFragment value = query.key(formula, id);
    ValueType type = formula.type();
    return switch (measure.aggregate()) {
      case COUNT, COUNT_DISTINCT -> List.of(text("count(DISTINCT ", value, only, ValueType.NUMBER));
      case SUM -> List.of(text("sum(", value, only, ValueType.NUMBER));
      case AVERAGE -> List.of(text("sum(", value, only, ValueType.NUMBER), counted(value, only));
      case MINIMUM -> List.of(text("min(", value, only, type));
      case MAXIMUM -> List.of(text("max(", value, only, type));
      case MEDIAN, PERCENTILE -> throw new IllegalArgumentException("percentiles do not add up");
    };
  }

  private static SqlFragment counted(SqlFragment value, SqlFragment only) {
    return new Sql().add("(count(").add(value).add(")").add(only).add(")::text").done();
  }

  private static SqlFragment text(
      String aggregate, SqlFragment value, SqlFragment only, ValueType type) {
    SqlFragment number =
        new Sql().add("(" + aggregate).add(value).add(")").add(only).add(")").done();
    return new SqlFragment(Partial.text(number.text(), type), number.binds());
  }

  /** The measure, from its partial numbers as columns. */
  static String whole(Measure measure, List<String> columns) {
    String first = columns.getFirst();
    return switch (measure.aggregate()) {
      case COUNT, COUNT_DISTINCT, SUM -> "COALESCE(" + first + "::numeric, 0)";
      case AVERAGE ->
          "(%s::numeric + 0.00000000000000000000) / NULLIF(%s::numeric, 0)"
              .formatted(first, columns.get(1));
      case MINIMUM, MAXIMUM ->
          first + "::" + Partial.column(Objects.requireNonNull(measure.formula()).type());
      case MEDIAN, PERCENTILE -> throw new IllegalArgumentException("percentiles do not add up");
    };
  }
}
