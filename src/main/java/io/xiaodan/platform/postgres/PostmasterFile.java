package io.xiaodan.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid}: which process serves a cluster, and how far it is.
 *
 * @param pid first line
 * @param ready whether the eighth line says that connections are accepted
 */
record PostmasterFile(long pid, boolean ready) {

  private static final int STATUS_LINE = 7;

  /** The file of a cluster; empty when there is none or it is not yet written in full. */
  static Optional<PostmasterFile> of(Path cluster) {
    try {
      List<String> lines = Files.readAllLines(path(cluster));
      if (lines.isEmpty() || lines.getFirst().isBlank()) {
        return Optional.empty();
      }
      boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      return Optional.of(
          new PostmasterFile(Math.abs(Long.parseLong(lines.getFirst().strip())), ready));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /**
   * Whether the process is a server of this cluster that is still alive: not a zombie, and not an
   * unrelated process that was given the same number after a restart of the machine.
   */
  boolean serves(Path cluster) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty() || !process.get().isAlive() || isZombie()) {
      return false;
    }
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    try {
      if (Files.isReadable(commandLine)) {
        String command = new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8);
        return command.contains("postgres") && command.contains(cluster.toString());
      }
    } catch (IOException e) {
      return false;
    }
    return process.get().info().command().map(command -> command.contains("postgres")).orElse(true);
  }

  private boolean isZombie() {
    try {
      String state = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return state.substring(state.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return false;
    }
  }
}
