package io.xiaodan.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of PostgreSQL's main process over a cluster, as a direct child of this one.
 *
 * @param process the child; its process id is the postmaster's
 */
record Postmaster(Process process) {

  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(30);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
  private static final int LOG_TAIL = 600;

  /**
   * Starts a server and waits until it accepts connections, recovery from a crash included.
   *
   * @throws IOException when it ends instead, with the last lines of its log
   */
  static Postmaster start(Path cluster, int port, PostgresBinaries binaries, OperatingUser user)
      throws IOException {
    stopOrphan(cluster);
    Path serverLog = cluster.resolveSibling("log").resolve("postgres.log");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(binaries.program("postgres"), "-D", cluster.toString()));
    command.addAll(List.of("-p", Integer.toString(port)));
    command.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
    command.addAll(List.of("-c", "unix_socket_directories="));
    command.addAll(ServerSettings.forThisMachine().arguments());
    long logged = Files.exists(serverLog) ? Files.size(serverLog) : 0;
    Process process =
        user.command(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(serverLog.toFile()))
            .start();
    Postmaster postmaster = new Postmaster(process);
    try {
      postmaster.awaitReady(cluster, serverLog, logged);
    } catch (IOException e) {
      postmaster.stop();
      throw e;
    }
    return postmaster;
  }

  /** Stops it cleanly: clients are cut off, everything is written, the process ends. */
  void stop() {
    stop(process.toHandle());
  }

  private void awaitReady(Path cluster, Path serverLog, long logged) throws IOException {
    long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
    while (System.nanoTime() < deadline) {
      if (PostmasterFile.of(cluster)
          .filter(f -> f.pid() == process.pid() && f.ready())
          .isPresent()) {
        return;
      }
      try {
        if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
          throw new IOException("PostgreSQL did not start: " + tail(serverLog, logged));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while PostgreSQL was starting", e);
      }
    }
    throw new IOException("PostgreSQL did not become ready: " + tail(serverLog, logged));
  }

  /**
   * Clears what an earlier run left: a server whose application was killed is stopped, as its
   * settings may be old and it would be nobody's child; the file of a dead one is removed, as
   * PostgreSQL itself takes a zombie or a reused process id for a living server. That nothing else
   * still has the cluster's memory open is checked by PostgreSQL independently of that file.
   */
  private static void stopOrphan(Path cluster) throws IOException {
    Optional<PostmasterFile> left = PostmasterFile.of(cluster);
    if (left.isPresent() && left.get().serves(cluster)) {
      long pid = left.get().pid();
      log.warn("postgres pid={} was left over by an application that was killed; stopping it", pid);
      ProcessHandle.of(pid).ifPresent(Postmaster::stop);
    }
    Files.deleteIfExists(PostmasterFile.path(cluster));
  }

  private static void stop(ProcessHandle postmaster) {
    if (!postmaster.isAlive()) {
      return;
    }
    signal(postmaster, "INT");
    if (!ended(postmaster)) {
      log.warn("postgres pid={} does not stop; cutting it off", postmaster.pid());
      signal(postmaster, "QUIT");
      ended(postmaster);
    }
  }

  private static void signal(ProcessHandle postmaster, String signal) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + postmaster.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      log.warn("no shell to send a signal with; ending postgres as the system does", e);
      postmaster.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ended(ProcessHandle postmaster) {
    try {
      postmaster.onExit().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return false;
    }
  }

  private static String tail(Path serverLog, long from) throws IOException {
    if (Files.notExists(serverLog)) {
      return "no log";
    }
    byte[] all = Files.readAllBytes(serverLog);
    int start = (int) Math.max(Math.min(from, all.length), all.length - LOG_TAIL);
    return new String(all, start, all.length - start, java.nio.charset.StandardCharsets.UTF_8)
        .strip();
  }
}
