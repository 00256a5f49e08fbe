package io.xiaodan.flow;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.Organisation;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.task.Assignees;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the people that a node means, as the company is at this moment. */
@Component
class Assigning {

  private final People people;
  private final Departments departments;

  Assigning(People people, Departments departments) {
    this.people = people;
    this.departments = departments;
  }

  /**
   * What decides about people besides the definition.
   *
   * @param chosen who was chosen for the node
   */
  record Situation(
      Flow flow, UUID starter, List<UUID> chosen, Values values, Environment environment) {}

  /** The roles that somebody active has, and the active people. */
  Pool find(Party who, Situation situation) {
    List<String> roles = new ArrayList<>();
    Set<UUID> found = new LinkedHashSet<>();
    add(who, situation, roles, found);
    return new Pool(
        roles.stream().filter(role -> !people.byRole(role).isEmpty()).toList(),
        found.stream().filter(this::isActive).toList());
  }

  private void add(Party who, Situation situation, List<String> roles, Set<UUID> found) {
    Assignees named =
        who.named()
            .assignees(
                situation.starter(),
                field -> field.evaluate(situation.values(), situation.environment()));
    roles.addAll(named.roles().stream().sorted().toList());
    found.addAll(who.named().people());
    found.addAll(named.people().stream().sorted().toList());
    for (Formula formula : who.ids()) {
      ids(formula.evaluate(situation.values(), situation.environment()), found);
    }
    if (!who.departments().isEmpty() || !who.above().isEmpty()) {
      Organisation organisation = departments.organisation();
      for (Party.Members members : who.departments()) {
        found.addAll(organisation.members(members.department(), members.below()));
      }
      for (Party.Above above : who.above()) {
        found.addAll(above(organisation, above, situation));
      }
    }
    if (who.chosen() != null) {
      found.addAll(situation.chosen());
    }
    Party inRow = who.table() == null ? null : row(who.table(), situation);
    if (inRow != null) {
      add(inRow, situation, roles, found);
    }
  }

  private boolean isActive(UUID person) {
    return people.find(person).filter(Person::isActive).isPresent();
  }

  /** Ids in what a formula gave; what is no id names nobody. */
  private static void ids(@Nullable Object value, Set<UUID> found) {
    if (value instanceof List<?> list) {
      list.forEach(each -> ids(each, found));
    } else if (value != null) {
      try {
        found.add(UUID.fromString(value.toString().strip()));
      } catch (IllegalArgumentException e) {
        // a text that is no id names nobody; the node then says what happens
      }
    }
  }

  private static @Nullable Party row(String table, Situation situation) {
    if (!(situation.flow().nodes().get(table) instanceof FlowNode.Table node)) {
      return null;
    }
    return node.branches().stream()
        .filter(each -> each.when().test(situation.values(), situation.environment()))
        .findFirst()
        .map(each -> node.who().get(each.key()))
        .orElse(null);
  }

  private List<UUID> above(Organisation organisation, Party.Above above, Situation situation) {
    Set<UUID> of = new LinkedHashSet<>();
    if (above.of() == null) {
      of.add(situation.starter());
    } else {
      ids(above.of().evaluate(situation.values(), situation.environment()), of);
    }
    List<UUID> found = new ArrayList<>();
    for (UUID each : of) {
      found.addAll(above(organisation, departments, each, above));
    }
    return found;
  }

  /** Those above a person or a department, nearest first. */
  static List<UUID> above(
      Organisation organisation, Departments departments, UUID of, Party.Above above) {
    return above.heads()
        ? heads(organisation, departments, of, above)
        : managers(organisation, of, above);
  }

  private static List<UUID> managers(Organisation organisation, UUID person, Party.Above above) {
    return organisation.managers(person).stream()
        .skip(Math.max(0, above.up() - 1))
        .limit(above.levels())
        .toList();
  }

  /** Of a person's department, or of the department itself; nobody leads themselves. */
  private static List<UUID> heads(
      Organisation organisation, Departments departments, UUID of, Party.Above above) {
    List<UUID> heads = new ArrayList<>();
    UUID at = departments.find(of).isPresent() ? of : organisation.department(of).orElse(null);
    Set<UUID> seen = new LinkedHashSet<>();
    for (int level = 0; at != null && seen.add(at) && heads.size() < above.levels(); level++) {
      Optional<UUID> head = organisation.head(at);
      if (level >= above.up()) {
        head.filter(person -> !person.equals(of) && !heads.contains(person)).ifPresent(heads::add);
      }
      at = departments.find(at).map(department -> department.parent()).orElse(null);
    }
    return heads;
  }

  /** Active people who have a role. */
  List<UUID> members(String role) {
    return people.byRole(role);
  }

  /** Whom somebody reports to, or who leads their department. */
  Optional<UUID> manager(UUID person) {
    Organisation organisation = departments.organisation();
    return organisation
        .manager(person)
        .or(() ->
            organisation.headsUpwards(person).stream()
                .filter(head -> !head.equals(person))
                .findFirst());
  }

  /** Whether somebody may be chosen. */
  boolean mayBeChosen(Party.Choice from, UUID person) {
    Person found = people.find(person).filter(Person::isActive).orElse(null);
    if (found == null) {
      return false;
    }
    if (from.roles().isEmpty() && from.people().isEmpty() && from.departments().isEmpty()) {
      return true;
    }
    return from.people().contains(person)
        || from.roles().stream().anyMatch(found.roles()::contains)
        || departments
            .organisation()
            .department(person)
            .filter(from.departments()::contains)
            .isPresent();
  }

  /** Names of people, for what they are told. */
  String name(UUID person) {
    return people.name(Objects.requireNonNull(person));
  }

  /** The moment a formula gives, tolerating a date for its midnight; null for none. */
  static java.time.@Nullable Instant moment(
      Formula formula, Values values, Environment environment) {
    try {
      return switch (formula.evaluate(values, environment)) {
        case java.time.Instant instant -> instant;
        case java.time.LocalDate date -> date.atStartOfDay(environment.zone()).toInstant();
        case null, default -> null;
      };
    } catch (FormulaException e) {
      return null;
    }
  }
}
