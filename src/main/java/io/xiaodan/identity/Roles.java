package io.xiaodan.identity;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The roles there are: those of the blueprint, and two that are there before any blueprint. */
@Component
public class Roles {

  private static final Map<String, Role> ALWAYS =
      new TreeMap<>(
          Map.of(
              Role.ADMINISTRATOR,
              new Role(Role.ADMINISTRATOR, new Label("管理员", "Administrator"), true, true),
              Role.BUILDER,
              new Role(Role.BUILDER, new Label("搭建者", "Builder"), true, false)));

  private final ObjectProvider<RoleSource> provider;
  private volatile @Nullable List<RoleSource> sources;

  Roles(ObjectProvider<RoleSource> sources) {
    this.provider = sources;
  }

  /**
   * Asked for on first use, since a source may itself need this module; then kept, since every
   * request asks.
   */
  private List<RoleSource> sources() {
    List<RoleSource> known = sources;
    if (known == null) {
      known = provider.orderedStream().toList();
      sources = known;
    }
    return known;
  }

  /** The role with a key. */
  public Optional<Role> find(String key) {
    for (RoleSource source : sources()) {
      Optional<Role> role = source.find(key);
      if (role.isPresent()) {
        return role;
      }
    }
    return Optional.ofNullable(ALWAYS.get(key));
  }

  /** Every role that can be given, those that are always there last. */
  public List<Role> all() {
    Map<String, Role> all = new LinkedHashMap<>();
    sources().forEach(source -> source.all().forEach(role -> all.put(role.key(), role)));
    ALWAYS.forEach(all::putIfAbsent);
    return List.copyOf(all.values());
  }

  /** Whether somebody may change forms, flows, rules and boards. */
  public boolean builds(Actor actor) {
    return actor.isSystem()
        || actor.roles().stream().anyMatch(key -> find(key).map(Role::builds).orElse(false));
  }

  /** Whether somebody may manage people and channels. */
  public boolean administers(Actor actor) {
    return actor.isSystem()
        || actor.roles().stream().anyMatch(key -> find(key).map(Role::administers).orElse(false));
  }

  /**
   * Lets only those pass who build.
   *
   * @throws io.xiaodan.kernel.ProblemException FORBIDDEN
   */
  public void requireBuilds(Actor actor) {
    if (!builds(actor)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception();
    }
  }

  /**
   * Lets only those pass who administer.
   *
   * @throws io.xiaodan.kernel.ProblemException FORBIDDEN
   */
  public void requireAdministers(Actor actor) {
    if (!administers(actor)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception();
    }
  }
}
