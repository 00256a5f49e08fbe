package io.xiaodan.report;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.kernel.Label;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * A compiled dashboard.
 *
 * @param position where it stands among the dashboards, the smallest first
 * @param widgets by key, in their order
 * @param document the artifact's document
 */
public record Dashboard(
    String key,
    Label label,
    int position,
    SequencedMap<String, Widget> widgets,
    JsonNode document) {

  /** Where compiled dashboards stand in the blueprint. */
  public static final ArtifactType<Dashboard> TYPE =
      new ArtifactType<>("dashboard", Dashboard.class);
}
