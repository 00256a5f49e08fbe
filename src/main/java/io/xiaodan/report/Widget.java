package io.xiaodan.report;

import io.xiaodan.kernel.Label;
import io.xiaodan.report.question.Question;
import tools.jackson.databind.JsonNode;

/**
 * One chart or number of a dashboard.
 *
 * @param chart number, ranking, bar, line, pie or table
 * @param document the widget as it stands in the artifact
 */
public record Widget(String key, String chart, Label title, Question question, JsonNode document) {}
