package io.xiaodan.flow;

import io.xiaodan.task.Assignees;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * People who may act, in order.
 *
 * @param roles everyone who has one of these roles
 * @param people ids, each once
 */
record Pool(List<String> roles, List<UUID> people) {

  static final Pool NOBODY = new Pool(List.of(), List.of());

  Pool {
    roles = roles.stream().distinct().toList();
    people = people.stream().distinct().toList();
  }

  static Pool of(UUID person) {
    return new Pool(List.of(), List.of(person));
  }

  static Pool of(List<UUID> people) {
    return new Pool(List.of(), people);
  }

  boolean isEmpty() {
    return roles.isEmpty() && people.isEmpty();
  }

  Assignees assignees() {
    return new Assignees(Set.copyOf(roles), Set.copyOf(people));
  }
}
