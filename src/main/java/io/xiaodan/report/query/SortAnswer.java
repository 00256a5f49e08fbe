package io.xiaodan.report.query;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Ordering;
import io.xiaodan.report.question.Shape;
import io.xiaodan.report.question.Stage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sorts as the question says and then by the dimensions, so that the order never depends on chance.
 * Options follow their own order, text the order of pinyin.
 */
final class SortAnswer implements Step {

  @Override
  public Query apply(Query query) {
    Stage last = query.question().last();
    List<Ordering> orderings = new ArrayList<>(query.question().order());
    last.dimensions().forEach(dimension -> orderings.add(new Ordering(dimension.key(), false)));
    List<SqlFragment> order = new ArrayList<>();
    Set<String> gathered = new LinkedHashSet<>();
    last.dimensions().stream()
        .filter(dimension -> dimension.top() != null)
        .forEach(dimension -> gathered.add(dimension.key()));
    for (Ordering ordering : orderings) {
      boolean isDimension = dimension(last, ordering.key()) != null;
      if (!isDimension || gathered.contains(ordering.key())) {
        restLast(query, isDimension ? Set.of(ordering.key()) : gathered, order);
        gathered.removeAll(isDimension ? Set.of(ordering.key()) : Set.copyOf(gathered));
      }
      order.add(
          by(
              column(query, ordering.key()),
              dimension(last, ordering.key()),
              ordering.descending()));
    }
    return query.withOrder(order);
  }

  /** What was gathered stands after what is told apart, however the answer is sorted. */
  private static void restLast(Query query, Set<String> keys, List<SqlFragment> order) {
    keys.forEach(key -> order.add(SqlFragment.of(column(query, Gathered.flag(key)))));
  }

  private static @Nullable Shape dimension(Stage stage, String key) {
    Optional<Shape> shape =
        stage.dimensions().stream()
            .filter(dimension -> dimension.key().equals(key))
            .map(Dimension::shape)
            .findFirst();
    return shape.orElse(null);
  }

  private static String column(Query query, String key) {
    return query.rows().bare(Path.of(key)).text();
  }

  static SqlFragment by(String column, @Nullable Shape shape, boolean descending) {
    Sql by = new Sql();
    if (shape instanceof Shape.Option option) {
      by.add("array_position(ARRAY[").join(", ", keys(option.options()));
      by.add("]::text[], " + column + ")");
    } else if (shape instanceof Shape.Plain plain && plain.type() == ValueType.TEXT) {
      by.add(column + " COLLATE \"zh-x-icu\"");
    } else {
      by.add(column);
    }
    return by.add(descending ? " DESC NULLS LAST" : " NULLS LAST").done();
  }

  private static List<SqlFragment> keys(JsonNode options) {
    List<SqlFragment> keys = new ArrayList<>();
    options.forEach(option -> keys.add(SqlFragment.of("?::text", option.path("key").asString())));
    return keys;
  }
}
