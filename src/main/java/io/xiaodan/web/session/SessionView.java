package io.xiaodan.web.session;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Role;
import io.xiaodan.identity.Roles;
import io.xiaodan.identity.Session;
import java.util.List;
import java.util.UUID;

/** Who is signed in, as the pages see it. */
record SessionView(Who person, List<RoleName> roles, boolean builds, boolean administers) {

  record Who(UUID id, String name, String login) {}

  record RoleName(String key, String label) {}

  static SessionView of(Session session, Actor actor, Roles roles) {
    List<RoleName> names =
        actor.roles().stream().sorted().map(key -> name(key, actor, roles)).toList();
    return new SessionView(
        new Who(actor.personId(), actor.name(), session.login()),
        names,
        roles.builds(actor),
        roles.administers(actor));
  }

  private static RoleName name(String key, Actor actor, Roles roles) {
    return new RoleName(
        key, roles.find(key).map(Role::label).map(label -> label.in(actor.language())).orElse(key));
  }
}
