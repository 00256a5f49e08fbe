package io.xiaodan.report;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.kernel.Label;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A compiled dashboard.
 *
 * @param position where it stands among the dashboards, the smallest first
 * @param filters over all widgets, by key
 * @param widgets by key, in their order
 * @param document the artifact's document
 */
public record Dashboard(
    String key,
    Label label,
    int position,
    SequencedMap<String, BoardFilter> filters,
    SequencedMap<String, Widget> widgets,
    JsonNode document) {

  /** Where compiled dashboards stand in the blueprint. */
  public static final ArtifactType<Dashboard> TYPE =
      new ArtifactType<>("dashboard", Dashboard.class);

  /** The same dashboard, and the same document, with some of its widgets. */
  Dashboard with(Predicate<Widget> wanted) {
    SequencedMap<String, Widget> some = new LinkedHashMap<>();
    widgets.values().stream().filter(wanted).forEach(widget -> some.put(widget.key(), widget));
    ObjectNode shown = (ObjectNode) document.deepCopy();
    ArrayNode documents = shown.putArray("widgets");
    some.values().forEach(widget -> documents.add(widget.document()));
    return new Dashboard(key, label, position, filters, some, shown);
  }
}
