package io.xiaodan.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The whole server as a process of its own, with its embedded PostgreSQL: for tests that kill. */
public final class ServerProcess implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Path data;
  private final int port;
  private final Process process;
  private final Path output;

  private ServerProcess(Path data, int port, Process process, Path output) {
    this.data = data;
    this.port = port;
    this.process = process;
    this.output = output;
  }

  /** Starts it on a folder and a free port, without waiting. */
  public static ServerProcess launch(Path data, String... options) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    return launchAt(port, data, options);
  }

  /** Starts it on a folder and the given port, without waiting. */
  public static ServerProcess launchAt(int port, Path data, String... options) throws IOException {
    Path output = Files.createTempFile("xiaodan-server-", ".log");
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
    arguments.addAll(List.of("--port", Integer.toString(port)));
    arguments.addAll(List.of(options));
    Process process =
        java("io.xiaodan.XiaodanApplication", arguments)
            .redirectOutput(output.toFile())
            .redirectErrorStream(true)
            .start();
    return new ServerProcess(data, port, process, output);
  }

  /** A Java program of this build, to be started with English sentences. */
  public static ProcessBuilder java(String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_MESSAGES"));
    builder.environment().put("LANG", "en_US.UTF-8");
    return builder;
  }

  /** Waits until it has announced itself. */
  public ServerProcess awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!hasAnnouncedItself()) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new IOException("The server did not start: " + output());
      }
    }
    return this;
  }

  private boolean hasAnnouncedItself() throws IOException {
    Path file = data.resolve("run").resolve("server.json");
    return Files.exists(file) && Files.readString(file).contains("\"pid\":" + process.pid() + ",");
  }

  /** Waits for its end. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      throw new IllegalStateException("The server does not end");
    }
    return process.exitValue();
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .build(),
        BodyHandlers.ofString());
  }

  /** What it has printed so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  public int port() {
    return port;
  }

  /** Process id of its PostgreSQL. */
  public long databasePid() throws IOException {
    return Long.parseLong(
        Files.readAllLines(data.resolve("postgres/cluster-18/postmaster.pid")).getFirst().strip());
  }

  /** Ends it as a power failure would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Stops it as Ctrl-C would. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
