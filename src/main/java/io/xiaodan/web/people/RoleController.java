package io.xiaodan.web.people;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Role;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Label;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The roles there are to give, for those who give them. */
@RestController
class RoleController {

  private final Roles roles;

  RoleController(Roles roles) {
    this.roles = roles;
  }

  record View(String key, Label label, boolean builds, boolean administers) {

    static View of(Role role) {
      return new View(role.key(), role.label(), role.builds(), role.administers());
    }
  }

  record Items(List<View> items) {}

  @GetMapping("/api/roles")
  Items all(Actor actor) {
    if (!roles.administers(actor)) {
      roles.requireBuilds(actor);
    }
    return new Items(roles.all().stream().map(View::of).toList());
  }
}
