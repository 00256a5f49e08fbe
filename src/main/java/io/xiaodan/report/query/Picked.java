package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.report.question.Dimension;
import tools.jackson.databind.JsonNode;

/** Conditions that pick the rows of one value of a dimension. */
final class Picked {

  private Picked() {}

  /** The rows in whose dimension a value stands, as an answer writes it. */
  static SqlFragment is(Query query, Dimension dimension, JsonNode value) {
    return is(CutBuckets.key(query, dimension), dimension, value);
  }

  static SqlFragment is(SqlFragment key, Dimension dimension, JsonNode value) {
    if (value.has("others")) {
      throw Problem.of(ProblemKind.MALFORMED, "report.others_selected").exception();
    }
    if (value.isNull() || value.isMissingNode()) {
      return new Sql().add(key).add(" IS NULL").done();
    }
    String text = text(value);
    String type =
        Summarise.isBareId(dimension) ? "uuid" : Partial.column(dimension.type());
    Values.require(type, text);
    return new Sql().add(key).add(" = ?::" + type, text).done();
  }

  private static String text(JsonNode value) {
    return value.isObject() ? value.path("id").asString("") : value.asString("");
  }
}
