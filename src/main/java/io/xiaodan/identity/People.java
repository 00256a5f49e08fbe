package io.xiaodan.identity;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The people of the installation. Look-ups are answered from memory: what this node changes is seen
 * at once, what another node changes after the feed told of it, and after 30 s in any case.
 */
@Component
public class People {

  private static final Duration STALE = Duration.ofSeconds(30);

  /** What was read, under which count of changes, and when by {@link System#nanoTime()}. */
  private record Dated(Directory directory, long count, long nanos) {

    boolean fresh(Changes changes) {
      return count == changes.count() && System.nanoTime() - nanos < STALE.toNanos();
    }
  }

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Ids ids;
  private final Changes changes;
  private final Passwords passwords;
  private final PersonRules rules;
  private volatile @Nullable Dated remembered;

  People(
      JdbcClient database,
      TransactionTemplate transaction,
      Ids ids,
      Changes changes,
      Passwords passwords,
      PersonRules rules) {
    this.database = database;
    this.transaction = transaction;
    this.ids = ids;
    this.changes = changes;
    this.passwords = passwords;
    this.rules = rules;
  }

  /** One person, disabled ones and services included. */
  public Optional<Person> find(UUID id) {
    return Optional.ofNullable(directory().byId().get(id));
  }

  /** Several people by id, disabled ones and services included; ids nobody has are left out. */
  public Map<UUID, Person> find(Collection<UUID> ids) {
    Directory everybody = directory();
    Map<UUID, Person> found = new LinkedHashMap<>();
    for (UUID id : ids) {
      Person person = everybody.byId().get(id);
      if (person != null) {
        found.put(id, person);
      }
    }
    return found;
  }

  /** The name to show for a person id; the id itself where nobody has it. */
  public String name(UUID id) {
    Person person = directory().byId().get(id);
    return person == null ? id.toString() : person.name();
  }

  /** Active people who have a role, in order of their names; may be empty. */
  public List<UUID> byRole(String role) {
    return directory().byRole().getOrDefault(role, List.of());
  }

  /** Active people whose name or login contains the text, in order of their names. */
  public List<Person> search(String text, int limit) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return directory().byId().values().stream()
        .filter(Person::isActive)
        .filter(person ->
            person.name().toLowerCase(Locale.ROOT).contains(wanted)
                || person.login().toLowerCase(Locale.ROOT).contains(wanted))
        .limit(limit)
        .toList();
  }

  /** Everybody who is no service, disabled people included, in order of their names. */
  public List<Person> all() {
    return directory().byId().values().stream().filter(person -> !person.service()).toList();
  }

  /**
   * Creates a person.
   *
   * @throws io.xiaodan.kernel.ProblemException INVALID with every violation: a login that is taken
   *     or badly formed, a blank name, a weak password, an unknown role
   */
  public Person create(NewPerson person) {
    refuse(rules.check(person));
    String hash = person.password() == null ? null : passwords.hash(person.password());
    UUID id = ids.next();
    try {
      transaction.executeWithoutResult(_ -> {
        insert(id, person, hash);
        replaceRoles(id, person.roles());
      });
    } catch (DuplicateKeyException e) {
      throw Problem.invalid(List.of(Violation.at("login", Message.of("login_taken")))).exception();
    }
    changes.announce();
    return get(id);
  }

  /**
   * Changes a person. A new password, other roles and disabling take effect at once: a new password
   * and disabling also end every session of the person.
   *
   * @throws io.xiaodan.kernel.ProblemException NOT_FOUND, or INVALID with every violation, also
   *     when nobody would be left who administers
   */
  public Person change(UUID id, PersonChange change) {
    Person before = get(id);
    if (before.service()) {
      throw notFound();
    }
    refuse(rules.check(change));
    String hash = change.password() == null ? null : passwords.hash(change.password());
    transaction.executeWithoutResult(_ -> {
      database.sql("select pg_advisory_xact_lock(hashtext('xiaodan.person'))").query().singleRow();
      update(id, change, hash);
      if (change.roles() != null) {
        replaceRoles(id, change.roles());
      }
      if (hash != null || Boolean.TRUE.equals(change.disabled())) {
        execute("delete from xiaodan.session where person_id = ?", id);
      }
      refuseToLoseTheLastAdministrator();
    });
    changes.announce();
    return get(id);
  }

  /** Replaces a person's roles. */
  public Person setRoles(UUID id, Set<String> roles) {
    return change(id, new PersonChange(null, null, null, null, roles, null));
  }

  /** Refuses further sign-ins and ends every session of the person. */
  public Person disable(UUID id) {
    return change(id, new PersonChange(null, null, null, null, null, true));
  }

  /**
   * Removes somebody for good, sessions included. Only for a person whose name stands nowhere; all
   * others are disabled, so that history keeps their name.
   */
  public void remove(UUID id) {
    get(id);
    transaction.executeWithoutResult(_ -> {
      execute("delete from xiaodan.person where id = ? and not service", id);
      refuseToLoseTheLastAdministrator();
    });
    changes.announce();
  }

  /** Sets a new password and ends every session of the person. */
  public Person changePassword(UUID id, String password) {
    return change(id, new PersonChange(null, null, null, password, null, null));
  }

  /** The service person that stands for every API token of a role, made on first use. */
  UUID service(String role) {
    String login = "api:" + role;
    UUID id =
        transaction.execute(_ -> {
          execute(
              """
              insert into xiaodan.person (id, login, name, service) values (?, ?, ?, true)
              on conflict (lower(login)) do nothing
              """,
              ids.next(),
              login,
              "API " + role);
          UUID found =
              database
                  .sql("select id from xiaodan.person where lower(login) = lower(?)")
                  .param(login)
                  .query(UUID.class)
                  .single();
          replaceRoles(found, Set.of(role));
          return found;
        });
    changes.announce();
    return Objects.requireNonNull(id);
  }

  private Directory directory() {
    Dated known = remembered;
    return known != null && known.fresh(changes) ? known.directory() : read();
  }

  private synchronized Directory read() {
    Dated known = remembered;
    if (known == null || !known.fresh(changes)) {
      long count = changes.count();
      known = new Dated(Directory.read(database), count, System.nanoTime());
      remembered = known;
    }
    return known.directory();
  }

  private Person get(UUID id) {
    return find(id).filter(person -> !id.equals(Actor.SYSTEM)).orElseThrow(People::notFound);
  }

  private void insert(UUID id, NewPerson person, @Nullable String hash) {
    execute(
        """
        insert into xiaodan.person (id, login, name, password_hash, email, phone)
        values (?, ?, ?, ?, nullif(trim(?), ''), nullif(trim(?), ''))
        """,
        id,
        person.login(),
        person.name(),
        hash,
        person.email(),
        person.phone());
  }

  private void update(UUID id, PersonChange change, @Nullable String hash) {
    execute(
        """
        update xiaodan.person set
          name = coalesce(trim(?), name),
          email = nullif(trim(coalesce(?, email)), ''),
          phone = nullif(trim(coalesce(?, phone)), ''),
          password_hash = coalesce(?, password_hash),
          disabled_at = case when ?::boolean is null then disabled_at
                             when ?::boolean then coalesce(disabled_at, now()) end
        where id = ?
        """,
        change.name(),
        change.email(),
        change.phone(),
        hash,
        change.disabled(),
        change.disabled(),
        id);
  }

  private void replaceRoles(UUID id, Set<String> roles) {
    execute("delete from xiaodan.person_role where person_id = ?", id);
    for (String role : roles) {
      execute("insert into xiaodan.person_role (person_id, role_key) values (?, ?)", id, role);
    }
  }

  private void execute(String sql, @Nullable Object... values) {
    database.sql(sql).params(Arrays.asList(values)).update();
  }

  private void refuseToLoseTheLastAdministrator() {
    int left =
        database
            .sql(
                """
                select count(*) from xiaodan.person p
                join xiaodan.person_role r on r.person_id = p.id
                where r.role_key = ? and p.disabled_at is null and not p.service
                """)
            .param(Role.ADMINISTRATOR)
            .query(Integer.class)
            .single();
    if (left == 0) {
      refuse(List.of(Violation.at("roles", Message.of("last_administrator"))));
    }
  }

  private static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
  }

  private static io.xiaodan.kernel.ProblemException notFound() {
    return Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
  }
}
