package io.xiaodan.platform.postgres;

import io.xiaodan.platform.database.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded database: a real PostgreSQL over a folder, on a loopback port with a generated
 * password, started again by itself when it dies, stopped cleanly by {@link #close()}. The caller
 * makes sure that no second application uses the folder.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String DATABASE = "xiaodan";
  private static final int START_ATTEMPTS = 5;
  private static final long RESTART_PAUSE_MILLIS = 300;

  private final PostgresBinaries binaries;
  private final OperatingUser user;
  private final ClusterFolder folder;
  private final int port;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Postmaster postmaster;

  private EmbeddedPostgres(
      PostgresBinaries binaries, OperatingUser user, ClusterFolder folder, int port) {
    this.binaries = binaries;
    this.user = user;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts the database, made first where there is none; returns when it accepts connections.
   *
   * @param folder holds the cluster, its password and its log
   * @param programs where PostgreSQL's programs are unpacked, by default a sub-folder of {@code
   *     folder}
   */
  public static EmbeddedPostgres start(Path folder, Path programs) {
    try {
      Files.createDirectories(folder);
      OperatingUser user = OperatingUser.current();
      PostgresBinaries binaries = PostgresBinaries.unpackedIn(programs);
      ClusterFolder cluster = ClusterFolder.in(folder, binaries, user);
      return started(binaries, user, cluster);
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded database cannot be started in " + folder, e);
    }
  }

  private static EmbeddedPostgres started(
      PostgresBinaries binaries, OperatingUser user, ClusterFolder cluster) throws IOException {
    for (int attempt = 1; ; attempt++) {
      EmbeddedPostgres postgres = new EmbeddedPostgres(binaries, user, cluster, freePort());
      try {
        postgres.launch();
        postgres.createDatabase();
        return postgres;
      } catch (IOException e) {
        if (attempt == START_ATTEMPTS) {
          throw e;
        }
        log.info("postgres attempt={} {}", attempt, e.getMessage());
        postgres.pause();
      }
    }
  }

  /** Where the database answers; the same for as long as this object lives. */
  public DatabaseAddress address() {
    return address(DATABASE);
  }

  /** Where another database of the same server answers. */
  public DatabaseAddress address(String database) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
        ClusterFolder.OWNER,
        folder.password());
  }

  /**
   * Whether the server is running now; false for the moment between its death and its next start.
   */
  public boolean isUp() {
    Postmaster current = postmaster;
    return current != null && current.process().isAlive();
  }

  /** Process id of the running server's main process. */
  public long pid() {
    Postmaster current = postmaster;
    if (current == null) {
      throw new IllegalStateException("The embedded database is not running");
    }
    return current.process().pid();
  }

  /** Stops the server; everything committed is on disk. */
  @Override
  public void close() {
    closing.countDown();
    Postmaster current;
    synchronized (this) {
      current = postmaster;
      postmaster = null;
    }
    if (current != null) {
      current.stop();
    }
  }

  /**
   * Lets go of the server without stopping it, as an application does that is killed. For tests.
   */
  void forget() {
    closing.countDown();
    postmaster = null;
  }

  private synchronized void launch() throws IOException {
    if (isClosing()) {
      return;
    }
    Postmaster started = Postmaster.start(folder.cluster(), port, binaries, user);
    postmaster = started;
    started.process().onExit().thenAcceptAsync(this::died, task -> Thread.ofVirtual().start(task));
  }

  private void died(Process process) {
    if (isClosing()) {
      return;
    }
    log.error(
        "postgres pid={} died exit={}; starting it again", process.pid(), process.exitValue());
    while (!isClosing()) {
      try {
        launch();
        log.info("postgres is running again");
        return;
      } catch (IOException e) {
        log.error("postgres cannot be started again yet: {}", e.getMessage());
        pause();
      }
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      closing.await(RESTART_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void createDatabase() throws IOException {
    try (Connection connection = address("postgres").connect();
        var statement = connection.createStatement()) {
      try (var found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + DATABASE);
    } catch (SQLException e) {
      close();
      throw new IOException("The database cannot be made: " + e.getMessage(), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
