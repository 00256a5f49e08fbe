package io.xiaodan.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What comes with the outcome of a task.
 *
 * @param comment an opinion or a reason; null for none
 * @param values fields that are filled in; null for none
 * @param choose people chosen for nodes ahead, or at a node that asks to choose, for that node
 * @param files files laid beside it
 * @param signature the picture of a signature; null for none
 */
public record Answer(
    @Nullable String comment,
    @Nullable JsonNode values,
    Map<String, List<UUID>> choose,
    List<UUID> files,
    @Nullable UUID signature) {

  /** Nothing besides a comment and values. */
  public static Answer of(@Nullable String comment, @Nullable JsonNode values) {
    return new Answer(comment, values, Map.of(), List.of(), null);
  }
}
