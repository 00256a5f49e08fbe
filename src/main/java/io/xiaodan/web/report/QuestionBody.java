package io.xiaodan.web.report;

import io.xiaodan.report.Inquiry;
import io.xiaodan.report.Spot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked over HTTP; which parts count, each address says.
 *
 * @param at values of dimensions that tell one cell of the answer
 * @param measure key of the column that is meant
 * @param from the earlier of two moments
 * @param to the later one
 */
record QuestionBody(
    @Nullable JsonNode question,
    @Nullable String dashboard,
    @Nullable String widget,
    @Nullable JsonNode parameters,
    @Nullable JsonNode filters,
    @Nullable JsonNode selections,
    @Nullable JsonNode where,
    @Nullable Instant moment,
    @Nullable JsonNode at,
    @Nullable String measure,
    @Nullable Integer limit,
    @Nullable String after,
    @Nullable Instant from,
    @Nullable Instant to) {

  private static final int USUAL = 50;

  Inquiry inquiry() {
    return new Inquiry(
        question, dashboard, widget, parameters, filters, selections, where, moment);
  }

  int most() {
    return limit == null ? USUAL : limit;
  }

  Spot spot() {
    Map<String, JsonNode> cell = new LinkedHashMap<>();
    if (at != null) {
      at.properties().forEach(entry -> cell.put(entry.getKey(), entry.getValue()));
    }
    return new Spot(cell, measure);
  }
}
