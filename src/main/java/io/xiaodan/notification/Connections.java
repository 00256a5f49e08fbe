package io.xiaodan.notification;

import io.xiaodan.kernel.Problem;
import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The ways messages take to the outside; addresses and secrets are kept sealed. */
@Component
public class Connections {

  private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

  private final JdbcClient database;
  private final Secrets secrets;
  private final OutboundHttp http;
  private final JsonMapper json;
  private final Clock clock;
  private final String table;

  Connections(
      JdbcClient database,
      Secrets secrets,
      OutboundHttp http,
      JsonMapper json,
      Clock clock,
      Workspace workspace) {
    this.database = database;
    this.secrets = secrets;
    this.http = http;
    this.json = json;
    this.clock = clock;
    this.table = workspace.table("connection");
  }

  /**
   * A connection without what is secret about it.
   *
   * @param address the host, and the last characters of what follows
   * @param hasSecret whether a secret or a password is kept
   * @param settings what its kind wants to know
   * @param perMinute how many messages may go out in a minute; null for what its kind allows
   */
  public record Summary(
      String key,
      ConnectionKind kind,
      String label,
      String address,
      boolean hasSecret,
      Map<String, String> settings,
      @Nullable Integer perMinute,
      Instant updatedAt) {}

  /**
   * What is to be kept of a connection.
   *
   * @param url null to keep the one there is
   * @param secret null to keep the one there is, blank for none
   * @param settings what its kind wants to know
   * @param perMinute how many messages may go out in a minute; null for what its kind allows
   */
  public record Wish(
      ConnectionKind kind,
      String label,
      @Nullable String url,
      @Nullable String secret,
      Map<String, String> settings,
      @Nullable Integer perMinute) {

    /** One that has an address and nothing to set. */
    public Wish(ConnectionKind kind, String label, @Nullable String url, @Nullable String secret) {
      this(kind, label, url, secret, Map.of(), null);
    }
  }

  private record Sealed(@Nullable String url, @Nullable String secret) {}

  /** All connections by name. */
  public List<Summary> all() {
    return database
        .sql("select * from " + table + " order by label, key")
        .query(this::summary)
        .list();
  }

  private Summary summary(ResultSet row, int number) throws SQLException {
    Connection connection = connection(row, number);
    return new Summary(
        connection.key(),
        connection.kind(),
        connection.label(),
        row.getString("address"),
        connection.secret() != null,
        connection.settings(),
        connection.limit(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  /**
   * Makes or changes a connection.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid, with everything that is wrong
   */
  public void save(String key, Wish wish, UUID by) {
    Optional<Connection> before = find(key).filter(found -> found.kind() == wish.kind());
    ConnectionReview review = new ConnectionReview(http);
    review.key(key, wish.kind());
    review.label(wish.label());
    review.perMinute(wish.perMinute());
    URI url = review.url(wish.url(), before.map(Connection::url).orElse(null), wish.kind());
    Map<String, String> settings = review.settings(wish.kind(), wish.settings());
    if (!review.violations().isEmpty()) {
      throw Problem.invalid(review.violations()).exception();
    }
    String secret =
        wish.secret() == null ? before.map(Connection::secret).orElse(null) : wish.secret();
    write(
        new Connection(
            key,
            wish.kind(),
            wish.label().strip(),
            url,
            secret == null || secret.isBlank() ? null : secret,
            settings,
            wish.perMinute()),
        by);
  }

  private void write(Connection connection, UUID by) {
    URI url = connection.url();
    Sealed sealed = new Sealed(url == null ? null : url.toString(), connection.secret());
    database
        .sql(
            """
            insert into %s
              (key, kind, label, address, sealed, settings, per_minute, updated_at, updated_by)
            values (?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?)
            on conflict (key) do update set kind = excluded.kind, label = excluded.label,
              address = excluded.address, sealed = excluded.sealed, settings = excluded.settings,
              per_minute = excluded.per_minute, updated_at = excluded.updated_at,
              updated_by = excluded.updated_by
            """
                .formatted(table))
        .params(
            Arrays.asList(
                connection.key(),
                connection.kind().key(),
                connection.label(),
                url == null ? shown(connection.settings()) : shown(url),
                secrets.seal(purpose(connection.key()), json.writeValueAsString(sealed)),
                json.writeValueAsString(connection.settings()),
                connection.limit(),
                clock.instant().atOffset(ZoneOffset.UTC),
                by))
        .update();
  }

  /** Takes a connection away; whether there was one. */
  public boolean remove(String key) {
    return database.sql("delete from " + table + " where key = ?").param(key).update() > 0;
  }

  Optional<Connection> find(String key) {
    return database
        .sql("select * from " + table + " where key = ?")
        .param(key)
        .query(this::connection)
        .optional();
  }

  private Connection connection(ResultSet row, int number) throws SQLException {
    String key = row.getString("key");
    Sealed sealed =
        json.readValue(secrets.open(purpose(key), row.getString("sealed")), Sealed.class);
    String url = sealed.url();
    return new Connection(
        key,
        ConnectionKind.of(row.getString("kind")).orElseThrow(),
        row.getString("label"),
        url == null ? null : URI.create(url),
        sealed.secret(),
        json.readValue(row.getString("settings"), SETTINGS),
        row.getObject("per_minute", Integer.class));
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

  private static String shown(Map<String, String> settings) {
    String host = settings.getOrDefault("host", settings.getOrDefault("supplier", ""));
    return settings.containsKey("port") ? host + ":" + settings.get("port") : host;
  }
}
