package io.xiaodan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time of the three parties, read from {@code /proc} (zero where there is none).
 *
 * @param server the application's process
 * @param database the main process of PostgreSQL; those it started are counted with it
 */
record ProcessorTime(long server, long database) {

  private static final double TICKS_PER_SECOND = 100;

  /** Seconds spent so far. */
  record Reading(double server, double database, double client) {
    Reading since(Reading earlier) {
      return new Reading(
          server - earlier.server, database - earlier.database, client - earlier.client);
    }
  }

  static ProcessorTime of(BenchServer server) throws IOException {
    return new ProcessorTime(server.pid(), server.databasePid());
  }

  Reading read() throws IOException {
    double backends = 0;
    if (Files.isDirectory(Path.of("/proc"))) {
      try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
        for (Path process :
            processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
          List<String> stat = stat(process);
          if (!stat.isEmpty() && Long.parseLong(stat.get(1)) == database) {
            backends += seconds(stat);
          }
        }
      }
    }
    return new Reading(
        seconds(stat(server)),
        backends + seconds(stat(database)),
        seconds(stat(ProcessHandle.current().pid())));
  }

  /** Seconds that each thread of the server's JVM has spent compiling; threads come and go. */
  Map<String, Double> compilers() throws IOException {
    Map<String, Double> spent = new HashMap<>();
    Path threads = Path.of("/proc", Long.toString(server), "task");
    if (!Files.isDirectory(threads)) {
      return spent;
    }
    try (Stream<Path> all = Files.list(threads)) {
      for (Path thread : all.toList()) {
        String name = name(thread);
        if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
          spent.put(thread.getFileName().toString(), seconds(stat(thread)));
        }
      }
    }
    return spent;
  }

  private static String name(Path thread) {
    try {
      return Files.readString(thread.resolve("comm"));
    } catch (IOException e) {
      return "";
    }
  }

  private static List<String> stat(long pid) {
    return stat(Path.of("/proc", Long.toString(pid)));
  }

  /** The fields behind the name: state, parent, …; empty when the process is gone. */
  private static List<String> stat(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static double seconds(List<String> stat) {
    return stat.isEmpty()
        ? 0
        : (Long.parseLong(stat.get(11)) + Long.parseLong(stat.get(12))) / TICKS_PER_SECOND;
  }
}
