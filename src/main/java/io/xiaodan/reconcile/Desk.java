package io.xiaodan.reconcile;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import org.springframework.stereotype.Component;

/** Lets those in who work with what is owed, and finds the document that says what that is. */
@Component
class Desk {

  private final Blueprints blueprints;

  Desk(Blueprints blueprints) {
    this.blueprints = blueprints;
  }

  /** Somebody who may, and what they work with. */
  record Open(Caller caller, Receivables of) {
    Blueprint blueprint() {
      return caller.blueprint();
    }
  }

  /**
   * Opens the desk.
   *
   * @throws ProblemException not found where the workspace keeps no receivables; forbidden
   */
  Open open(Actor actor) {
    Blueprint blueprint = blueprints.current();
    Receivables of =
        blueprint.all(Receivables.TYPE).values().stream()
            .findFirst()
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "reconcile.none").exception());
    if (!mayUse(actor, of)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception();
    }
    return new Open(new Caller(blueprint, actor), of);
  }

  static boolean mayUse(Actor actor, Receivables of) {
    return actor.isSystem()
        || actor.has(Role.ADMINISTRATOR)
        || of.roles().stream().anyMatch(actor::has);
  }

  /** Whether somebody finds anything here. */
  boolean isThere(Blueprint blueprint, Actor actor) {
    return blueprint.all(Receivables.TYPE).values().stream().anyMatch(of -> mayUse(actor, of));
  }
}
