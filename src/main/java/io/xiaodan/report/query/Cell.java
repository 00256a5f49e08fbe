package io.xiaodan.report.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One cell of an answer.
 *
 * @param at values of dimensions as the answer writes them; what is not named is open
 * @param measure key of the column; null for the row as a whole
 */
public record Cell(Map<String, JsonNode> at, @Nullable String measure) {

  public Cell {
    at = Collections.unmodifiableMap(new LinkedHashMap<>(at));
  }
}
