package io.xiaodan.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.platform.database.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a real PostgreSQL: it survives what may happen to either process. */
class EmbeddedPostgresTests {

  private static final Path PROGRAMS = Path.of("target", "postgres").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void keepsWhatWasCommittedOverAStopAndAStart() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
    }
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "SELECT count(*) FROM kept")).isEqualTo("1000");
    }
  }

  @Test
  void isDurableAndCloseToTheWorldButForThePassword() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(postgres, "SHOW data_checksums")).isEqualTo("on");
      assertThat(query(postgres, "SELECT datlocale FROM pg_database WHERE datname = 'xiaodan'"))
          .isEqualTo("C.UTF-8");
      assertThat(
              query(
                  postgres,
                  "SELECT string_agg(x, '' ORDER BY x COLLATE \"zh-x-icu\") FROM unnest(ARRAY['张','阿','李']) AS x"))
          .isEqualTo("阿李张");
      DatabaseAddress wrong =
          new DatabaseAddress(postgres.address().url(), postgres.address().user(), "wrong");
      assertThat(catchSql(wrong)).isEqualTo("28P01");
    }
  }

  @Test
  void isThereAgainWithinSecondsWhenItWasKilled() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
      long killed = postgres.pid();
      kill(killed);
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .until(() -> query(postgres, "SELECT count(*) FROM kept").equals("1000"));
      assertThat(postgres.pid()).isNotEqualTo(killed);
      assertThat(postgres.isUp()).isTrue();
    }
  }

  @Test
  void isThereAgainEachTimeItIsKilled() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      for (int i = 0; i < 3; i++) {
        kill(postgres.pid());
        await()
            .atMost(Duration.ofSeconds(20))
            .ignoreExceptions()
            .until(() -> query(postgres, "SELECT 1").equals("1"));
      }
    }
  }

  @Test
  void stopsAServerThatAKilledApplicationLeftBehind() throws Exception {
    try (EmbeddedPostgres first = start()) {
      execute(first, "CREATE TABLE kept AS SELECT 1 AS n");
      long orphan = first.pid();
      ProcessHandle orphanProcess = ProcessHandle.of(orphan).orElseThrow();
      first.forget();
      try (EmbeddedPostgres second = start()) {
        assertThat(orphanProcess.isAlive()).isFalse();
        assertThat(second.pid()).isNotEqualTo(orphan);
        assertThat(query(second, "SELECT n FROM kept")).isEqualTo("1");
      }
    }
  }

  @Test
  void ignoresAFileOfAProcessThatIsGone() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.isUp()).isTrue();
    }
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    writePostmasterFile(gone.pid());
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void ignoresAFileThatNamesAnUnrelatedProcess() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.isUp()).isTrue();
    }
    Process unrelated = new ProcessBuilder("sleep", "60").start();
    try {
      writePostmasterFile(unrelated.pid());
      try (EmbeddedPostgres postgres = start()) {
        assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        assertThat(unrelated.isAlive()).isTrue();
      }
    } finally {
      unrelated.destroyForcibly();
    }
  }

  @Test
  void ignoresAFileOfAZombie() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.isUp()).isTrue();
    }
    // The shell becomes a sleep that never asks after the child it inherited: once ended, that
    // child stays a zombie.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.5 & echo $!; exec sleep 60").start();
    try {
      String pid =
          Objects.requireNonNull(parent.inputReader().readLine(), "the zombie's process id");
      await().until(() -> Files.readString(Path.of("/proc", pid, "stat")).contains(") Z "));
      writePostmasterFile(Long.parseLong(pid));
      try (EmbeddedPostgres postgres = start()) {
        assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
      }
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void throwsAwayAClusterThatWasNotFinished() throws Exception {
    Files.createDirectories(folder.resolve("cluster-unfinished").resolve("base"));
    Files.writeString(folder.resolve("cluster-unfinished").resolve("PG_VERSION"), "18\n");
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void unpacksWithoutTarJustTheSame() throws Exception {
    Path archive = folder.resolve("packed.txz");
    try (var in =
        Objects.requireNonNull(
            PostgresBinaries.class.getResourceAsStream(
                "/" + PostgresPlatform.current().resource()))) {
      Files.copy(in, archive);
    }
    PostgresBinaries.unpackWithJava(archive, folder.resolve("by-java"));
    Path server = folder.resolve("by-java").resolve("bin").resolve("postgres");
    Process version = new ProcessBuilder(server.toString(), "--version").start();
    assertThat(version.inputReader().readLine()).startsWith("postgres (PostgreSQL) 18");
  }

  @Test
  void memoryFollowsTheMachine() {
    assertThat(ServerSettings.forMemory(1L << 30).values())
        .containsEntry("shared_buffers", "128MB");
    assertThat(ServerSettings.forMemory(1L << 36).values())
        .containsEntry("shared_buffers", "2048MB");
    assertThat(ServerSettings.forMemory(1L << 28).values())
        .containsEntry("shared_buffers", "64MB")
        .containsEntry("fsync", "on");
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(folder, PROGRAMS);
  }

  private void writePostmasterFile(long pid) throws Exception {
    Path cluster = folder.resolve("cluster-18");
    Files.write(
        PostmasterFile.path(cluster),
        List.of(Long.toString(pid), cluster.toString(), "1", "5432", "", "127.0.0.1", "", "ready"));
  }

  private static void kill(long pid) throws Exception {
    assertThat(new ProcessBuilder("sh", "-c", "kill -9 " + pid).start().waitFor()).isZero();
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.address().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.address().connect();
        Statement statement = connection.createStatement();
        var answer = statement.executeQuery(sql)) {
      answer.next();
      return Objects.requireNonNull(answer.getString(1));
    }
  }

  private static String catchSql(DatabaseAddress address) {
    try (Connection connection = address.connect()) {
      return "connected " + connection.isClosed();
    } catch (SQLException e) {
      return Objects.requireNonNull(e.getSQLState());
    }
  }
}
