package io.xiaodan.flow;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A compiled flow.
 *
 * @param form key of the form whose records it moves
 * @param startsWhen which new records it starts for; null for all
 * @param start key of the start node
 * @param nodes by key, in the order of the document
 */
public record Flow(
    String key,
    Label label,
    String form,
    @Nullable Formula startsWhen,
    String start,
    Map<String, FlowNode> nodes) {

  /** Where compiled flows stand in the blueprint. */
  public static final ArtifactType<Flow> TYPE = new ArtifactType<>("flow", Flow.class);

  /** A node that the check has found to be there. */
  public FlowNode node(String key) {
    return Objects.requireNonNull(nodes.get(key), "a compiled flow has the nodes it names");
  }
}
