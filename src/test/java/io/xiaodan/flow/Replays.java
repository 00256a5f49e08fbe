package io.xiaodan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.blueprint.Blueprints;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Takes the steps of stored instances again, from their trails alone. */
final class Replays {

  private Replays() {}

  /** Every instance that somebody has started stands where its trail says. */
  static void check(ApplicationContext beans, String starter) {
    beans
        .getBean(FlowInstances.class)
        .startedBy(UUID.fromString(starter), null, null, null, 500)
        .forEach(instance -> check(beans, instance));
  }

  private static void check(ApplicationContext beans, FlowInstance instance) {
    FlowJson json = beans.getBean(FlowJson.class);
    Flow flow =
        beans.getBean(FlowVersions.class).of(beans.getBean(Blueprints.class).current(), instance);
    Operation begin = Operation.of(Act.START, instance.startedBy(), instance.startedAt(), 0, 0);
    JsonNode begun = json.tree(beans.getBean(FlowInstances.class).begun(instance.id()));
    FlowState state =
        Interpreter.begin(flow, begin, new ReplayedFacts(begun, json.mapper())).state();
    for (JsonNode detail : beans.getBean(FlowTrail.class).details(instance.id())) {
      Operation operation = json.read(detail.path("operation"), Operation.class);
      Facts facts = new ReplayedFacts(detail.path("answers"), json.mapper());
      state = Interpreter.apply(flow, state, instance.startedBy(), operation, facts).state();
    }
    assertThat(state).isEqualTo(instance.place());
  }
}
