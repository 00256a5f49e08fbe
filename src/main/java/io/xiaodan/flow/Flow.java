package io.xiaodan.flow;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled flow.
 *
 * @param form key of the form whose records it moves
 * @param startsOn what starts it
 * @param startsWhen which records it starts for; null for all
 * @param start key of the start node
 * @param nodes by key, in the order of the document
 * @param blocks for each node the splits it stands within, outermost first
 * @param withdrawal until when the starter may withdraw it, and what is written then
 * @param terminated fields written when it is terminated
 * @param urgeEvery minutes between two calls to hurry
 * @param priority how urgent its tasks are
 * @param ceiling what was approved and may not be exceeded without being approved again; null for
 *     nothing
 * @param uses keys of the flows it runs through, itself included
 */
public record Flow(
    String key,
    Label label,
    String form,
    StartsOn startsOn,
    @Nullable Formula startsWhen,
    String start,
    Map<String, FlowNode> nodes,
    Map<String, List<String>> blocks,
    Withdrawal withdrawal,
    List<Setting> terminated,
    int urgeEvery,
    Priority priority,
    @Nullable Ceiling ceiling,
    Set<String> uses) {

  /** Where compiled flows stand in the blueprint. */
  public static final ArtifactType<Flow> TYPE = new ArtifactType<>("flow", Flow.class);

  /** What starts a flow. */
  public enum StartsOn {
    /** A new record. */
    CREATE,
    /** A person who submits a record. */
    SUBMIT,
    /** Another flow it is a part of. */
    CALL
  }

  /** Until when a starter may withdraw. */
  public enum Until {
    NEVER,
    FIRST_ACTION,
    END
  }

  /** Whether and until when the starter may take a record back, and what is written then. */
  public record Withdrawal(Until until, List<Setting> settings) {}

  /** For which records tasks are urgent or of high priority; null for none. */
  public record Priority(@Nullable Formula urgent, @Nullable Formula high) {

    /** Nothing is more urgent than anything else. */
    static final Priority USUAL = new Priority(null, null);

    /** 2 for urgent, 1 for high, 0 for usual. */
    int of(Values values, Environment environment) {
      if (urgent != null && urgent.test(values, environment)) {
        return 2;
      }
      return high != null && high.test(values, environment) ? 1 : 0;
    }
  }

  /**
   * An approved figure that may not be exceeded without being approved again.
   *
   * @param field key of a number of the head
   * @param difference whether conditions then see by how much it is exceeded, instead of all of it
   */
  public record Ceiling(String field, boolean difference) {}

  /** A node that the check has found to be there. */
  public FlowNode node(String key) {
    return Objects.requireNonNull(nodes.get(key), "a compiled flow has the nodes it names");
  }

  /** The splits a node stands within, outermost first. */
  List<String> block(String node) {
    return blocks.getOrDefault(node, List.of());
  }
}
