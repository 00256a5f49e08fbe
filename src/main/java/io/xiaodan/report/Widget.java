package io.xiaodan.report;

import io.xiaodan.kernel.Label;
import io.xiaodan.report.question.Question;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One part of a dashboard.
 *
 * @param chart how it is shown: number, table, bar, text and so on
 * @param question what it asks; null for what asks nothing
 * @param document the widget as it stands in the artifact
 */
public record Widget(
    String key, String chart, Label title, @Nullable Question question, JsonNode document) {

  /** Key of the form whose records it lists; null for any other. */
  @Nullable String listed() {
    return document.path("records").path("form").asString(null);
  }
}
