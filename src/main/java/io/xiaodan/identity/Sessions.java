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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
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

  private final DSLContext dsl;
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
      DSLContext dsl,
      Clock clock,
      Ids ids,
      Changes changes,
      People people,
      Roles roles,
      Passwords passwords,
      SignInThrottle throttle,
      SessionSettings settings) {
    this.dsl = dsl;
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
    Record person =
        dsl.fetchOne(
            """
            select id, password_hash, disabled_at is not null as disabled
            from xiaodan.person where lower(login) = lower(?)
            """,
            login.strip());
    String hash = person == null ? null : person.get("password_hash", String.class);
    if (!passwords.matches(password, hash) || person == null) {
      throw Problem.of(ProblemKind.UNAUTHENTICATED, "bad_credentials").exception();
    }
    throttle.succeeded(login, address);
    if (person.get("disabled", Boolean.class)) {
      throw Problem.of(ProblemKind.UNAUTHENTICATED, "person_disabled").exception();
    }
    return open(person.get("id", UUID.class), Kind.BROWSER);
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
    dsl.execute("delete from xiaodan.session where token_hash = ?", Secrets.hash(token));
    changes.announce();
  }

  /** Ends every session of a person, API tokens included. */
  public void revokeAll(UUID personId) {
    dsl.execute("delete from xiaodan.session where person_id = ?", personId);
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
    return dsl.fetch(
            """
            select s.id, substr(p.login, 5) as role, s.created_at, s.last_seen_at
            from xiaodan.session s join xiaodan.person p on p.id = s.person_id
            where s.kind = 'token' order by s.created_at desc
            """)
        .map(row ->
            new Session.Token(
                row.get("id", UUID.class),
                row.get("role", String.class),
                row.get("created_at", OffsetDateTime.class).toInstant(),
                row.get("last_seen_at", OffsetDateTime.class).toInstant()));
  }

  /**
   * Ends one API token.
   *
   * @throws ProblemException NOT_FOUND
   */
  public void revokeToken(UUID id) {
    if (dsl.execute("delete from xiaodan.session where id = ? and kind = 'token'", id) == 0) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    changes.announce();
  }

  /** Opens a session for somebody who proved who they are. */
  Session.Opened open(UUID personId, Kind kind) {
    String token = kind == Kind.TOKEN ? "xd_" + Secrets.fresh() : Secrets.fresh();
    byte[] hash = Secrets.hash(token);
    Instant now = clock.instant();
    dsl.execute("delete from xiaodan.session where expires_at < ?", at(now));
    dsl.execute(
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
    Record row =
        dsl.fetchOne(
            """
            select s.id, s.kind, s.person_id, s.created_at, s.last_seen_at, s.expires_at
            from xiaodan.session s join xiaodan.person p on p.id = s.person_id
            where s.token_hash = ? and p.disabled_at is null
              and (s.expires_at is null or s.expires_at > ?)
            """,
            hash,
            at(now));
    if (row == null) {
      return Optional.empty();
    }
    Kind kind = Kind.valueOf(row.get("kind", String.class).toUpperCase(java.util.Locale.ROOT));
    Instant expires = visit(row, kind, now);
    return people
        .find(row.get("person_id", UUID.class))
        .map(person -> session(row.get("id", UUID.class), kind, person, token, expires));
  }

  /** Notes that the session is in use, which prolongs it; answers when it now expires. */
  private @Nullable Instant visit(Record row, Kind kind, Instant now) {
    Instant last = row.get("last_seen_at", OffsetDateTime.class).toInstant();
    Instant expires =
        kind == Kind.TOKEN ? null : row.get("expires_at", OffsetDateTime.class).toInstant();
    if (last.plus(COARSE).isAfter(now)) {
      return expires;
    }
    if (kind == Kind.BROWSER) {
      Instant end =
          row.get("created_at", OffsetDateTime.class).toInstant().plus(settings.longest());
      Instant prolonged = now.plus(settings.idle());
      expires = prolonged.isAfter(end) ? end : prolonged;
    }
    dsl.execute(
        "update xiaodan.session set last_seen_at = ?, expires_at = ? where id = ?",
        at(now),
        expires == null ? null : at(expires),
        row.get("id", UUID.class));
    return expires;
  }

  private static Session session(
      UUID id, Kind kind, Person person, String token, @Nullable Instant expires) {
    Origin origin = kind == Kind.TOKEN ? Origin.API : Origin.USER;
    Actor actor = new Actor(person.id(), person.name(), person.roles(), Language.ZH, origin, null);
    return new Session(
        id,
        kind,
        person.login(),
        Secrets.derive(token, "csrf"),
        expires,
        actor,
        actor.withLanguage(Language.EN));
  }

  private static OffsetDateTime at(Instant instant) {
    return Objects.requireNonNull(instant).atOffset(ZoneOffset.UTC);
  }
}
