package io.xiaodan.bench;

import io.xiaodan.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Cold start to the first answered request, the data folder already there, and the memory resident
 * after it.
 */
final class StartBench {

  private static final int STARTS = 7;

  private StartBench() {}

  public static void main(String[] arguments) throws Exception {
    try (BenchServer first = BenchServer.fresh()) {
      first.stop();
      Path data = first.data();
      Latencies ours = new Latencies();
      long resident = 0;
      for (int i = 0; i < STARTS; i++) {
        long started = System.nanoTime();
        BenchServer server = BenchServer.launch(data);
        awaitAnswer(server.port());
        ours.add(System.nanoTime() - started);
        server.awaitReady();
        resident = Math.max(resident, residentMegabytes(server.pid()));
        server.stop();
      }
      Latencies raw = new Latencies();
      for (int i = 0; i < STARTS; i++) {
        long started = System.nanoTime();
        try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(data.resolve("postgres"), data.resolve("postgres"))) {
          postgres.address().connect().close();
          raw.add(System.nanoTime() - started);
        }
      }
      print(ours, raw, resident);
    }
  }

  private static void print(Latencies ours, Latencies raw, long resident) {
    System.out.println("start, " + STARTS + " times: the whole server, and its database alone");
    System.out.println(
        "whole    p50 "
            + Table.rounded(ours.millis(0.5), 0)
            + " ms, most "
            + Table.rounded(ours.millis(1), 0)
            + " ms, resident "
            + resident
            + " MB (database apart)");
    System.out.println(
        "database p50 "
            + Table.rounded(raw.millis(0.5), 0)
            + " ms, most "
            + Table.rounded(raw.millis(1), 0)
            + " ms");
    System.out.println(
        "bench start ours="
            + Table.rounded(1000 / ours.millis(0.5), 2)
            + "/s raw="
            + Table.rounded(1000 / raw.millis(0.5), 2)
            + "/s ratio="
            + Table.rounded(raw.millis(0.5) / ours.millis(0.5), 2)
            + " p99="
            + Table.rounded(ours.millis(0.99), 0)
            + "ms rss="
            + resident
            + "MB");
  }

  private static void awaitAnswer(int port) throws InterruptedException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < deadline) {
      try (HttpConnection connection = new HttpConnection(port, "none")) {
        if (connection.get("/actuator/health").status() == 200) {
          return;
        }
      } catch (IOException e) {
        Thread.sleep(10);
      }
    }
    throw new IllegalStateException("No answer within a minute");
  }

  private static long residentMegabytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
