package io.xiaodan.task;

import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Standing proxies 委托: for a time, somebody does another person's tasks as well, all of them or
 * those about some forms. Both find them in their lists; who acts first has acted.
 */
@Component
public class Proxies {

  private static final int LONGEST_NOTE = 200;

  private final JdbcTemplate database;
  private final People people;
  private final Ids ids;
  private final Clock clock;
  private final String table;

  Proxies(JdbcTemplate database, People people, Ids ids, Clock clock, Workspace workspace) {
    this.database = database;
    this.people = people;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("task_proxy");
  }

  /**
   * Somebody who stands in for another.
   *
   * @param person whose tasks they are
   * @param proxy who does them
   * @param forms keys of the forms it is limited to; null for all
   */
  public record Proxy(
      UUID id,
      UUID person,
      UUID proxy,
      Instant from,
      Instant to,
      @Nullable List<String> forms,
      @Nullable String note) {}

  /**
   * Somebody one stands in for now.
   *
   * @param keys under which their tasks are kept
   */
  record Standing(UUID person, List<String> keys, @Nullable List<String> forms) {

    boolean covers(@Nullable String form) {
      return forms == null || form != null && forms.contains(form);
    }
  }

  /** Whom somebody stands in for at this moment; people who left have nobody standing in. */
  List<Standing> of(UUID proxy) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    List<Proxy> found =
        database.query(
            "SELECT * FROM "
                + table
                + " WHERE proxy_id = ? AND from_at <= ? AND to_at > ? AND ended_at IS NULL ORDER BY id",
            Proxies::proxy,
            proxy,
            now,
            now);
    List<Standing> standing = new ArrayList<>();
    for (Proxy each : found) {
      Person person = people.find(each.person()).filter(Person::isActive).orElse(null);
      if (person != null) {
        Assignees theirs = new Assignees(person.roles(), Set.of(person.id()));
        standing.add(new Standing(person.id(), theirs.keys(), each.forms()));
      }
    }
    return standing;
  }

  /** The proxies that somebody has given or been given and that are not over. */
  public List<Proxy> about(UUID person) {
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE (person_id = ? OR proxy_id = ?) AND ended_at IS NULL AND to_at > ? ORDER BY from_at, id",
        Proxies::proxy,
        person,
        person,
        clock.instant().atOffset(ZoneOffset.UTC));
  }

  /**
   * Lets somebody stand in for another.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for somebody who is not active, oneself, a
   *     time that ends before it begins or now, or a long note
   */
  public Proxy give(Proxy proxy, UUID by) {
    List<Violation> violations = new ArrayList<>();
    if (people.find(proxy.proxy()).filter(Person::isActive).isEmpty()
        || proxy.proxy().equals(proxy.person())) {
      violations.add(Violation.at("proxy", Message.of("task.proxy_who")));
    }
    if (people.find(proxy.person()).filter(Person::isActive).isEmpty()) {
      violations.add(Violation.at("person", Message.of("task.proxy_who")));
    }
    if (!proxy.to().isAfter(proxy.from()) || !proxy.to().isAfter(clock.instant())) {
      violations.add(Violation.at("to", Message.of("task.proxy_time")));
    }
    if (proxy.note() != null && proxy.note().length() > LONGEST_NOTE) {
      violations.add(Violation.at("note", Message.of("task.proxy_note", "most", LONGEST_NOTE)));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    UUID id = ids.next();
    database.update(
        "INSERT INTO "
            + table
            + " (id, person_id, proxy_id, from_at, to_at, forms, note, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        proxy.person(),
        proxy.proxy(),
        proxy.from().atOffset(ZoneOffset.UTC),
        proxy.to().atOffset(ZoneOffset.UTC),
        proxy.forms() == null ? null : proxy.forms().toArray(String[]::new),
        proxy.note(),
        clock.instant().atOffset(ZoneOffset.UTC),
        by);
    return new Proxy(
        id, proxy.person(), proxy.proxy(), proxy.from(), proxy.to(), proxy.forms(), proxy.note());
  }

  /**
   * Ends a proxy at once.
   *
   * @param of whose it must be; null for anybody's
   * @throws io.xiaodan.kernel.ProblemException not found
   */
  public void end(UUID id, @Nullable UUID of) {
    int ended =
        database.update(
            "UPDATE "
                + table
                + " SET ended_at = ? WHERE id = ? AND ended_at IS NULL AND (?::uuid IS NULL OR person_id = ?)",
            clock.instant().atOffset(ZoneOffset.UTC),
            id,
            of,
            of);
    if (ended == 0) {
      throw Problem.of(ProblemKind.NOT_FOUND, "task.no_proxy").exception();
    }
  }

  private static Proxy proxy(ResultSet row, int number) throws SQLException {
    Array forms = row.getArray("forms");
    return new Proxy(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("person_id", UUID.class)),
        Objects.requireNonNull(row.getObject("proxy_id", UUID.class)),
        Objects.requireNonNull(row.getTimestamp("from_at")).toInstant(),
        Objects.requireNonNull(row.getTimestamp("to_at")).toInstant(),
        forms == null ? null : List.of((String[]) forms.getArray()),
        row.getString("note"));
  }
}
