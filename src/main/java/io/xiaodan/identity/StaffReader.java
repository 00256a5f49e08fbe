package io.xiaodan.identity;

import io.xiaodan.identity.StaffReview.Outcome;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes out what the rows of a list of people mean, against those who are there. Reads only; every
 * problem of every row is found.
 */
final class StaffReader {

  /** What a row means. */
  record Meant(
      StaffRow row,
      String login,
      @Nullable Person known,
      @Nullable List<String> department,
      @Nullable String manager,
      @Nullable Set<String> roles,
      List<Violation> problems) {}

  private final PersonRules rules;
  private final Map<String, Person> byLogin = new HashMap<>();
  private final Map<String, List<String>> loginsByName = new HashMap<>();
  private final Map<UUID, Department> departments = new LinkedHashMap<>();
  private final Map<UUID, Placement> placements = new HashMap<>();
  private final Map<String, String> roleKeys = new HashMap<>();
  private final Map<String, List<String>> founded = new LinkedHashMap<>();

  StaffReader(PersonRules rules, Roles roles, People people, Departments all) {
    this.rules = rules;
    for (Person person : people.all()) {
      byLogin.put(lower(person.login()), person);
      placements.put(person.id(), all.placement(person.id()));
      if (!person.disabled()) {
        named(person.name(), person.login());
      }
    }
    all.all().forEach(department -> departments.put(department.id(), department));
    for (Role role : roles.all()) {
      roleKeys.put(lower(role.label().en()), role.key());
      roleKeys.put(lower(role.label().zh()), role.key());
      roleKeys.put(lower(role.key()), role.key());
    }
  }

  private void named(String name, String login) {
    List<String> logins = loginsByName.computeIfAbsent(name.strip(), _ -> new ArrayList<>());
    if (!logins.contains(lower(login))) {
      logins.add(lower(login));
    }
  }

  /** Paths of the departments that are not there yet, parents first. */
  List<List<String>> founded() {
    return List.copyOf(founded.values());
  }

  /** A path as it is compared: names that differ in their case only are the same. */
  static String key(List<String> path) {
    return lower(String.join("/", path));
  }

  List<Meant> read(List<StaffRow> rows) {
    for (StaffRow row : rows) {
      String name = row.name();
      if (name != null && !name.isBlank() && !login(row).isEmpty()) {
        named(name, login(row));
      }
    }
    Map<String, Long> taken = new HashMap<>();
    List<Meant> meant = new ArrayList<>();
    for (StaffRow row : rows) {
      meant.add(read(row, taken));
    }
    circles(meant);
    return meant;
  }

  /** The login of a row: without one, its e-mail address or telephone number. */
  private static String login(StaffRow row) {
    for (String each : Arrays.asList(row.login(), row.email(), row.phone())) {
      if (each != null && !each.isBlank()) {
        return each.strip().replace(" ", "");
      }
    }
    return "";
  }

  private Meant read(StaffRow row, Map<String, Long> taken) {
    List<Violation> problems = new ArrayList<>();
    String login = login(row);
    Person known = byLogin.get(lower(login));
    String name = filled(row.name());
    Long before = login.isEmpty() ? null : taken.putIfAbsent(lower(login), row.line());
    if (login.isEmpty()) {
      problems.add(Violation.at("login", Message.of("staff_login")));
    } else if (before != null) {
      problems.add(Violation.at("login", Message.of("staff_twice", "line", before)));
    }
    if (known == null && name == null) {
      problems.add(Violation.at("name", Message.of("staff_name")));
    }
    Set<String> roles = roles(row, problems);
    List<Violation> broken =
        known == null
            ? rules.check(
                new NewPerson(
                    login.isEmpty() ? "x" : login,
                    name == null ? "x" : name,
                    null,
                    row.email(),
                    row.phone(),
                    Set.of()))
            : rules.check(new PersonChange(name, row.email(), row.phone(), null, null, null));
    problems.addAll(broken);
    List<String> department = department(row, problems);
    String manager = manager(row, problems);
    return new Meant(row, login, known, department, manager, roles, problems);
  }

  private @Nullable Set<String> roles(StaffRow row, List<Violation> problems) {
    if (row.roles() == null) {
      return null;
    }
    Set<String> keys = new TreeSet<>();
    for (String name : row.roles()) {
      String key = roleKeys.get(lower(name.strip()));
      if (key == null) {
        problems.add(Violation.at("roles", Message.of("role_unknown", "role", name.strip())));
      } else {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The names from the top down; empty for none, null where the row does not say. */
  private @Nullable List<String> department(StaffRow row, List<Violation> problems) {
    if (row.department() == null) {
      return null;
    }
    List<String> path =
        Arrays.stream(row.department().split("[/／>＞\\\\]"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (path.size() == 1) {
      List<Department> same =
          departments.values().stream()
              .filter(each -> !each.disabled() && each.name().equalsIgnoreCase(path.getFirst()))
              .toList();
      if (same.size() > 1) {
        problems.add(
            Violation.at(
                "department", Message.of("staff_department_many", "name", path.getFirst())));
      }
      if (same.size() == 1) {
        return pathOf(same.getFirst());
      }
    }
    if (path.stream().anyMatch(name -> name.length() > Departments.LONGEST_NAME)) {
      problems.add(
          Violation.at(
              "department", Message.of("department_name", "most", Departments.LONGEST_NAME)));
      return path;
    }
    for (int depth = 1; depth <= path.size(); depth++) {
      if (find(path.subList(0, depth)) == null) {
        List<String> part = List.copyOf(path.subList(0, depth));
        founded.putIfAbsent(key(part), part);
      }
    }
    return path;
  }

  /** An open department by its names from the top. */
  @Nullable UUID find(List<String> path) {
    UUID at = null;
    for (String name : path) {
      UUID parent = at;
      at =
          departments.values().stream()
              .filter(each -> !each.disabled() && Objects.equals(each.parent(), parent))
              .filter(each -> each.name().equalsIgnoreCase(name))
              .map(Department::id)
              .findFirst()
              .orElse(null);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  private List<String> pathOf(Department department) {
    List<String> names = new ArrayList<>();
    for (Department at = department; at != null; ) {
      names.addFirst(at.name());
      UUID parent = at.parent();
      at = parent == null ? null : departments.get(parent);
    }
    return names;
  }

  /** The login of the manager; blank for none, null where the row does not say. */
  private @Nullable String manager(StaffRow row, List<Violation> problems) {
    if (row.manager() == null || row.manager().isBlank()) {
      return row.manager() == null ? null : "";
    }
    String asked = row.manager().strip();
    List<String> found = loginsByName.getOrDefault(asked, List.of());
    boolean isLogin =
        byLogin.containsKey(lower(asked))
            || loginsByName.values().stream().anyMatch(all -> all.contains(lower(asked)));
    if (isLogin) {
      return lower(asked);
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    String code = found.isEmpty() ? "staff_manager_unknown" : "staff_manager_many";
    problems.add(Violation.at("manager", Message.of(code, "name", asked)));
    return null;
  }

  /** Nobody may report to themselves through others, once every row is carried out. */
  private void circles(List<Meant> all) {
    Map<String, String> above = new HashMap<>();
    Map<UUID, String> logins =
        byLogin.entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getValue().id(), Map.Entry::getKey));
    placements.forEach((person, placement) -> {
      String manager = placement.manager() == null ? null : logins.get(placement.manager());
      if (manager != null) {
        above.put(Objects.requireNonNull(logins.get(person)), manager);
      }
    });
    for (Meant row : all) {
      if (row.manager() != null) {
        above.put(lower(row.login()), row.manager());
      }
    }
    for (Meant row : all) {
      Set<String> seen = new HashSet<>();
      String at = above.getOrDefault(lower(row.login()), "");
      while (!at.isEmpty() && !at.equals(lower(row.login())) && seen.add(at)) {
        at = above.getOrDefault(at, "");
      }
      if (row.manager() != null && !at.isEmpty() && at.equals(lower(row.login()))) {
        row.problems().add(Violation.at("manager", Message.of("manager_circle")));
      }
    }
  }

  Outcome outcome(Meant meant) {
    Person known = meant.known();
    if (!meant.problems().isEmpty()) {
      return Outcome.REFUSED;
    }
    if (known == null) {
      return Outcome.NEW;
    }
    StaffRow row = meant.row();
    Placement placement = placements.getOrDefault(known.id(), Placement.NONE);
    boolean same =
        (filled(row.name()) == null || known.name().equals(filled(row.name())))
            && (row.email() == null || Objects.equals(filled(row.email()), known.email()))
            && (row.phone() == null || Objects.equals(filled(row.phone()), known.phone()))
            && (meant.roles() == null || meant.roles().equals(known.roles()))
            && (meant.department() == null || stays(meant.department(), placement.department()))
            && (meant.manager() == null || meant.manager().equals(loginOf(placement.manager())));
    return same ? Outcome.SAME : Outcome.UPDATE;
  }

  private String loginOf(@Nullable UUID person) {
    return byLogin.values().stream()
        .filter(each -> each.id().equals(person))
        .map(each -> lower(each.login()))
        .findFirst()
        .orElse("");
  }

  private boolean stays(List<String> path, @Nullable UUID present) {
    return path.isEmpty() ? present == null : present != null && present.equals(find(path));
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
