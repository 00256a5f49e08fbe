package io.xiaodan.support;

import io.xiaodan.platform.database.DatabaseAddress;
import io.xiaodan.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real, migrated, empty database for a test. One server per test process, started by the
 * product's own launcher in a temporary folder; each database is copied from a migrated one in some
 * tens of milliseconds and goes away with the server.
 *
 * @param url JDBC address without user and password
 */
public record TestDatabase(String url, String user, String password) {

  private static final AtomicInteger counter = new AtomicInteger();

  /** A new database with all migrations applied and nothing else in it. */
  public static TestDatabase fresh() {
    return Server.copy("t" + counter.incrementAndGet(), Server.TEMPLATE);
  }

  /** A new database with nothing in it at all. */
  public static TestDatabase blank() {
    return Server.copy("t" + counter.incrementAndGet(), "template1");
  }

  /** Connections without a pool. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /** A connection of its own, for the caller to close. */
  public Connection connect() throws SQLException {
    return dataSource().getConnection();
  }

  /** JDBC address that says user and password as well; what {@code xiaodan.database-url} takes. */
  public String urlWithLogin() {
    return url + "?user=" + user + "&password=" + password;
  }

  private static TestDatabase at(DatabaseAddress address) {
    return new TestDatabase(
        address.url(),
        Objects.requireNonNull(address.user()),
        Objects.requireNonNull(address.password()));
  }

  /** The one server of this process, started at first use. */
  private static final class Server {
    static final String TEMPLATE = "migrated";
    private static final EmbeddedPostgres postgres = start();

    static TestDatabase copy(String name, String template) {
      try (Connection connection = postgres.address("postgres").connect();
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return at(postgres.address(name));
    }

    private static EmbeddedPostgres start() {
      try {
        Path folder = Files.createTempDirectory("xiaodan-test-");
        EmbeddedPostgres started =
            EmbeddedPostgres.start(folder, Path.of("target", "postgres").toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(started, folder)));
        migrate(started);
        return started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void migrate(EmbeddedPostgres started) {
      try (Connection connection = started.address("postgres").connect();
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + TEMPLATE);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      Flyway.configure()
          .dataSource(at(started.address(TEMPLATE)).dataSource())
          .schemas("xiaodan")
          .defaultSchema("xiaodan")
          .locations("classpath:db/migration")
          .load()
          .migrate();
    }

    private static void remove(EmbeddedPostgres postgres, Path folder) {
      postgres.close();
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
