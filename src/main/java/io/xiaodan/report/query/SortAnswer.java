package io.xiaodan.report.query;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Ordering;
import io.xiaodan.report.question.Shape;
import io.xiaodan.report.question.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    List<SqlFragment> order = new ArrayList<>();
    for (Ordering ordering : query.question().order()) {
      order.add(
          by(
              column(query, ordering.key()),
              dimension(last, ordering.key()),
              ordering.descending()));
    }
    for (Dimension dimension : last.dimensions()) {
      order.add(by(column(query, dimension.key()), dimension.shape(), false));
    }
    return query.withOrder(order);
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

  private static SqlFragment by(String column, @Nullable Shape shape, boolean descending) {
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
