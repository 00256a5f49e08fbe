package io.xiaodan.web.feed;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What changed since one last looked. News add up without growing beyond the names there are, so a
 * reader who is slow only misses that something changed twice.
 *
 * @param forms keys of forms whose records changed
 * @param allForms whether it may have been any form
 * @param tasks whose task lists changed: {@code role:<key>}, {@code person:<id>}
 * @param allTasks whether it may have been anybody's
 * @param readers ids of people whose notices changed
 * @param allReaders whether it may have been anybody's
 * @param blueprint whether there may be a new blueprint
 * @param jobs how far jobs are, by id
 */
record News(
    Set<String> forms,
    boolean allForms,
    Set<String> tasks,
    boolean allTasks,
    Set<String> readers,
    boolean allReaders,
    boolean blueprint,
    Map<String, JsonNode> jobs) {

  static final News NONE =
      new News(Set.of(), false, Set.of(), false, Set.of(), false, false, Map.of());

  static News form(String form) {
    return new News(Set.of(form), false, Set.of(), false, Set.of(), false, false, Map.of());
  }

  static News anyForm() {
    return new News(Set.of(), true, Set.of(), false, Set.of(), false, false, Map.of());
  }

  static News tasks(Set<String> who) {
    return new News(Set.of(), false, who, false, Set.of(), false, false, Map.of());
  }

  static News anyTasks() {
    return new News(Set.of(), false, Set.of(), true, Set.of(), false, false, Map.of());
  }

  static News readers(Set<String> people) {
    return new News(Set.of(), false, Set.of(), false, people, false, false, Map.of());
  }

  static News anyReaders() {
    return new News(Set.of(), false, Set.of(), false, Set.of(), true, false, Map.of());
  }

  static News newBlueprint() {
    return new News(Set.of(), false, Set.of(), false, Set.of(), false, true, Map.of());
  }

  static News job(String id, JsonNode state) {
    return new News(Set.of(), false, Set.of(), false, Set.of(), false, false, Map.of(id, state));
  }

  boolean isNothing() {
    return equals(NONE);
  }

  News and(News later) {
    if (isNothing()) {
      return later;
    }
    Map<String, JsonNode> latest = new LinkedHashMap<>(jobs);
    latest.putAll(later.jobs);
    return new News(
        both(forms, later.forms),
        allForms || later.allForms,
        both(tasks, later.tasks),
        allTasks || later.allTasks,
        both(readers, later.readers),
        allReaders || later.allReaders,
        blueprint || later.blueprint,
        latest);
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    if (some.containsAll(others)) {
      return some;
    }
    Set<String> both = new LinkedHashSet<>(some);
    both.addAll(others);
    return both;
  }
}
