package io.xiaodan.identity;

import io.xiaodan.identity.StaffReader.Meant;
import io.xiaodan.identity.StaffReview.Outcome;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in lists of people: who is not there is made, who is there is changed in what the list
 * speaks of, departments on the way are founded. All of it, or nothing.
 */
@Component
public class Staff {

  private final TransactionTemplate transaction;
  private final People people;
  private final Departments departments;
  private final Roles roles;
  private final PersonRules rules;
  private final Changes changes;

  Staff(
      TransactionTemplate transaction,
      People people,
      Departments departments,
      Roles roles,
      PersonRules rules,
      Changes changes) {
    this.transaction = transaction;
    this.people = people;
    this.departments = departments;
    this.roles = roles;
    this.rules = rules;
    this.changes = changes;
  }

  /** What would become of a list; changes nothing. */
  public StaffReview review(List<StaffRow> rows) {
    StaffReader reader = new StaffReader(rules, roles, people, departments);
    return review(reader, reader.read(rows));
  }

  private static StaffReview review(StaffReader reader, List<Meant> meant) {
    return new StaffReview(
        meant.stream()
            .map(each ->
                new StaffReview.Row(
                    each.row(), each.login(), reader.outcome(each), each.problems()))
            .toList(),
        reader.founded().stream().map(path -> String.join("/", path)).toList());
  }

  /**
   * Carries a list out.
   *
   * @param soundOnly whether rows with something wrong are left out; otherwise they refuse the list
   * @throws io.xiaodan.kernel.ProblemException invalid, with every problem and its line, and
   *     without any effect
   */
  public StaffReview take(List<StaffRow> rows, boolean soundOnly) {
    try {
      return Objects.requireNonNull(
          transaction.execute(_ -> {
            List<StaffRow> taken = soundOnly ? sound(rows) : rows;
            StaffReader reader = new StaffReader(rules, roles, people, departments);
            List<Meant> meant = reader.read(taken);
            StaffReview review = review(reader, meant);
            refuse(review);
            carryOut(reader, meant);
            return review;
          }));
    } finally {
      // What was remembered in the middle of a transaction that failed is to be forgotten as well.
      changes.announce();
    }
  }

  /** Rows that stand without those left out, whose people they may have named. */
  private List<StaffRow> sound(List<StaffRow> rows) {
    List<StaffRow> sound = rows;
    for (List<StaffRow> before = List.of(); before.size() != sound.size(); ) {
      before = sound;
      sound =
          review(before).rows().stream()
              .filter(row -> row.outcome() != Outcome.REFUSED)
              .map(StaffReview.Row::row)
              .toList();
    }
    return sound;
  }

  private static void refuse(StaffReview review) {
    List<Violation> all = new ArrayList<>();
    for (StaffReview.Row row : review.rows()) {
      for (Violation problem : row.problems()) {
        all.add(
            Violation.at(
                "rows",
                (int) row.row().line(),
                Objects.requireNonNullElse(problem.field(), ""),
                problem.message()));
      }
    }
    if (!all.isEmpty()) {
      throw Problem.invalid(all).exception();
    }
  }

  private void carryOut(StaffReader reader, List<Meant> rows) {
    Map<String, UUID> founded = new HashMap<>();
    for (List<String> path : reader.founded()) {
      UUID parent = parent(reader, founded, path.subList(0, path.size() - 1));
      founded.put(StaffReader.key(path), departments.create(path.getLast(), parent, 0, null).id());
    }
    Map<String, UUID> ids = new HashMap<>();
    people.all().forEach(person -> ids.put(StaffReader.lower(person.login()), person.id()));
    for (Meant row : rows) {
      ids.put(StaffReader.lower(row.login()), person(row).id());
    }
    // Managers are taken away before they are given: on the way nobody may report to themselves.
    for (boolean managers : new boolean[] {false, true}) {
      for (Meant row : rows) {
        UUID id = Objects.requireNonNull(ids.get(StaffReader.lower(row.login())));
        place(id, row, parent(reader, founded, row.department()), ids, managers);
      }
    }
  }

  private static @Nullable UUID parent(
      StaffReader reader, Map<String, UUID> founded, @Nullable List<String> path) {
    if (path == null || path.isEmpty()) {
      return null;
    }
    UUID fresh = founded.get(StaffReader.key(path));
    return fresh == null ? reader.find(path) : fresh;
  }

  private Person person(Meant row) {
    StaffRow said = row.row();
    Person known = row.known();
    if (known == null) {
      Set<String> keys = row.roles() == null ? Set.of() : row.roles();
      String name = Objects.requireNonNull(said.name());
      return people.create(
          new NewPerson(row.login(), name, null, said.email(), said.phone(), keys));
    }
    String name = said.name() == null || said.name().isBlank() ? null : said.name();
    boolean same =
        name == null && said.email() == null && said.phone() == null && row.roles() == null;
    return same
        ? known
        : people.change(
            known.id(),
            new PersonChange(name, said.email(), said.phone(), null, row.roles(), null));
  }

  private void place(
      UUID id, Meant row, @Nullable UUID department, Map<String, UUID> ids, boolean managers) {
    Placement before = departments.placement(id);
    UUID manager =
        row.manager() == null ? before.manager() : managers ? ids.get(row.manager()) : null;
    Placement after =
        new Placement(row.department() == null ? before.department() : department, manager);
    if (!after.equals(before)) {
      departments.place(id, after);
    }
  }
}
