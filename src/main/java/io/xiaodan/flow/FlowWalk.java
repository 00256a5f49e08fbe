package io.xiaodan.flow;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Walks a flow from one node to the next that waits for somebody, or to the end. Knows no database:
 * what it writes goes to a consumer, what it reads comes from the values as they are at each step.
 */
final class FlowWalk {

  private static final int MOST_STEPS = 200;

  private final Flow flow;
  private final Supplier<Values> values;
  private final Consumer<Setting> write;
  private final Environment environment;

  /**
   * @param values the record's values, asked again at each step because settings change them
   * @param write carries a setting out
   */
  FlowWalk(Flow flow, Supplier<Values> values, Consumer<Setting> write, Environment environment) {
    this.flow = flow;
    this.values = values;
    this.write = write;
    this.environment = environment;
  }

  /** From the start. */
  FlowNode begin() {
    FlowNode.Start start = (FlowNode.Start) flow.node(flow.start());
    return go(start.settings(), start.follows());
  }

  /** On from a person's outcome. */
  FlowNode leave(Outcome outcome) {
    return go(outcome.settings(), outcome.next());
  }

  /** The node where the walk stops: one that waits for a person, or the end. */
  private FlowNode go(List<Setting> settings, String next) {
    settings.forEach(write);
    String key = next;
    for (int step = 0; step < MOST_STEPS; step++) {
      FlowNode node = flow.node(key);
      switch (node) {
        case FlowNode.Human human -> {
          return human;
        }
        case FlowNode.End end -> {
          end.settings().forEach(write);
          return end;
        }
        case FlowNode.Start start -> {
          start.settings().forEach(write);
          key = start.follows();
        }
        case FlowNode.Condition condition -> {
          Optional<Branch> branch =
              condition.branches().stream()
                  .filter(each -> each.when().test(values.get(), environment))
                  .findFirst();
          branch.ifPresent(taken -> taken.settings().forEach(write));
          key = branch.map(Branch::next).orElse(condition.otherwise());
          if (key == null) {
            throw Problem.of(ProblemKind.CONFLICT, "flow.no_branch", "node", condition.label())
                .exception();
          }
        }
      }
    }
    throw Problem.of(ProblemKind.CONFLICT, "flow.endless", "node", flow.label()).exception();
  }

  /**
   * What would follow if everybody moved the record forward with its values as they are; without
   * effects.
   */
  static List<FlowNode> predict(Flow flow, String from, Values values, Environment environment) {
    FlowWalk walk = new FlowWalk(flow, () -> values, setting -> {}, environment);
    Set<FlowNode> path = new LinkedHashSet<>();
    FlowNode node = flow.node(from);
    while (node instanceof FlowNode.Human human) {
      node = walk.leave(human.outcomes().values().iterator().next());
      if (!path.add(node)) {
        break;
      }
    }
    return List.copyOf(path);
  }
}
