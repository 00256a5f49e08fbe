package io.xiaodan.web.faults;

import io.xiaodan.support.Browser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application in a process of its own, with the database it brings, so that either of them can
 * be killed.
 *
 * @param port where it answers
 */
record ServerProcess(Process process, Path data, int port) implements AutoCloseable {

  static final String PASSWORD = "a-good-password";

  /** Starts it on a data folder, as it was left there; returns when it answers. */
  static ServerProcess start(Path data) throws IOException {
    return start(data, Map.of());
  }

  /** The same with settings, as variables of its environment. */
  static ServerProcess start(Path data, Map<String, String> settings) throws IOException {
    Path file = data.resolve("run").resolve("server.json");
    Files.deleteIfExists(file);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath(),
            "io.xiaodan.XiaodanApplication",
            "--data",
            data.toString(),
            "--port",
            "0");
    builder.environment().put("XIAODAN_ADMIN_PASSWORD", PASSWORD);
    // What a killed server had under way is taken over after four of these, not after a minute.
    builder.environment().put("XIAODAN_JOBS_HEARTBEAT", "2s");
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true).redirectOutput(data.resolve("output.txt").toFile());
    Process process = builder.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(file) || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError(Files.readString(data.resolve("output.txt")));
    }
    int port = JsonMapper.shared().readTree(Files.readAllBytes(file)).path("port").asInt();
    return new ServerProcess(process, data, port);
  }

  /** What the application runs with, without what belongs to tests. */
  private static String classPath() {
    String path =
        Objects.requireNonNullElse(
            System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path"));
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  Browser signIn() {
    return new Browser(port).with("Accept-Language", "en").signIn("admin", PASSWORD);
  }

  /** The database's main process. */
  long postgres() throws IOException {
    Path file = data.resolve("postgres").resolve("cluster-18").resolve("postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).getFirst().strip());
  }

  static void kill(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
