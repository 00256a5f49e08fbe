package io.xiaodan.exchange;

import io.xiaodan.identity.Department;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The people and departments of the company by the names cells have for them. Where a name alone
 * leads to several, the login name stands behind a person's, 王芳 (wang.fang), and what is above it
 * before a department's, 华南 / 销售部. Read once, as it was then.
 */
final class OwnNames {

  private static final String ABOVE = " / ";
  private static final Pattern NAMED = Pattern.compile("(.+?)\\s*[(（]\\s*([^()（）]+?)\\s*[)）]");

  private final Map<String, Set<Person>> people = new HashMap<>();
  private final Map<UUID, Person> byId = new HashMap<>();
  private final Map<String, Set<Department>> departments = new HashMap<>();
  private final Map<String, Department> paths = new HashMap<>();
  private final Map<UUID, String> pathOf = new HashMap<>();

  OwnNames(People people, Departments departments) {
    for (Person person : people.all()) {
      byId.put(person.id(), person);
      add(this.people, person.name(), person);
      add(this.people, person.login(), person);
    }
    Map<UUID, Department> all = new HashMap<>();
    departments.all().forEach(each -> all.put(each.id(), each));
    for (Department department : all.values()) {
      String path = path(department, all);
      pathOf.put(department.id(), path);
      paths.put(bare(path), department);
      add(this.departments, bare(department.name()), department);
    }
  }

  private static <T> void add(Map<String, Set<T>> to, String name, T what) {
    to.computeIfAbsent(name, _ -> new HashSet<>()).add(what);
  }

  private static String path(Department department, Map<UUID, Department> all) {
    List<String> names = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    for (Department at = department;
        at != null && seen.add(at.id());
        at = at.parent() == null ? null : all.get(at.parent())) {
      names.addFirst(at.name());
    }
    return String.join(ABOVE, names);
  }

  private static String bare(String path) {
    return path.replaceAll("\\s*[/／]\\s*", "/").strip();
  }

  /** The name of a person as {@link #person(String)} finds them by it. */
  String person(@Nullable Object id, String title) {
    Person person = id instanceof UUID uuid ? byId.get(uuid) : null;
    return person != null && people.getOrDefault(title, Set.of()).size() > 1
        ? title + " (" + person.login() + ")"
        : title;
  }

  /** The name of a department as {@link #department(String)} finds it by it. */
  String department(@Nullable Object id, String title) {
    boolean several = departments.getOrDefault(bare(title), Set.of()).size() > 1;
    return several && id instanceof UUID uuid ? pathOf.getOrDefault(uuid, title) : title;
  }

  /** The person a cell names. */
  CellReader.Read person(String text) {
    Set<Person> found = people.getOrDefault(text, Set.of());
    Matcher named = NAMED.matcher(text);
    if (found.isEmpty() && named.matches()) {
      String name = named.group(1);
      found = new HashSet<>(people.getOrDefault(named.group(2), Set.of()));
      found.removeIf(person -> !person.name().equals(name));
    }
    if (found.size() > 1) {
      return CellReader.Read.refused("exchange.person_ambiguous", "value", text);
    }
    return found.isEmpty()
        ? CellReader.Read.refused("exchange.person_unknown", "value", text)
        : id(found.iterator().next().id());
  }

  /** The department a cell names; an open one rather than one that was closed. */
  CellReader.Read department(String text) {
    String wanted = bare(text);
    Department whole = paths.get(wanted);
    Set<Department> found = new HashSet<>(departments.getOrDefault(wanted, Set.of()));
    if (found.size() > 1) {
      found.removeIf(Department::disabled);
    }
    if (found.size() > 1 && (whole == null || !found.contains(whole))) {
      return CellReader.Read.refused("exchange.department_ambiguous", "value", text);
    }
    Department one = found.size() == 1 ? found.iterator().next() : whole;
    return one == null
        ? CellReader.Read.refused("exchange.department_unknown", "value", text)
        : id(one.id());
  }

  private static CellReader.Read id(UUID id) {
    return CellReader.Read.of(JsonNodeFactory.instance.stringNode(id.toString()));
  }
}
