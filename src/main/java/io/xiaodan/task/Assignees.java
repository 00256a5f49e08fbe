package io.xiaodan.task;

import io.xiaodan.identity.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who may do a task; any one of them does it for all.
 *
 * @param roles keys of roles
 * @param people ids of people
 */
public record Assignees(Set<String> roles, Set<UUID> people) {

  public Assignees {
    roles = Set.copyOf(roles);
    people = Set.copyOf(people);
  }

  /** Whether nobody is asked. */
  public boolean isNobody() {
    return roles.isEmpty() && people.isEmpty();
  }

  /** The words under which the task is kept: {@code role:<key>} and {@code person:<id>}. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    roles.stream().sorted().forEach(role -> keys.add("role:" + role));
    people.stream().sorted().forEach(person -> keys.add(key(person)));
    return keys;
  }

  static String key(UUID person) {
    return "person:" + person;
  }

  /** The words under which a person finds their tasks. */
  static List<String> keysOf(Actor actor) {
    return new Assignees(actor.roles(), Set.of(actor.personId())).keys();
  }
}
