package io.xiaodan.flow;

import io.xiaodan.flow.Asking.Again;
import io.xiaodan.flow.Asking.Back;
import io.xiaodan.flow.Asking.Nobody;
import io.xiaodan.flow.Asking.Own;
import io.xiaodan.flow.Asking.Then;
import io.xiaodan.kernel.Label;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws flows for tests, node by node. */
final class Drawing {

  final Map<String, FlowNode> nodes = new LinkedHashMap<>();
  Flow.Until withdraw = Flow.Until.END;

  private static Label label(String key) {
    return Label.of(key);
  }

  Drawing start(String next) {
    return add(
        new FlowNode.Start(
            "start", label("start"), List.of(Village.set("state", "1")), Set.of(), next));
  }

  Drawing end(String key, boolean rejected) {
    return add(
        new FlowNode.End(
            key, label(key), List.of(Village.set("state", rejected ? "8" : "9")), rejected));
  }

  Drawing add(FlowNode node) {
    nodes.put(node.key(), node);
    return this;
  }

  Drawing ask(String key, Party who, Asking asking, String next, String rejected) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    outcomes.put(
        "approve",
        new Outcome("approve", label("approve"), false, List.of(Village.set("state", "2")), next));
    outcomes.put("reject", new Outcome("reject", label("reject"), false, List.of(), rejected));
    return add(new FlowNode.Human(key, label(key), true, who, Set.of(), outcomes, asking));
  }

  Drawing split(String key, boolean all, String join, List<Branch> branches) {
    return add(new FlowNode.Split(key, label(key), all, branches, null, join));
  }

  static Branch branch(String key, String when, String next) {
    return new Branch(key, label(key), Village.formula(when), List.of(), next);
  }

  /** How a node asks; everything else as usual. */
  static Asking asking(Mode mode) {
    return asking(mode, Nobody.ADMINISTRATOR, Own.ALLOW, Again.ASK, List.of("start"), null);
  }

  static Asking asking(
      Mode mode,
      Nobody nobody,
      Own own,
      Again again,
      List<String> back,
      @Nullable TimeLimit limit) {
    return new Asking(
        mode,
        60,
        nobody,
        List.of(),
        own,
        again,
        EnumSet.allOf(Act.class),
        new Back(back, Then.CHOOSE, List.of(Village.set("state", "3"))),
        Map.of(),
        List.of(),
        false,
        limit,
        null);
  }

  Flow flow() {
    List<String> errors = new ArrayList<>();
    Map<String, List<String>> blocks =
        new Blocks((place, message) -> errors.add(place + " " + message), "start", nodes).find();
    if (!errors.isEmpty()) {
      throw new AssertionError(errors + " in " + nodes);
    }
    return new Flow(
        "drawn",
        label("drawn"),
        "form",
        Flow.StartsOn.CREATE,
        null,
        "start",
        nodes,
        blocks,
        new Flow.Withdrawal(withdraw, List.of(Village.set("state", "4"))),
        List.of(Village.set("state", "5")),
        30,
        Flow.Priority.USUAL,
        null,
        Set.of("drawn"));
  }
}
