package io.xiaodan.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real server, started by {@code ./xiaodan run} on a data folder of its own and a free port;
 * removed at the end.
 */
final class BenchServer implements AutoCloseable {

  private static final long LONGEST_START_SECONDS = 120;

  private final Path data;
  private final int port;
  private final Process process;

  private BenchServer(Path data, int port, Process process) {
    this.data = data;
    this.port = port;
    this.process = process;
  }

  /** Starts a server on a new folder and waits until it has announced itself. */
  static BenchServer fresh(String... options) throws IOException, InterruptedException {
    BenchServer server = launch(Files.createTempDirectory("xiaodan-bench-"), options);
    server.awaitReady();
    return server;
  }

  /** Starts a server on a folder, without waiting for it. */
  static BenchServer launch(Path data, String... options) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of("./xiaodan", "run", "--data", data.toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("XIAODAN_ADMIN_PASSWORD", "Bench-2026-only", "LANG", "en"));
    builder.redirectOutput(data.resolve("bench.log").toFile());
    return new BenchServer(data, port, builder.start());
  }

  Path data() {
    return data;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Process id of the database's main process. */
  long databasePid() throws IOException {
    return Long.parseLong(postmasterFile().getFirst().strip());
  }

  /** An API token for a role, got as an operator gets it. */
  String token(String role) throws IOException, InterruptedException {
    Process token =
        new ProcessBuilder("./xiaodan", "token", "--role", role, "--data", data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(token.getInputStream().readAllBytes()).strip();
    if (token.waitFor() != 0) {
      throw new IOException("No token: " + printed);
    }
    return printed;
  }

  /** The server's own database, as another node of it is told. */
  String databaseUrl() throws IOException {
    String password = Files.readString(data.resolve("postgres").resolve("password")).strip();
    return "postgresql://xiaodan:%s@127.0.0.1:%s/xiaodan"
        .formatted(password, postmasterFile().get(3).strip());
  }

  /** A connection to the server's own database, for the reference side. */
  Connection connect() throws IOException, SQLException {
    return DriverManager.getConnection(jdbcUrl() + "&prepareThreshold=1");
  }

  /** Where its database is, with what opens it. */
  private String jdbcUrl() throws IOException {
    String password = Files.readString(data.resolve("postgres").resolve("password")).strip();
    return "jdbc:postgresql://127.0.0.1:%s/xiaodan?user=xiaodan&password=%s"
        .formatted(postmasterFile().get(3).strip(), password);
  }

  void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
    while (!Files.exists(data.resolve("run").resolve("server.json"))) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new IOException("No start: " + Files.readString(data.resolve("bench.log")));
      }
    }
  }

  /** Waits until no action of a rule is queued any more, so that what follows is measured alone. */
  void awaitIdle() throws IOException, SQLException, InterruptedException {
    try (Connection connection = connect();
        var statement =
            connection.prepareStatement(
                "SELECT count(*) FROM xiaodan.scheduled_tasks WHERE task_name IN ('rule.record', 'rule.small', 'rule.message')")) {
      for (long waiting = 1; waiting > 0; process.waitFor(100, TimeUnit.MILLISECONDS)) {
        try (var row = statement.executeQuery()) {
          row.next();
          waiting = row.getLong(1);
        }
      }
    }
  }

  /** Stops the server and waits until it has; the folder stays. */
  void stop() {
    process.destroy();
    process.onExit().join();
  }

  @Override
  public void close() throws IOException {
    stop();
    remove(data);
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private List<String> postmasterFile() throws IOException {
    try (Stream<Path> clusters = Files.list(data.resolve("postgres"))) {
      Path cluster =
          clusters
              .filter(path -> path.getFileName().toString().startsWith("cluster-"))
              .findFirst()
              .orElseThrow();
      return Files.readAllLines(cluster.resolve("postmaster.pid"));
    }
  }
}
