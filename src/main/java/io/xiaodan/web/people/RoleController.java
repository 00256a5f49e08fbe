package io.xiaodan.web.people;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The names of the roles, for those who have something to give to a role: people to administrators,
 * steps to builders, views to those who share them.
 */
@RestController
@RequestMapping("/api/roles")
class RoleController {

  private final Roles roles;
  private final Blueprints blueprints;
  private final Access access;

  RoleController(Roles roles, Blueprints blueprints, Access access) {
    this.roles = roles;
    this.blueprints = blueprints;
    this.access = access;
  }

  record Item(String key, Label label) {}

  record Items(List<Item> items) {}

  @GetMapping
  Items all(Actor actor) {
    if (!roles.builds(actor) && !roles.administers(actor) && !shares(actor)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception();
    }
    return new Items(roles.all().stream().map(role -> new Item(role.key(), role.label())).toList());
  }

  private boolean shares(Actor actor) {
    Blueprint blueprint = blueprints.current();
    return blueprint.all(Form.TYPE).values().stream()
        .anyMatch(form -> access.of(blueprint, actor, form).mayShare());
  }
}
