package io.xiaodan.web.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Role;
import io.xiaodan.identity.Roles;
import io.xiaodan.identity.Session;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, as the pages see it.
 *
 * @param address under which the installation is reached from outside; null where none is set
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionView(
    Who person,
    List<RoleName> roles,
    boolean builds,
    boolean administers,
    @Nullable Viewer viewedBy,
    @Nullable String address) {

  /** Who looks at what the person sees. */
  record Viewer(UUID id, String name) {}

  record Who(UUID id, String name, String login) {}

  record RoleName(String key, String label) {}

  static SessionView of(
      Session session, Actor actor, Roles roles, @Nullable Actor viewer, @Nullable String address) {
    List<RoleName> names =
        actor.roles().stream().sorted().map(key -> name(key, actor, roles)).toList();
    return new SessionView(
        new Who(actor.personId(), actor.name(), session.login()),
        names,
        roles.builds(actor),
        roles.administers(actor),
        viewer == null ? null : new Viewer(viewer.personId(), viewer.name()),
        address);
  }

  private static RoleName name(String key, Actor actor, Roles roles) {
    return new RoleName(
        key, roles.find(key).map(Role::label).map(label -> label.in(actor.language())).orElse(key));
  }
}
