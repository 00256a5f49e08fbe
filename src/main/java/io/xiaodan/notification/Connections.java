package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The systems outside that messages can be sent to; addresses and secrets are kept sealed. */
@Component
public class Connections {

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,28}");
  private static final int LONGEST_LABEL = 100;
  private static final int LONGEST_URL = 2_000;

  private final JdbcClient database;
  private final Secrets secrets;
  private final OutboundHttp http;
  private final ConnectionSender sender;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;
  private final String table;

  Connections(
      JdbcClient database,
      Secrets secrets,
      OutboundHttp http,
      ConnectionSender sender,
      JsonMapper json,
      Ids ids,
      Clock clock,
      Workspace workspace) {
    this.database = database;
    this.secrets = secrets;
    this.http = http;
    this.sender = sender;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("connection");
  }

  /**
   * A connection without what is secret about it.
   *
   * @param address the host, and the last characters of what follows
   */
  public record Summary(
      String key, ConnectionKind kind, String label, String address, Instant updatedAt) {}

  /**
   * What is to be kept of a connection.
   *
   * @param url null to keep the one there is
   * @param secret null to keep the one there is, blank for none
   */
  public record Wish(
      ConnectionKind kind, String label, @Nullable String url, @Nullable String secret) {}

  private record Sealed(String url, @Nullable String secret) {}

  /** All connections by name. */
  public List<Summary> all() {
    return database
        .sql("select key, kind, label, address, updated_at from " + table + " order by label, key")
        .query((row, _) ->
            new Summary(
                row.getString("key"),
                kind(row.getString("kind")),
                row.getString("label"),
                row.getString("address"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /**
   * Makes or changes a connection.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid, with everything that is wrong
   */
  public void save(String key, Wish wish, UUID by) {
    Optional<Connection> before = find(key);
    List<Violation> violations = new ArrayList<>();
    if (!KEY.matcher(key).matches()) {
      violations.add(Violation.at("key", Message.of("connection_key")));
    }
    if (wish.label().isBlank() || wish.label().length() > LONGEST_LABEL) {
      violations.add(Violation.at("label", Message.of("connection_label", "most", LONGEST_LABEL)));
    }
    URI url = url(wish.url(), before.map(Connection::url).orElse(null), violations);
    if (!violations.isEmpty() || url == null) {
      throw Problem.invalid(violations).exception();
    }
    String secret =
        wish.secret() == null ? before.map(Connection::secret).orElse(null) : wish.secret();
    Sealed sealed = new Sealed(url.toString(), secret == null || secret.isBlank() ? null : secret);
    database
        .sql(
            """
            insert into %s (key, kind, label, address, sealed, updated_at, updated_by)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (key) do update set kind = excluded.kind, label = excluded.label,
              address = excluded.address, sealed = excluded.sealed,
              updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """
                .formatted(table))
        .params(
            Arrays.asList(
                key,
                wish.kind().key(),
                wish.label().strip(),
                shown(url),
                secrets.seal(purpose(key), json.writeValueAsString(sealed)),
                clock.instant().atOffset(ZoneOffset.UTC),
                by))
        .update();
  }

  private @Nullable URI url(
      @Nullable String text, @Nullable URI before, List<Violation> violations) {
    if (text == null || text.isBlank()) {
      if (before == null) {
        violations.add(Violation.at("url", Message.of("connection_url")));
      }
      return before;
    }
    Optional<Message> wrong = http.refusal(text.strip());
    if (wrong.isPresent() || text.length() > LONGEST_URL) {
      violations.add(Violation.at("url", wrong.orElse(Message.of("connection_url"))));
      return null;
    }
    return URI.create(text.strip());
  }

  /** Takes a connection away; whether there was one. */
  public boolean remove(String key) {
    return database.sql("delete from " + table + " where key = ?").param(key).update() > 0;
  }

  /**
   * Sends a test message at once.
   *
   * @throws io.xiaodan.kernel.ProblemException not found for an unknown connection
   */
  public Delivery test(String key, String title, String text) {
    Connection connection =
        find(key)
            .orElseThrow(
                () -> Problem.of(ProblemKind.NOT_FOUND, "no_connection", "key", key).exception());
    String mark = "test:" + ids.next();
    return sender.send(
        connection,
        connection.kind().isRobot()
            ? new OutgoingMessage.Robot(mark, key, title, text)
            : new OutgoingMessage.Webhook(
                mark, key, json.writeValueAsString(java.util.Map.of("test", true, "text", text))));
  }

  Optional<Connection> find(String key) {
    return database
        .sql("select kind, label, sealed from " + table + " where key = ?")
        .param(key)
        .query((row, _) -> {
          Sealed sealed =
              json.readValue(secrets.open(purpose(key), row.getString("sealed")), Sealed.class);
          return new Connection(
              key,
              kind(row.getString("kind")),
              row.getString("label"),
              URI.create(sealed.url()),
              sealed.secret());
        })
        .optional();
  }

  private static ConnectionKind kind(String key) {
    return ConnectionKind.valueOf(key.toUpperCase(Locale.ROOT));
  }

  private static String purpose(String key) {
    return "connection:" + key;
  }

  /** As much of an address as tells one from another without giving it away. */
  private static String shown(URI url) {
    String whole = url.toString();
    String origin = url.getScheme() + "://" + url.getAuthority();
    return whole.length() - origin.length() < 8
        ? origin
        : origin + "/…" + whole.substring(whole.length() - 4);
  }
}
