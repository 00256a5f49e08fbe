package io.xiaodan.notification;

import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many more messages a connection may take in the current minute. Several nodes count together
 * in the log; at the same moment they may go a few beyond, which the other side then refuses for a
 * while.
 */
@Component
class Pace {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final JdbcClient database;
  private final Connections connections;
  private final Clock clock;
  private final String table;

  Pace(JdbcClient database, Connections connections, Clock clock, Workspace workspace) {
    this.database = database;
    this.connections = connections;
    this.clock = clock;
    this.table = workspace.table("outbound_message");
  }

  /** Whether another message has to stand behind those that are held, or would be too many. */
  boolean isFull(String connection) {
    Integer limit = limit(connection);
    return limit != null && (hasHeld(connection) || gone(connection) > limit);
  }

  /** How many may go out now; the message that asks is not counted. */
  int room(String connection) {
    Integer limit = limit(connection);
    return limit == null ? Integer.MAX_VALUE : Math.max(0, limit - gone(connection));
  }

  private @Nullable Integer limit(String connection) {
    return connections.find(connection).map(Connection::perMinute).orElse(null);
  }

  private boolean hasHeld(String connection) {
    return database
        .sql(
            "select exists (select from "
                + table
                + " where connection = ? and state = 'held' and (hold_until is null or hold_until <= ?))")
        .params(connection, clock.instant().atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  private int gone(String connection) {
    return database
        .sql(
            "select count(*) from "
                + table
                + " where connection = ? and at > ? and digest is null and state in ('sending', 'sent')")
        .params(connection, clock.instant().minus(WINDOW).atOffset(ZoneOffset.UTC))
        .query(Integer.class)
        .single();
  }
}
