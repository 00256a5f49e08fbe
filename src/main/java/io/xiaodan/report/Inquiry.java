package io.xiaodan.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody asks: a question of their own, or a widget of a dashboard.
 *
 * @param question a question's document; null for a widget's
 * @param parameters values of the question's parameters, by key
 * @param filters values of the dashboard's filters, by key: operator and value, or null for none
 * @param selections clicks in other widgets: {@code {"widget", "at"}}
 * @param where a filter tree over the rows of the source
 * @param moment as of when; null for now
 */
public record Inquiry(
    @Nullable JsonNode question,
    @Nullable String dashboard,
    @Nullable String widget,
    @Nullable JsonNode parameters,
    @Nullable JsonNode filters,
    @Nullable JsonNode selections,
    @Nullable JsonNode where,
    @Nullable Instant moment) {

  /** A widget of a dashboard, with nothing given. */
  public static Inquiry of(String dashboard, String widget) {
    return new Inquiry(null, dashboard, widget, null, null, null, null, null);
  }

  /** The same, of another widget. */
  Inquiry of(String other) {
    return new Inquiry(
        null, dashboard, other, parameters, filters, selections, where, moment);
  }
}
