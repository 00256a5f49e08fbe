package io.xiaodan.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.support.ServerProcess;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server as its operator sees it: start, commands, refusals, kills, stop. */
class ServerLifeTests {

  @TempDir Path data;

  @Test
  void startsObeysCommandsAndStopsWithItsDatabase() throws Exception {
    try (ServerProcess server = ServerProcess.launch(data).awaitReady()) {
      Path file = data.resolve("run").resolve("server.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(server.get("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
      await().until(() -> server.output().contains("Xiaodan is running at http://localhost:"));
      assertThat(command("status")).startsWith("0 Xiaodan is running at");

      ServerProcess second = ServerProcess.launch(data);
      assertThat(second.awaitExit()).isEqualTo(2);
      assertThat(second.output().strip()).startsWith("The data folder ").hasLineCount(1);

      long database = server.databasePid();
      assertThat(command("stop")).startsWith("0 Xiaodan has stopped");
      assertThat(ProcessHandle.of(database).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(command("status")).startsWith("1 No Xiaodan is running");
      assertThat(command("token")).startsWith("2 No Xiaodan is running");
      assertThat(Files.exists(file)).isFalse();
    }
  }

  @Test
  void comesBackAfterEitherProcessWasKilled() throws Exception {
    long orphan;
    ServerProcess first = ServerProcess.launch(data).awaitReady();
    long database = first.databasePid();
    assertThat(new ProcessBuilder("sh", "-c", "kill -9 " + database).start().waitFor()).isZero();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() ->
            first.databasePid() != database && first.get("/actuator/health").statusCode() == 200);
    orphan = first.databasePid();
    first.kill();
    assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isPresent();
    try (ServerProcess second = ServerProcess.launch(data).awaitReady()) {
      assertThat(second.get("/actuator/health").statusCode()).isEqualTo(200);
      assertThat(second.databasePid()).isNotEqualTo(orphan);
      assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void refusesAUsedPortInOneSentence() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      ServerProcess server = ServerProcess.launchAt(socket.getLocalPort(), data);
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.output().strip())
          .isEqualTo(
              "Port %d is used by another program; choose another one with --port."
                  .formatted(socket.getLocalPort()));
    }
  }

  @Test
  void refusesADatabaseThatCannotBeReachedInOneSentence() throws Exception {
    ServerProcess server =
        ServerProcess.launch(data, "--database-url", "postgresql://someone:secret@localhost:1/x");
    assertThat(server.awaitExit()).isEqualTo(2);
    assertThat(server.output().strip())
        .hasLineCount(1)
        .contains("cannot be reached")
        .doesNotContain("secret");
  }

  @Test
  void refusesADataFolderThatCannotBeWrittenInOneSentence() throws Exception {
    Path file = Files.writeString(data.resolve("a-file"), "");
    ServerProcess server = ServerProcess.launch(file.resolve("folder"));
    assertThat(server.awaitExit()).isEqualTo(2);
    assertThat(server.output().strip()).startsWith("The data folder").hasLineCount(1);
  }

  /** Exit code and output of a command. */
  private String command(String name) throws Exception {
    Process process =
        ServerProcess.java(
                "io.xiaodan.command.CommandLine", List.of(name, "--data", data.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    return process.waitFor() + " " + output.strip();
  }
}
