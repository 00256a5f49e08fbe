package io.xiaodan.report;

import io.xiaodan.report.query.Cell;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place in an answer somebody points at.
 *
 * @param at values of dimensions as the answer writes them; what is not named is open
 * @param measure key of the column; null for the row as a whole
 */
public record Spot(Map<String, JsonNode> at, @Nullable String measure) {

  Cell cell() {
    return new Cell(at, measure);
  }
}
