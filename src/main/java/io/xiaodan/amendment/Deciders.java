package io.xiaodan.amendment;

import io.xiaodan.flow.FlowNode;
import io.xiaodan.flow.FlowStatus;
import io.xiaodan.flow.FlowWays;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Role;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Write;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Who would be asked about a proposal that is being written. */
@Component
class Deciders {

  private final FlowWays ways;
  private final People people;
  private final Roles roles;

  Deciders(FlowWays ways, People people, Roles roles) {
    this.ways = ways;
    this.people = people;
    this.roles = roles;
  }

  /**
   * The people on the way of a proposal, in their order.
   *
   * @param carrier values of the record that would carry it
   */
  List<Impact.Ahead> ahead(Caller caller, AmendmentTerms terms, JsonNode carrier) {
    try {
      return ways
          .preview(caller, terms.proposals().form().key(), Write.trusted(carrier, Map.of()))
          .stream()
          .filter(next -> next.node() instanceof FlowNode.Human)
          .map(this::shown)
          .toList();
    } catch (ProblemException e) {
      // A way that cannot be foreseen is decided when the proposal is made.
      return List.of();
    }
  }

  private Impact.Ahead shown(FlowStatus.Next next) {
    List<Label> labels =
        next.roles().stream()
            .map(role -> roles.find(role).map(Role::label).orElse(Label.of(role)))
            .toList();
    return new Impact.Ahead(
        next.node().label(), next.people().stream().map(people::name).toList(), labels);
  }
}
