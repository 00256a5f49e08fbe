package io.xiaodan.identity;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The departments of the company and who works in them. Answered from memory, as {@link People}
 * are.
 */
@Component
public class Departments {

  private static final Duration STALE = Duration.ofSeconds(30);
  static final int LONGEST_NAME = 60;

  private record Dated(
      Map<UUID, Department> byId,
      Map<UUID, Placement> placements,
      Organisation organisation,
      long count,
      long nanos) {}

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Ids ids;
  private final Changes changes;
  private final People people;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Dated remembered;

  Departments(
      JdbcClient database,
      TransactionTemplate transaction,
      Ids ids,
      Changes changes,
      People people) {
    this.database = database;
    this.transaction = transaction;
    this.ids = ids;
    this.changes = changes;
    this.people = people;
  }

  /** One department, closed ones included. */
  public Optional<Department> find(UUID id) {
    return Optional.ofNullable(known().byId().get(id));
  }

  /** The name to show for an id; the id itself where there is no such department. */
  public String name(UUID id) {
    return find(id).map(Department::name).orElseGet(id::toString);
  }

  /** Every department, closed ones included, by position and name. */
  public List<Department> all() {
    return List.copyOf(known().byId().values());
  }

  /** Where somebody works. */
  public Placement placement(UUID person) {
    return known().placements().getOrDefault(person, Placement.NONE);
  }

  /** Who leads and works where, at this moment. */
  public Organisation organisation() {
    return known().organisation();
  }

  /**
   * Founds a department.
   *
   * @throws ProblemException invalid for a name that is blank, long or taken, a parent that is not
   *     there, or a head who is not there or has left
   */
  public Department create(String name, @Nullable UUID parent, int position, @Nullable UUID head) {
    UUID id = ids.next();
    return write(
        id,
        () -> {
          check(id, name, parent);
          checkHead(head, null);
          execute(
              "insert into xiaodan.department (id, name, parent_id, position, head_id) values (?, ?, ?, ?, ?)",
              id,
              name.strip(),
              parent,
              position,
              head);
        });
  }

  /**
   * Changes a department as a whole.
   *
   * @throws ProblemException not found, or invalid as for {@link #create}; also for a parent that
   *     lies below the department
   */
  public Department change(Department department) {
    UUID id = department.id();
    require(id);
    return write(
        id,
        () -> {
          check(id, department.name(), department.parent());
          checkHead(department.head(), find(id).map(Department::head).orElse(null));
          execute(
              """
              update xiaodan.department set name = ?, parent_id = ?, position = ?, head_id = ?,
                disabled_at = case when ? then coalesce(disabled_at, now()) end
              where id = ?
              """,
              department.name().strip(),
              department.parent(),
              department.position(),
              department.head(),
              department.disabled(),
              id);
        });
  }

  /**
   * Puts a department to another place in the tree; its new neighbours are numbered anew.
   *
   * @param before the neighbour it is to stand before; null for the end
   * @throws ProblemException not found; invalid as for {@link #change}, also for a neighbour that
   *     does not stand there
   */
  public Department move(UUID id, @Nullable UUID parent, @Nullable UUID before) {
    Department moved = require(id);
    return write(
        id,
        () -> {
          check(id, moved.name(), parent);
          List<UUID> order = new ArrayList<>();
          read().byId().values().stream()
              .filter(each -> Objects.equals(each.parent(), parent) && !each.id().equals(id))
              .forEach(each -> order.add(each.id()));
          int place = before == null ? order.size() : order.indexOf(before);
          if (place < 0) {
            throw refused("before", "department_unknown");
          }
          order.add(place, id);
          execute("update xiaodan.department set parent_id = ? where id = ?", parent, id);
          for (int i = 0; i < order.size(); i++) {
            execute("update xiaodan.department set position = ? where id = ?", i + 1, order.get(i));
          }
        });
  }

  /**
   * Says where somebody works.
   *
   * @throws ProblemException not found; invalid for a department or manager that is not there, or a
   *     manager who reports to that very person
   */
  public void place(UUID person, Placement placement) {
    if (people.find(person).filter(each -> !each.service()).isEmpty()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    UUID department = placement.department();
    if (department != null && find(department).isEmpty()) {
      throw refused("department", "department_unknown");
    }
    transaction.executeWithoutResult(_ -> {
      lock();
      UUID manager = placement.manager();
      if (manager != null && people.find(manager).filter(each -> !each.service()).isEmpty()) {
        throw refused("manager", "manager_unknown");
      }
      if (isAbove(person, manager, read().placements())) {
        throw refused("manager", "manager_circle");
      }
      execute(
          "update xiaodan.person set department_id = ?, manager_id = ? where id = ?",
          department,
          manager,
          person);
    });
    changes.announce();
  }

  /**
   * Lets one person take another's place: leads the departments that one led, and is reported to by
   * those who reported to that one. Who reported to the one who goes, directly or through others,
   * then reports to whom that one reported.
   *
   * @throws ProblemException invalid for somebody who is not there or has left
   */
  public void handOver(UUID from, UUID to) {
    if (from.equals(to) || people.find(to).filter(Person::isActive).isEmpty()) {
      throw refused("to", "manager_unknown");
    }
    transaction.executeWithoutResult(_ -> {
      lock();
      Map<UUID, Placement> before = read().placements();
      execute("update xiaodan.department set head_id = ? where head_id = ?", to, from);
      execute("update xiaodan.person set manager_id = ? where manager_id = ?", to, from);
      if (isAbove(from, before.getOrDefault(to, Placement.NONE).manager(), before)) {
        UUID above = before.getOrDefault(from, Placement.NONE).manager();
        execute("update xiaodan.person set manager_id = ? where id = ?", above, to);
      }
    });
    changes.announce();
  }

  private static boolean isAbove(
      UUID person, @Nullable UUID manager, Map<UUID, Placement> placements) {
    Set<UUID> seen = new HashSet<>();
    for (UUID at = manager; at != null && seen.add(at); ) {
      if (at.equals(person)) {
        return true;
      }
      at = placements.getOrDefault(at, Placement.NONE).manager();
    }
    return false;
  }

  private Department write(UUID id, Runnable change) {
    try {
      transaction.executeWithoutResult(_ -> {
        lock();
        change.run();
      });
    } catch (DuplicateKeyException e) {
      throw refused("name", "department_taken");
    }
    changes.announce();
    return require(id);
  }

  /** Trees are changed one after the other, or two changes could make a circle. */
  private void lock() {
    database
        .sql("select pg_advisory_xact_lock(hashtext('xiaodan.department'))")
        .query()
        .singleRow();
  }

  private void check(UUID id, String name, @Nullable UUID parent) {
    if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
      throw Problem.invalid(
              List.of(Violation.at("name", Message.of("department_name", "most", LONGEST_NAME))))
          .exception();
    }
    Map<UUID, Department> byId = read().byId();
    Set<UUID> seen = new HashSet<>();
    for (UUID at = parent; at != null && seen.add(at); ) {
      Department above = byId.get(at);
      if (above == null) {
        throw refused("parent", "department_unknown");
      }
      if (at.equals(id)) {
        throw refused("parent", "department_circle");
      }
      at = above.parent();
    }
  }

  /** Somebody who has left may stay head until another is named, but is not made one. */
  private void checkHead(@Nullable UUID head, @Nullable UUID before) {
    if (head != null
        && !head.equals(before)
        && people.find(head).filter(Person::isActive).isEmpty()) {
      throw refused("head", "head_unknown");
    }
  }

  private void execute(String sql, @Nullable Object... values) {
    database.sql(sql).params(Arrays.asList(values)).update();
  }

  private Department require(UUID id) {
    return find(id)
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "no_department").exception());
  }

  private static ProblemException refused(String field, String code) {
    return Problem.invalid(List.of(Violation.at(field, Message.of(code)))).exception();
  }

  /** One reads anew for all who ask; while nothing is known to have changed, the others go on. */
  private Dated known() {
    Dated known = remembered;
    if (known != null && isCurrent(known) && !isOld(known)) {
      return known;
    }
    if (known == null || !isCurrent(known)) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return known;
    }
    try {
      Dated fresh = remembered;
      if (fresh == null || !isCurrent(fresh) || isOld(fresh)) {
        fresh = read();
        remembered = fresh;
      }
      return fresh;
    } finally {
      reading.unlock();
    }
  }

  private boolean isCurrent(Dated known) {
    return known.count() == changes.count();
  }

  private static boolean isOld(Dated known) {
    return System.nanoTime() - known.nanos() >= STALE.toNanos();
  }

  private Dated read() {
    long count = changes.count();
    Map<UUID, Department> byId = new LinkedHashMap<>();
    database
        .sql(
            "select id, name, parent_id, position, head_id, disabled_at is not null from xiaodan.department order by position, name, id")
        .query((row, number) ->
            new Department(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getInt(4),
                row.getObject(5, UUID.class),
                row.getBoolean(6)))
        .list()
        .forEach(department -> byId.put(department.id(), department));
    Map<UUID, Placement> placements = new LinkedHashMap<>();
    database
        .sql(
            "select id, department_id, manager_id from xiaodan.person where department_id is not null or manager_id is not null")
        .query(row -> {
          placements.put(
              row.getObject(1, UUID.class),
              new Placement(row.getObject(2, UUID.class), row.getObject(3, UUID.class)));
        });
    Map<UUID, Department> departments = Collections.unmodifiableMap(byId);
    return new Dated(
        departments,
        Map.copyOf(placements),
        new Organisation(departments, Map.copyOf(placements), people.all()),
        count,
        System.nanoTime());
  }
}
