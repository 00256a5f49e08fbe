package io.xiaodan.expression;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A real PostgreSQL: the one at XIAODAN_TEST_DATABASE_URL, or one of its own for this run. */
final class TestDatabase {

  private static final String URL = url();

  private TestDatabase() {}

  /** A connection with the formula functions installed. */
  static Connection connect() throws SQLException, IOException {
    Connection connection = DriverManager.getConnection(URL);
    try (var statement = connection.createStatement();
        InputStream functions =
            Objects.requireNonNull(
                Formula.class.getResourceAsStream("/db/expression/functions.sql"))) {
      statement.execute(
          new String(functions.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return connection;
  }

  private static String url() {
    return Optional.ofNullable(System.getProperty("XIAODAN_TEST_DATABASE_URL"))
        .or(() -> Optional.ofNullable(System.getenv("XIAODAN_TEST_DATABASE_URL")))
        .orElseGet(TestDatabase::start);
  }

  private static String start() {
    try {
      Path home = Path.of("target", "expression-postgres").toAbsolutePath();
      Path data = Files.createTempDirectory(Files.createDirectories(home), "data");
      if (!Files.exists(home.resolve("bin/postgres"))) {
        unpack(home);
      }
      String bin = home.resolve("bin").toString();
      run(
          asUser(
              bin + "/initdb",
              "-D",
              data.toString(),
              "-U",
              "postgres",
              "-E",
              "UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "-A",
              "trust",
              "-N"));
      int port = freePort();
      Process server =
          new ProcessBuilder(
                  asUser(
                      bin + "/postgres",
                      "-D",
                      data.toString(),
                      "-p",
                      String.valueOf(port),
                      "-k",
                      "",
                      "-c",
                      "fsync=off"))
              .redirectErrorStream(true)
              .redirectOutput(data.resolve("log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
      String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
      waitFor(url);
      return url;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(Path home) throws IOException, InterruptedException {
    Path archive = home.resolve("postgres.txz");
    try (InputStream binaries =
        Objects.requireNonNull(
            TestDatabase.class.getResourceAsStream("/postgres-linux-x86_64.txz"))) {
      Files.write(archive, binaries.readAllBytes());
    }
    run(List.of("tar", "-xJf", archive.toString(), "-C", home.toString()));
  }

  /** PostgreSQL refuses to run as root, so root runs it under another user's name. */
  private static List<String> asUser(String... command) {
    List<String> all = new ArrayList<>();
    if (System.getProperty("user.name", "").equals("root")) {
      all.addAll(List.of("unshare", "-U"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void waitFor(String url) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        DriverManager.getConnection(url).close();
        return;
      } catch (SQLException e) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("PostgreSQL does not answer at " + url);
  }
}
