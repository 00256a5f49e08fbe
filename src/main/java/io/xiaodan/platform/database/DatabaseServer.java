package io.xiaodan.platform.database;

import io.xiaodan.platform.DataHome;
import io.xiaodan.platform.PlatformSettings;
import io.xiaodan.platform.postgres.EmbeddedPostgres;
import io.xiaodan.platform.start.StartRefused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The server behind the application: the embedded one, running as long as this object, or an
 * external one, checked once.
 */
final class DatabaseServer implements DatabaseState, AutoCloseable {

  private static final int OLDEST_VERSION = 15;

  private final DatabaseAddress address;
  private final @Nullable EmbeddedPostgres embedded;

  private DatabaseServer(DatabaseAddress address, @Nullable EmbeddedPostgres embedded) {
    this.address = address;
    this.embedded = embedded;
  }

  static DatabaseServer open(PlatformSettings settings, DataHome home) {
    String url = settings.databaseUrl();
    if (url == null) {
      EmbeddedPostgres embedded = EmbeddedPostgres.start(home.postgres(), home.postgres());
      return new DatabaseServer(embedded.address(), embedded);
    }
    DatabaseAddress address = DatabaseAddress.parse(url);
    check(address);
    return new DatabaseServer(address, null);
  }

  DatabaseAddress address() {
    return address;
  }

  @Override
  public boolean mayAnswer() {
    return embedded == null || embedded.isUp();
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
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
