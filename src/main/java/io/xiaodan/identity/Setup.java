package io.xiaodan.identity;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One-time links by which somebody chooses a password: the first administrator, people invited. */
@Component
public class Setup {

  private static final Duration VALID = Duration.ofDays(7);

  private final JdbcClient database;
  private final Clock clock;
  private final People people;
  private final Passwords passwords;
  private final Sessions sessions;

  Setup(JdbcClient database, Clock clock, People people, Passwords passwords, Sessions sessions) {
    this.database = database;
    this.clock = clock;
    this.people = people;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  /** The login that a link's token is for; empty when it was used, expired or never made. */
  public Optional<String> login(String token) {
    return database
        .sql(
            """
            select p.login from xiaodan.setup_token t join xiaodan.person p on p.id = t.person_id
            where t.token_hash = ? and t.expires_at > ? and p.disabled_at is null
            """)
        .params(Secrets.hash(token), now())
        .query(String.class)
        .optional();
  }

  /**
   * Sets the password and signs in; the link, and every other one for this person, is used up.
   *
   * @throws io.xiaodan.kernel.ProblemException INVALID for a weak password (the link stays usable),
   *     NOT_FOUND for a link that was used, expired or never made
   */
  public Session.Opened complete(String token, String password) {
    List<Violation> violations = passwords.check(password).stream().toList();
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    UUID person =
        database
            .sql(
                """
                delete from xiaodan.setup_token where token_hash = ? and expires_at > ?
                  and person_id in (select id from xiaodan.person where disabled_at is null)
                returning person_id
                """)
            .params(Secrets.hash(token), now())
            .query(UUID.class)
            .optional()
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "setup_used").exception());
    people.changePassword(person, password);
    execute("delete from xiaodan.setup_token where person_id = ?", person);
    return sessions.open(person, Session.Kind.BROWSER);
  }

  /** Makes a link's token; it works once, for a week. */
  String open(UUID person) {
    String token = Secrets.fresh();
    execute("delete from xiaodan.setup_token where expires_at < ?", now());
    execute(
        "insert into xiaodan.setup_token (token_hash, person_id, expires_at) values (?, ?, ?)",
        Secrets.hash(token),
        person,
        now().plus(VALID));
    return token;
  }

  private void execute(String sql, Object... values) {
    database.sql(sql).params(values).update();
  }

  OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
