package io.xiaodan.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The company at one moment: its departments, who leads them, who works in them and for whom.
 * Answers without a query, and stays as it is while one works with it.
 *
 * <p>Whoever is asked to act (heads, managers, {@link #members}) is active; whoever is looked at
 * ({@link #people}) may have left, since what they made is still there.
 */
public final class Organisation {

  private final Map<UUID, Department> departments;
  private final Map<UUID, Placement> placements;
  private final List<Person> people;
  private final Set<UUID> active = new HashSet<>();
  private final Map<UUID, Set<UUID>> below = new HashMap<>();

  /**
   * @param people everybody who is no service, in order of their names
   */
  Organisation(
      Map<UUID, Department> departments, Map<UUID, Placement> placements, List<Person> people) {
    this.departments = departments;
    this.placements = placements;
    this.people = List.copyOf(people);
    people.stream().filter(Person::isActive).map(Person::id).forEach(active::add);
    for (UUID department : departments.keySet()) {
      upwards(department, this::parent)
          .forEach(
              above -> below.computeIfAbsent(above, _ -> new LinkedHashSet<>()).add(department));
    }
  }

  /** The department somebody works in; empty where nobody said. */
  public Optional<UUID> department(UUID person) {
    return Optional.ofNullable(placement(person).department());
  }

  /** Whom somebody reports to; empty where nobody said, or where that person left. */
  public Optional<UUID> manager(UUID person) {
    return activeOnly(placement(person).manager());
  }

  /** Whom somebody reports to, then whom that one does, and so on; those who left are left out. */
  public List<UUID> managers(UUID person) {
    return upwards(placement(person).manager(), at -> placement(at).manager()).stream()
        .filter(active::contains)
        .toList();
  }

  /** Who leads a department; empty where nobody does. */
  public Optional<UUID> head(UUID department) {
    Department found = departments.get(department);
    return found == null ? Optional.empty() : activeOnly(found.head());
  }

  /**
   * Who leads the department that stands some levels above that of a person.
   *
   * @param levels 0 for the person's own department
   * @return empty where there is no such department or nobody leads it; may be that very person
   */
  public Optional<UUID> headAbove(UUID person, int levels) {
    List<UUID> above = upwards(placement(person).department(), this::parent);
    return levels < 0 || levels >= above.size() ? Optional.empty() : head(above.get(levels));
  }

  /**
   * Who leads the person's department, the one above it, and so on to the top. Departments that
   * nobody leads are passed over; who leads several stands once, at the lowest.
   */
  public List<UUID> headsUpwards(UUID person) {
    return upwards(placement(person).department(), this::parent).stream()
        .map(this::head)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** Active people who work in a department, in order of their names. */
  public List<UUID> members(UUID department, boolean withBelow) {
    Set<UUID> wanted = withBelow ? withBelow(department) : Set.of(department);
    return people.stream()
        .filter(Person::isActive)
        .map(Person::id)
        .filter(id -> wanted.contains(placement(id).department()))
        .toList();
  }

  /** All people who work in a department, those who left included. */
  public List<UUID> everybodyOf(UUID department) {
    return people.stream()
        .map(Person::id)
        .filter(id -> department.equals(placement(id).department()))
        .toList();
  }

  /** A department and all those below it; empty for one that is not there. */
  public Set<UUID> withBelow(UUID department) {
    return Set.copyOf(below.getOrDefault(department, Set.of()));
  }

  /** The departments somebody works in or leads, or with those below; none for other reaches. */
  public Set<UUID> departments(UUID person, Reach reach) {
    Set<UUID> own = new LinkedHashSet<>();
    if (reach == Reach.DEPARTMENT || reach == Reach.DEPARTMENT_AND_BELOW) {
      department(person).ifPresent(own::add);
      departments.values().stream()
          .filter(each -> person.equals(each.head()))
          .map(Department::id)
          .forEach(own::add);
    }
    Set<UUID> all = new LinkedHashSet<>(own);
    if (reach == Reach.DEPARTMENT_AND_BELOW) {
      own.forEach(each -> all.addAll(withBelow(each)));
    }
    return all;
  }

  /** The people somebody's reach takes in, those who left included; always that very person. */
  public Set<UUID> people(UUID person, Reach reach) {
    Set<UUID> found = new LinkedHashSet<>();
    found.add(person);
    if (reach == Reach.SUBORDINATES) {
      people.stream().map(Person::id).filter(id -> reports(id, person)).forEach(found::add);
    } else if (reach != Reach.OWN) {
      Set<UUID> wanted = departments(person, reach);
      people.stream()
          .map(Person::id)
          .filter(id -> placement(id).department() != null)
          .filter(id -> wanted.contains(placement(id).department()))
          .forEach(found::add);
    }
    return found;
  }

  /** Whether somebody's reach takes in another person; the same as {@link #people} says. */
  public boolean reachesPerson(UUID person, Reach reach, UUID other) {
    if (person.equals(other)) {
      return true;
    }
    UUID works = placement(other).department();
    return switch (reach) {
      case OWN -> false;
      case DEPARTMENT, DEPARTMENT_AND_BELOW ->
          works != null && reachesDepartment(person, reach, works);
      case SUBORDINATES -> reports(other, person);
    };
  }

  /** Whether somebody's reach takes in a department; the same as {@link #departments} says. */
  public boolean reachesDepartment(UUID person, Reach reach, UUID department) {
    return switch (reach) {
      case OWN, SUBORDINATES -> false;
      case DEPARTMENT -> isOf(person, department);
      case DEPARTMENT_AND_BELOW ->
          upwards(department, this::parent).stream().anyMatch(above -> isOf(person, above));
    };
  }

  private boolean isOf(UUID person, UUID department) {
    Department found = departments.get(department);
    return department.equals(placement(person).department())
        || (found != null && person.equals(found.head()));
  }

  private boolean reports(UUID person, UUID manager) {
    return !person.equals(manager)
        && upwards(placement(person).manager(), at -> placement(at).manager()).contains(manager);
  }

  private @Nullable UUID parent(UUID department) {
    Department found = departments.get(department);
    return found == null ? null : found.parent();
  }

  private Placement placement(UUID person) {
    return placements.getOrDefault(person, Placement.NONE);
  }

  private Optional<UUID> activeOnly(@Nullable UUID person) {
    return Optional.ofNullable(person).filter(active::contains);
  }

  /** From a start upwards, the start included; a circle, which cannot be made, would end it. */
  private static List<UUID> upwards(@Nullable UUID start, Function<UUID, @Nullable UUID> above) {
    Collection<UUID> way = new LinkedHashSet<>();
    for (UUID at = start; at != null && way.add(at); ) {
      at = above.apply(at);
    }
    return new ArrayList<>(way);
  }
}
