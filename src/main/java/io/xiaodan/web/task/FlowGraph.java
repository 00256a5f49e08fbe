package io.xiaodan.web.task;

import io.xiaodan.flow.Branch;
import io.xiaodan.flow.Flow;
import io.xiaodan.flow.FlowNode;
import io.xiaodan.kernel.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flow as it is drawn for those who follow a record: its nodes and ways in the shape of a flow's
 * document, without what only builders see — conditions, people, what is written.
 */
final class FlowGraph {

  private FlowGraph() {}

  static Map<String, Object> of(Flow flow, Language language) {
    return Map.of(
        "kind",
        "flow",
        "key",
        flow.key(),
        "label",
        flow.label().in(language),
        "form",
        flow.form(),
        "start",
        Map.of("on", "create"),
        "nodes",
        flow.nodes().values().stream().map(node -> node(node, language)).toList());
  }

  private static Map<String, @Nullable Object> node(FlowNode node, Language language) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("key", node.key());
    view.put("label", node.label().in(language));
    switch (node) {
      case FlowNode.Start start -> next(view, "start", start.follows());
      case FlowNode.Pass pass -> next(view, "pass", pass.follows());
      case FlowNode.Condition condition ->
          branches(view, "condition", condition.branches(), condition.otherwise(), language);
      case FlowNode.Table table -> {
        // Every row as a card of its own would be a wall: each way is drawn once.
        view.put("type", "decision_table");
        List<String> ways = table.next().distinct().toList();
        view.put(
            "rows", ways.stream().map(way -> Map.of("key", "to_" + way, "next", way)).toList());
      }
      case FlowNode.Human human -> {
        view.put("type", human.approval() ? "approve" : "handle");
        Map<String, Object> outcomes = new LinkedHashMap<>();
        human
            .outcomes()
            .forEach((key, outcome) ->
                outcomes.put(
                    key, Map.of("label", outcome.label().in(language), "next", outcome.next())));
        view.put("outcomes", outcomes);
      }
      case FlowNode.Copy copy -> next(view, "cc", copy.follows());
      case FlowNode.Split split -> {
        branches(
            view,
            split.all() ? "parallel" : "inclusive",
            split.branches(),
            split.otherwise(),
            language);
        view.put("join", split.join());
      }
      case FlowNode.Join join -> next(view, "join", join.follows());
      case FlowNode.Delay delay -> next(view, "delay", delay.follows());
      case FlowNode.Perform perform -> next(view, "action", perform.follows());
      case FlowNode.End _ -> view.put("type", "end");
    }
    return view;
  }

  private static void next(Map<String, @Nullable Object> view, String type, String next) {
    view.put("type", type);
    view.put("next", next);
  }

  private static void branches(
      Map<String, @Nullable Object> view,
      String type,
      List<Branch> branches,
      @Nullable String otherwise,
      Language language) {
    view.put("type", type);
    view.put(
        "branches",
        branches.stream()
            .map(branch ->
                Map.of(
                    "key",
                    branch.key(),
                    "label",
                    branch.label().in(language),
                    "next",
                    branch.next()))
            .toList());
    if (otherwise != null) {
      view.put("else", otherwise);
    }
  }
}
