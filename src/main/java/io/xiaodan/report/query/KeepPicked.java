package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.report.question.Dimension;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Leaves only the rows behind one cell of an answer.
 *
 * @param at values of the stage's dimensions as the answer writes them; what is not named is open
 */
record KeepPicked(int stage, Map<String, JsonNode> at) implements Step {

  @Override
  public Query apply(Query query) {
    Query kept = query;
    List<Dimension> dimensions = query.stage(stage).dimensions();
    for (int i = 0; i < dimensions.size(); i++) {
      JsonNode value = at.get(dimensions.get(i).key());
      if (value != null) {
        kept = kept.withCondition(picked(query, dimensions.get(i), query.keys().get(i), value));
      }
    }
    return kept;
  }

  private static SqlFragment picked(
      Query query, Dimension dimension, SqlFragment key, JsonNode value) {
    @Nullable Gathered gathered =
        query.gathered().stream()
            .filter(one -> one.dimension().key().equals(dimension.key()))
            .findFirst()
            .orElse(null);
    if (gathered == null) {
      return Picked.is(key, dimension, value);
    }
    return value.has("others")
        ? gathered.rest()
        : new Sql()
            .add("(NOT ")
            .add(gathered.rest())
            .add(" AND ")
            .add(Picked.is(gathered.all(), dimension, value))
            .add(")")
            .done();
  }
}
