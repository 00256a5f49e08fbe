package io.xiaodan.platform.database;

import io.xiaodan.platform.DataHome;
import io.xiaodan.platform.PlatformSettings;
import io.xiaodan.platform.postgres.EmbeddedPostgres;
import io.xiaodan.platform.start.StartRefused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The server behind the application: the embedded one, running as long as this object, or an
 * external one, checked once.
 */
final class DatabaseServer implements DatabaseState, AutoCloseable {

  private static final int OLDEST_VERSION = 15;

  private final @Nullable DatabaseAddress external;
  private final @Nullable CompletableFuture<EmbeddedPostgres> embedded;

  private DatabaseServer(
      @Nullable DatabaseAddress external, @Nullable CompletableFuture<EmbeddedPostgres> embedded) {
    this.external = external;
    this.embedded = embedded;
  }

  /** Starts the embedded server, without waiting for it, or checks the external one. */
  static DatabaseServer open(PlatformSettings settings, DataHome home) {
    String url = settings.databaseUrl();
    if (url == null) {
      return new DatabaseServer(
          null,
          CompletableFuture.supplyAsync(
              () -> EmbeddedPostgres.start(home.postgres(), home.postgres()),
              task -> Thread.ofPlatform().name("postgres-start").start(task)));
    }
    DatabaseAddress address = DatabaseAddress.parse(url);
    check(address);
    return new DatabaseServer(address, null);
  }

  /** Where it answers; waits for the embedded server to be ready. */
  DatabaseAddress address() {
    return embedded == null ? Objects.requireNonNull(external) : started(embedded).address();
  }

  @Override
  public boolean mayAnswer() {
    return embedded == null || started(embedded).isUp();
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.thenAccept(EmbeddedPostgres::close).exceptionally(failure -> null).join();
    }
  }

  private static EmbeddedPostgres started(CompletableFuture<EmbeddedPostgres> embedded) {
    try {
      return embedded.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void check(DatabaseAddress address) {
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT current_setting('server_version_num')::int, current_setting('server_version'), current_setting('server_encoding')")) {
      answer.next();
      if (answer.getInt(1) < OLDEST_VERSION * 10_000) {
        throw new StartRefused("database-too-old", address.display(), answer.getString(2));
      }
      if (!"UTF8".equals(answer.getString(3))) {
        throw new StartRefused("database-encoding", address.display(), answer.getString(3));
      }
    } catch (SQLException e) {
      throw new StartRefused(e, "database-unreachable", address.display(), firstLine(e));
    }
  }

  private static String firstLine(SQLException failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
