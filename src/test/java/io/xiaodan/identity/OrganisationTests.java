package io.xiaodan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who leads whom, in a company made up for it. */
class OrganisationTests {

  private static final UUID COMPANY = new UUID(1, 1);
  private static final UUID SALES = new UUID(1, 2);
  private static final UUID SOUTH = new UUID(1, 3);
  private static final UUID STORE = new UUID(1, 4);

  private static final UUID BOSS = new UUID(2, 1);
  private static final UUID CHIEF = new UUID(2, 2);
  private static final UUID CLERK = new UUID(2, 3);
  private static final UUID GONE = new UUID(2, 4);
  private static final UUID KEEPER = new UUID(2, 5);

  private final Organisation company =
      new Organisation(
          departments(
              department(COMPANY, null, BOSS),
              department(SALES, COMPANY, CHIEF),
              department(SOUTH, SALES, GONE),
              department(STORE, COMPANY, CHIEF)),
          Map.of(
              BOSS, new Placement(COMPANY, null),
              CHIEF, new Placement(SALES, BOSS),
              CLERK, new Placement(SOUTH, GONE),
              GONE, new Placement(SOUTH, CHIEF),
              KEEPER, new Placement(STORE, null)),
          List.of(
              person(BOSS, false),
              person(CHIEF, false),
              person(CLERK, false),
              person(GONE, true),
              person(KEEPER, false)));

  @Test
  void findsHeadsLevelByLevelAndPassesOverThoseWhoLeft() {
    assertThat(company.headAbove(CLERK, 0)).isEmpty();
    assertThat(company.headAbove(CLERK, 1)).contains(CHIEF);
    assertThat(company.headAbove(CLERK, 2)).contains(BOSS);
    assertThat(company.headAbove(CLERK, 3)).isEmpty();
    assertThat(company.headAbove(CLERK, -1)).isEmpty();
    assertThat(company.headsUpwards(CLERK)).containsExactly(CHIEF, BOSS);
    assertThat(company.headsUpwards(new UUID(9, 9))).isEmpty();
  }

  @Test
  void findsManagersWhoAreStillHere() {
    assertThat(company.manager(CHIEF)).contains(BOSS);
    assertThat(company.manager(CLERK)).isEmpty();
    assertThat(company.managers(CLERK)).containsExactly(CHIEF, BOSS);
    assertThat(company.managers(BOSS)).isEmpty();
  }

  @Test
  void givesWorkToActiveMembersOnly() {
    assertThat(company.members(SOUTH, false)).containsExactly(CLERK);
    assertThat(company.members(SALES, true)).containsExactly(CHIEF, CLERK);
    assertThat(company.members(new UUID(9, 9), true)).isEmpty();
    assertThat(company.withBelow(COMPANY)).containsExactlyInAnyOrder(COMPANY, SALES, SOUTH, STORE);
  }

  @Test
  void reachesTheDepartmentsOneLeadsAndWhatThoseWhoLeftHaveMade() {
    assertThat(company.people(CHIEF, Reach.DEPARTMENT)).containsExactlyInAnyOrder(CHIEF, KEEPER);
    assertThat(company.people(CHIEF, Reach.DEPARTMENT_AND_BELOW))
        .containsExactlyInAnyOrder(CHIEF, KEEPER, CLERK, GONE);
    assertThat(company.people(CHIEF, Reach.SUBORDINATES))
        .containsExactlyInAnyOrder(CHIEF, GONE, CLERK);
    assertThat(company.people(new UUID(9, 9), Reach.DEPARTMENT)).containsExactly(new UUID(9, 9));
    assertThat(company.departments(CHIEF, Reach.DEPARTMENT))
        .containsExactlyInAnyOrder(SALES, STORE);
    assertThat(company.departments(CHIEF, Reach.SUBORDINATES)).isEmpty();
  }

  @Test
  void looksAtOnePersonAsItLooksAtAll() {
    Random random = new Random(20260301);
    for (int run = 0; run < 200; run++) {
      List<UUID> parts = ids(3, random.nextInt(9));
      List<UUID> persons = ids(4, 1 + random.nextInt(12));
      Map<UUID, Department> departments = new LinkedHashMap<>();
      for (int i = 0; i < parts.size(); i++) {
        UUID parent = i == 0 || random.nextBoolean() ? null : parts.get(random.nextInt(i));
        departments.put(parts.get(i), department(parts.get(i), parent, any(persons, random)));
      }
      Map<UUID, Placement> placements = new LinkedHashMap<>();
      for (int i = 0; i < persons.size(); i++) {
        UUID manager = i == 0 ? null : any(persons.subList(0, i), random);
        placements.put(persons.get(i), new Placement(any(parts, random), manager));
      }
      Organisation any =
          new Organisation(
              departments,
              placements,
              persons.stream().map(id -> person(id, random.nextInt(4) == 0)).toList());
      for (UUID me : persons) {
        for (Reach reach : Reach.values()) {
          assertThat(any.people(me, reach))
              .isEqualTo(kept(persons, other -> any.reachesPerson(me, reach, other)));
          assertThat(any.departments(me, reach))
              .isEqualTo(kept(parts, part -> any.reachesDepartment(me, reach, part)));
        }
      }
    }
  }

  private static Set<UUID> kept(List<UUID> all, java.util.function.Predicate<UUID> which) {
    return new HashSet<>(all.stream().filter(which).toList());
  }

  private static @Nullable UUID any(List<UUID> of, Random random) {
    int at = random.nextInt(of.size() + 1);
    return at == of.size() ? null : of.get(at);
  }

  private static List<UUID> ids(long kind, int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(new UUID(kind, i));
    }
    return ids;
  }

  private static Map<UUID, Department> departments(Department... all) {
    Map<UUID, Department> byId = new LinkedHashMap<>();
    for (Department department : all) {
      byId.put(department.id(), department);
    }
    return byId;
  }

  private static Department department(UUID id, @Nullable UUID parent, @Nullable UUID head) {
    return new Department(id, id.toString(), parent, 0, head, false);
  }

  private static Person person(UUID id, boolean disabled) {
    return new Person(
        id, id.toString(), id.toString(), null, null, new TreeSet<>(), false, disabled);
  }
}
