package io.xiaodan.access;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Role;
import io.xiaodan.identity.RoleSource;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells identity which roles the blueprint has. */
@Component
class BlueprintRoles implements RoleSource {

  private final ObjectProvider<Blueprints> blueprints;

  BlueprintRoles(ObjectProvider<Blueprints> blueprints) {
    this.blueprints = blueprints;
  }

  @Override
  public Optional<Role> find(String key) {
    return blueprints.getObject().current().find(RoleRights.TYPE, key).map(BlueprintRoles::role);
  }

  @Override
  public List<Role> all() {
    return blueprints.getObject().current().all(RoleRights.TYPE).values().stream()
        .map(BlueprintRoles::role)
        .toList();
  }

  private static Role role(RoleRights role) {
    return new Role(role.key(), role.label(), role.builds(), role.administers());
  }
}
