package io.xiaodan.flow;

import io.xiaodan.kernel.Label;
import io.xiaodan.task.StoredTask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds what a task asks of whoever opens it. */
final class TaskWork {

  private static final List<Outcome> AFTER_RETURN =
      List.of(
          new Outcome("submit", new Label("重新提交", "Resubmit"), false, List.of(), ""),
          new Outcome("cancel", new Label("取消", "Cancel"), false, List.of(), ""));

  private static final List<Outcome> CHOOSING =
      List.of(new Outcome("choose", new Label("确定人选", "Choose"), false, List.of(), ""));

  private TaskWork() {}

  static Optional<Flows.Work> of(Flow flow, FlowInstance instance, StoredTask task) {
    FlowNode node = flow.nodes().get(task.node());
    if (node == null) {
      return Optional.empty();
    }
    Token token = instance.place().holding(task.id());
    if (token != null && token.phase() == Token.Phase.CHOOSING) {
      return Optional.of(
          new Flows.Work(
              node,
              CHOOSING,
              Set.of(),
              null,
              Set.of(),
              "owner",
              node instanceof FlowNode.Human human ? List.of(human) : List.of(),
              List.of(),
              instance.startedBy(),
              instance.startedAt()));
    }
    return switch (node) {
      case FlowNode.Start start ->
          Optional.of(
              new Flows.Work(
                  start,
                  AFTER_RETURN,
                  start.edit(),
                  null,
                  Set.of(),
                  "owner",
                  List.of(),
                  List.of(),
                  instance.startedBy(),
                  instance.startedAt()));
      case FlowNode.Human human -> Optional.of(human(flow, instance, task, human, token));
      default -> Optional.empty();
    };
  }

  private static Flows.Work human(
      Flow flow,
      FlowInstance instance,
      StoredTask task,
      FlowNode.Human human,
      @org.jspecify.annotations.Nullable Token token) {
    Seat seat = token == null ? null : token.seat(task.id());
    String as = seat == null ? "owner" : seat.top().as().name().toLowerCase(Locale.ROOT);
    return new Flows.Work(
        human,
        List.copyOf(human.outcomes().values()),
        human.edit(),
        human.asking(),
        Flows.offeredFor(instance, flow, task),
        as,
        ahead(flow, human, instance.place()),
        back(flow, human, instance.place()),
        instance.startedBy(),
        instance.startedAt());
  }

  /** The nodes it offers to send back to and that the record has passed. */
  private static List<FlowNode> back(Flow flow, FlowNode.Human human, FlowState place) {
    List<String> block = flow.block(human.key());
    return human.asking().back().to().stream()
        .filter(key ->
            key.equals(flow.start())
                || place.passed().stream().anyMatch(passed -> passed.node().equals(key))
                    && block.size() >= flow.block(key).size()
                    && block.subList(0, flow.block(key).size()).equals(flow.block(key)))
        .map(flow::node)
        .toList();
  }

  /** Nodes that may come next and whose people the one who acts now chooses. */
  private static List<FlowNode.Human> ahead(Flow flow, FlowNode.Human from, FlowState place) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(from.next().toList());
    List<FlowNode.Human> found = new java.util.ArrayList<>();
    while (!open.isEmpty()) {
      String key = open.pop();
      if (!seen.add(key)) {
        continue;
      }
      FlowNode node = flow.node(key);
      if (node instanceof FlowNode.Human human) {
        Party.Chosen choice = human.who().chosen();
        if (choice != null && !choice.byStarter() && !place.chosen().containsKey(key)) {
          found.add(human);
        }
      } else {
        node.next().forEach(open::push);
      }
    }
    return found;
  }
}
