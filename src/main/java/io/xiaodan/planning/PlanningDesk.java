package io.xiaodan.planning;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets those in who plan, and finds the document that says what is planned. */
@Component
class PlanningDesk {

  private final Blueprints blueprints;

  PlanningDesk(Blueprints blueprints) {
    this.blueprints = blueprints;
  }

  /** Somebody who may plan, and what. */
  record Open(Caller caller, Planning of) {
    Blueprint blueprint() {
      return caller.blueprint();
    }

    Actor actor() {
      return caller.actor();
    }
  }

  /**
   * Opens the desk.
   *
   * @throws ProblemException not found where nothing is planned; forbidden
   */
  Open open(Actor actor) {
    Blueprint blueprint = blueprints.current();
    Planning of =
        blueprint.all(Planning.TYPE).values().stream()
            .findFirst()
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "planning.none").exception());
    if (!mayPlan(actor, of)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception();
    }
    return new Open(new Caller(blueprint, actor), of);
  }

  /** What somebody may plan. */
  List<Planning> seen(Blueprint blueprint, Actor actor) {
    return blueprint.all(Planning.TYPE).values().stream().filter(of -> mayPlan(actor, of)).toList();
  }

  private static boolean mayPlan(Actor actor, Planning of) {
    return actor.isSystem()
        || actor.has(Role.ADMINISTRATOR)
        || of.roles().stream().anyMatch(actor::has);
  }
}
