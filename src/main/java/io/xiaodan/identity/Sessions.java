package io.xiaodan.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.identity.Session.Kind;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signing in and out. A session is an opaque 256-bit token of which only the SHA-256 is stored.
 *
 * <p>Looking up a token costs no query while it is in memory (at most 30 s); revoking takes effect
 * at once here and, through the feed, on other nodes.
 */
@Component
public class Sessions {

  private static final Duration STALE = Duration.ofSeconds(30);

  /** How old the last visit on record may be: a session in use costs one small write per minute. */
  private static final Duration COARSE = Duration.ofMinutes(1);

  private static final int MOST_REMEMBERED = 50_000;
  private static final int LONGEST_TOKEN = 100;

  /** What a token was found to be (nothing, perhaps), under which count of changes. */
  private record Known(Optional<Session> session, long count) {}

  /** What a sign-in is checked against. */
  private record Credentials(UUID id, @Nullable String hash, boolean disabled) {}

  /** A session's row. */
  private record Stored(
      UUID id,
      Kind kind,
      UUID person,
      Instant created,
      Instant lastSeen,
      @Nullable Instant expires) {

    static Stored of(ResultSet row, int number) throws SQLException {
      OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
      return new Stored(
          row.getObject("id", UUID.class),
          Kind.of(row.getString("kind")),
          row.getObject("person_id", UUID.class),
          row.getObject("created_at", OffsetDateTime.class).toInstant(),
          row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
          expires == null ? null : expires.toInstant());
    }

    Stored until(@Nullable Instant end) {
      return new Stored(id, kind, person, created, lastSeen, end);
    }
  }

  private final JdbcClient database;
  private final Clock clock;
  private final Ids ids;
  private final Changes changes;
  private final People people;
  private final Roles roles;
  private final Passwords passwords;
  private final SignInThrottle throttle;
  private final SessionSettings settings;
  private final Cache<ByteBuffer, Known> remembered =
      Caffeine.newBuilder().expireAfterWrite(STALE).maximumSize(MOST_REMEMBERED).build();

  Sessions(
      JdbcClient database,
      Clock clock,
      Ids ids,
      Changes changes,
      People people,
      Roles roles,
      Passwords passwords,
      SignInThrottle throttle,
      SessionSettings settings) {
    this.database = database;
    this.clock = clock;
    this.ids = ids;
    this.changes = changes;
    this.people = people;
    this.roles = roles;
    this.passwords = passwords;
    this.throttle = throttle;
    this.settings = settings;
  }

  /**
   * Opens a browser session.
   *
   * @param address where the request comes from, for throttling
   * @throws ProblemException LIMIT {@code sign_in_paused} with the argument {@code seconds};
   *     UNAUTHENTICATED {@code bad_credentials}, or {@code person_disabled} when the password was
   *     right
   */
  public Session.Opened signIn(String login, String password, String address) {
    Optional<Duration> pause = throttle.attempt(login, address);
    if (pause.isPresent()) {
      throw Problem.of(ProblemKind.LIMIT, "sign_in_paused", "seconds", pause.get().toSeconds() + 1)
          .exception();
    }
    Optional<Credentials> person = credentials(login);
    String hash = person.map(Credentials::hash).orElse(null);
    if (!passwords.matches(password, hash) || person.isEmpty()) {
      throw Problem.of(ProblemKind.UNAUTHENTICATED, "bad_credentials").exception();
    }
    throttle.succeeded(login, address);
    if (person.get().disabled()) {
      throw Problem.of(ProblemKind.UNAUTHENTICATED, "person_disabled").exception();
    }
    return open(person.get().id(), Kind.BROWSER);
  }

  /** The session of a token, if it is known, not expired, and its person is not disabled. */
  public Optional<Session> find(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    ByteBuffer hash = ByteBuffer.wrap(Secrets.hash(token));
    Known known = remembered.getIfPresent(hash);
    if (known == null || known.count() != changes.count() || expired(known.session())) {
      long count = changes.count();
      known = new Known(read(token, hash.array()), count);
      remembered.put(hash, known);
    }
    return known.session();
  }

  /** Ends the session of a token; one that does not exist is no error. */
  public void signOut(String token) {
    execute("delete from xiaodan.session where token_hash = ?", Secrets.hash(token));
    changes.announce();
  }

  /** Ends every session of a person, API tokens included. */
  public void revokeAll(UUID personId) {
    execute("delete from xiaodan.session where person_id = ?", personId);
    changes.announce();
  }

  /**
   * Makes an API token for a service person that has exactly one role, creating that person on
   * first use. It holds until it is revoked.
   *
   * @throws ProblemException INVALID when there is no such role
   */
  public Session.Opened openToken(String role) {
    if (roles.find(role).isEmpty()) {
      throw Problem.invalid(List.of(Violation.at("role", Message.of("role_unknown", "role", role))))
          .exception();
    }
    return open(people.service(role), Kind.TOKEN);
  }

  /** The API tokens there are, newest first. */
  public List<Session.Token> tokens() {
    return database
        .sql(
            """
            select s.id, substr(p.login, 5) as role, s.created_at, s.last_seen_at
            from xiaodan.session s join xiaodan.person p on p.id = s.person_id
            where s.kind = 'token' order by s.created_at desc
            """)
        .query((row, _) ->
            new Session.Token(
                row.getObject("id", UUID.class),
                row.getString("role"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /**
   * Ends one API token.
   *
   * @throws ProblemException NOT_FOUND
   */
  public void revokeToken(UUID id) {
    if (execute("delete from xiaodan.session where id = ? and kind = 'token'", id) == 0) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    changes.announce();
  }

  /** Opens a session for somebody who proved who they are. */
  Session.Opened open(UUID personId, Kind kind) {
    String token = kind == Kind.TOKEN ? "xd_" + Secrets.fresh() : Secrets.fresh();
    byte[] hash = Secrets.hash(token);
    Instant now = clock.instant();
    execute("delete from xiaodan.session where expires_at < ?", at(now));
    execute(
        """
        insert into xiaodan.session
          (id, token_hash, person_id, kind, created_at, last_seen_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        ids.next(),
        hash,
        personId,
        kind.key(),
        at(now),
        at(now),
        kind == Kind.TOKEN ? null : at(now.plus(settings.idle())));
    return new Session.Opened(token, read(token, hash).orElseThrow());
  }

  private boolean expired(Optional<Session> session) {
    Instant end = session.map(Session::expiresAt).orElse(null);
    return end != null && !end.isAfter(clock.instant());
  }

  private Optional<Session> read(String token, byte[] hash) {
    Instant now = clock.instant();
    return database
        .sql(
            """
            select s.id, s.kind, s.person_id, s.created_at, s.last_seen_at, s.expires_at
            from xiaodan.session s join xiaodan.person p on p.id = s.person_id
            where s.token_hash = ? and p.disabled_at is null
              and (s.expires_at is null or s.expires_at > ?)
            """)
        .params(hash, at(now))
        .query(Stored::of)
        .optional()
        .map(stored -> visited(stored, now))
        .flatMap(
            stored -> people.find(stored.person()).map(person -> session(stored, person, token)));
  }

  /** Notes that the session is in use, which prolongs it. */
  private Stored visited(Stored stored, Instant now) {
    if (stored.lastSeen().plus(COARSE).isAfter(now)) {
      return stored;
    }
    Instant end = null;
    if (stored.kind() == Kind.BROWSER) {
      Instant last = stored.created().plus(settings.longest());
      Instant prolonged = now.plus(settings.idle());
      end = prolonged.isAfter(last) ? last : prolonged;
    }
    execute(
        "update xiaodan.session set last_seen_at = ?, expires_at = ? where id = ?",
        at(now),
        end == null ? null : at(end),
        stored.id());
    return stored.until(end);
  }

  private Optional<Credentials> credentials(String login) {
    return database
        .sql(
            """
            select id, password_hash, disabled_at is not null as disabled
            from xiaodan.person where lower(login) = lower(?)
            """)
        .param(login.strip())
        .query((row, _) ->
            new Credentials(
                row.getObject("id", UUID.class),
                row.getString("password_hash"),
                row.getBoolean("disabled")))
        .optional();
  }

  private int execute(String sql, @Nullable Object... values) {
    return database.sql(sql).params(Arrays.asList(values)).update();
  }

  private static Session session(Stored stored, Person person, String token) {
    Origin origin = stored.kind() == Kind.TOKEN ? Origin.API : Origin.USER;
    Actor actor = new Actor(person.id(), person.name(), person.roles(), Language.ZH, origin, null);
    return new Session(
        stored.id(),
        stored.kind(),
        person.login(),
        Secrets.derive(token, "csrf"),
        stored.expires(),
        actor,
        actor.withLanguage(Language.EN));
  }

  private static OffsetDateTime at(Instant instant) {
    return Objects.requireNonNull(instant).atOffset(ZoneOffset.UTC);
  }
}
