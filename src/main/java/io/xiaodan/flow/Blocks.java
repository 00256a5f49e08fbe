package io.xiaodan.flow;

import io.xiaodan.kernel.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds the blocks of a flow: what stands between a split and its join. A node stands within a
 * block when every way to it leads through the split and a way leads from it to the join without
 * the split. A block is entered through its split only; leaving it other than through its join ends
 * whatever else goes on in it.
 */
final class Blocks {

  private final BiConsumer<String, Message> errors;
  private final String start;
  private final Map<String, FlowNode> nodes;
  private boolean sound = true;

  /**
   * @param errors takes what does not fit, with its place
   */
  Blocks(BiConsumer<String, Message> errors, String start, Map<String, FlowNode> nodes) {
    this.errors = errors;
    this.start = start;
    this.nodes = nodes;
  }

  /** For each node the splits it stands within, outermost first; reports what does not fit. */
  Map<String, List<String>> find() {
    List<FlowNode.Split> splits =
        nodes.values().stream()
            .filter(FlowNode.Split.class::isInstance)
            .map(FlowNode.Split.class::cast)
            .toList();
    Map<String, String> joins = joins(splits);
    if (splits.isEmpty() || !sound) {
      return Map.of();
    }
    Map<String, Set<String>> inside = new LinkedHashMap<>();
    splits.forEach(split -> inside.put(split.key(), inside(split)));
    Map<String, List<String>> blocks = new HashMap<>();
    for (String node : nodes.keySet()) {
      List<String> within = new ArrayList<>();
      splits.stream()
          .filter(split -> of(inside, split).contains(node))
          .sorted((a, b) -> of(inside, b).size() - of(inside, a).size())
          .forEach(split -> within.add(split.key()));
      blocks.put(node, List.copyOf(within));
    }
    nodes.values().forEach(node -> check(node, blocks, joins));
    return Map.copyOf(blocks);
  }

  private static Set<String> of(Map<String, Set<String>> inside, FlowNode.Split split) {
    return inside.getOrDefault(split.key(), Set.of());
  }

  private void error(String place, Message message) {
    errors.accept(place, message);
    sound = false;
  }

  private Map<String, String> joins(List<FlowNode.Split> splits) {
    Map<String, String> joins = new HashMap<>();
    for (FlowNode.Split split : splits) {
      if (!(nodes.get(split.join()) instanceof FlowNode.Join)
          || joins.put(split.join(), split.key()) != null) {
        error("nodes." + split.key(), Message.of("flow.own_join", "node", split.label()));
      }
    }
    for (FlowNode node : nodes.values()) {
      if (node instanceof FlowNode.Join && !joins.containsKey(node.key())) {
        error("nodes." + node.key(), Message.of("flow.no_split", "node", node.label()));
      }
    }
    return joins;
  }

  private Set<String> inside(FlowNode.Split split) {
    Set<String> withoutSplit = reachable(start, split.key());
    Set<String> withoutJoin = reachable(start, split.join());
    Set<String> inside = new HashSet<>();
    for (String node : nodes.keySet()) {
      boolean onlyThroughSplit = !withoutSplit.contains(node);
      if (onlyThroughSplit
          && !node.equals(split.key())
          && !node.equals(split.join())
          && withoutJoin.contains(node)
          && reachable(node, split.key()).contains(split.join())) {
        inside.add(node);
      }
    }
    return inside;
  }

  /** What can be reached without going through a node. */
  private Set<String> reachable(String from, String without) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    if (!from.equals(without)) {
      seen.add(from);
      open.push(from);
    }
    while (!open.isEmpty()) {
      Objects.requireNonNull(nodes.get(open.pop()))
          .next()
          .filter(next -> !next.equals(without))
          .filter(seen::add)
          .forEach(open::push);
    }
    return seen;
  }

  private void check(FlowNode node, Map<String, List<String>> blocks, Map<String, String> joins) {
    List<String> own = new ArrayList<>(blocks.getOrDefault(node.key(), List.of()));
    if (node instanceof FlowNode.Split split) {
      own.add(split.key());
    }
    node.next()
        .forEach(next -> {
          List<String> theirs = new ArrayList<>(blocks.getOrDefault(next, List.of()));
          if (joins.containsKey(next)) {
            theirs.add(joins.get(next));
          }
          boolean inward =
              own.size() < theirs.size() || !own.subList(0, theirs.size()).equals(theirs);
          if (inward) {
            error(
                "nodes." + node.key(),
                Message.of(
                    "flow.into_block", "node", Objects.requireNonNull(nodes.get(next)).label()));
          }
        });
    if (node instanceof FlowNode.Split split
        && !reachable(split.key(), "").contains(split.join())) {
      error("nodes." + node.key(), Message.of("flow.join_never", "node", split.label()));
    }
  }
}
