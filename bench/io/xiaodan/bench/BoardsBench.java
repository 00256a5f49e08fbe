package io.xiaodan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.atomic.LongAdder;

/**
 * What open boards cost while orders come in: the same orders a second with no board open and with
 * some that follow.
 */
final class BoardsBench {

  private static final Duration RUN_IN = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(20);

  private final BenchServer server;
  private final String token;
  private final LongAdder asked = new LongAdder();
  private final LongAdder waited = new LongAdder();

  private BoardsBench(BenchServer server, String token) {
    this.server = server;
    this.token = token;
  }

  /** Arguments: orders there are already, orders a second, boards that are open. */
  public static void main(String[] arguments) throws Exception {
    int orders = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    int open = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
    try (BenchServer server = BenchServer.fresh()) {
      ReportsBench.fill(server, orders);
      new BoardsBench(server, server.token("builder")).measure(orders, perSecond, open);
    }
  }

  private void measure(int orders, int perSecond, int open) throws Exception {
    System.out.printf(
        "%,d orders there, %d more a second; server and database in processor seconds a second%n",
        orders, perSecond);
    System.out.printf(
        "%-16s %10s %8s %8s %8s %9s %12s %10s%n",
        "open", "orders/s", "p50 ms", "p99 ms", "server", "database", "answers/s", "mean ms");
    run(RUN_IN, perSecond);
    row("no board", run(MEASURED, perSecond));
    Thread[] boards = new Thread[open];
    for (int i = 0; i < open; i++) {
      boards[i] = Thread.ofVirtual().start(this::follow);
    }
    run(RUN_IN, perSecond);
    asked.reset();
    waited.reset();
    row(open + " boards", run(MEASURED, perSecond));
    for (Thread board : boards) {
      board.interrupt();
    }
  }

  private record Run(double rate, Latencies latencies, ProcessorTime.Reading used) {}

  /** Orders at even distances, whatever became of those before. */
  private Run run(Duration duration, int perSecond) throws Exception {
    int writers = 8;
    ProcessorTime time = ProcessorTime.of(server);
    ProcessorTime.Reading before = time.read();
    Latencies[] own = new Latencies[writers];
    Thread[] threads = new Thread[writers];
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    for (int i = 0; i < writers; i++) {
      int number = i;
      own[i] = new Latencies();
      threads[i] =
          Thread.ofPlatform()
              .start(() -> write(number, writers, perSecond, start, end, own[number]));
    }
    int done = 0;
    for (int i = 0; i < writers; i++) {
      threads[i].join();
      done += own[i].count();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Run(
        done / seconds, Latencies.merged(java.util.List.of(own)), time.read().since(before));
  }

  private void write(
      int number, int writers, int perSecond, long start, long end, Latencies latencies) {
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      String customer = first(connection.get("/api/forms/customers/records?limit=1").expect(200));
      String product = first(connection.get("/api/forms/products/records?limit=1").expect(200));
      String order =
          "{\"values\": {\"customer\": \"%s\", \"lines\": [{\"product\": \"%s\", \"quantity\": \"1\"}]}}"
              .formatted(customer, product);
      long step = 1_000_000_000L * writers / perSecond;
      for (long due = start + number * step / writers; due < end; due += step) {
        long pause = due - System.nanoTime();
        if (pause > 0) {
          Thread.sleep(Duration.ofNanos(pause));
        }
        connection.post("/api/forms/orders/records", order).expect(201);
        latencies.add(System.nanoTime() - due);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String first(String json) {
    int at = json.indexOf("\"id\":\"") + 6;
    return json.substring(at, at + 36);
  }

  /** An open board: hears what changed, asks for it, and hears again. */
  private void follow() {
    HttpRequest feed =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/feed"))
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient client = HttpClient.newHttpClient();
        HttpConnection connection = new HttpConnection(server.port(), token);
        InputStream events = client.send(feed, BodyHandlers.ofInputStream()).body();
        Scanner lines = new Scanner(events)) {
      connection.get("/api/dashboards/war_room/data").expect(200);
      boolean dashboard = false;
      while (lines.hasNextLine() && !Thread.currentThread().isInterrupted()) {
        String line = lines.nextLine();
        if (line.startsWith("event:")) {
          dashboard = line.contains("dashboard");
        } else if (dashboard && line.startsWith("data:")) {
          long asking = System.nanoTime();
          connection.get("/api/dashboards/war_room/data").expect(200);
          asked.increment();
          waited.add(System.nanoTime() - asking);
        }
      }
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void row(String open, Run run) {
    double seconds = MEASURED.toSeconds();
    System.out.printf(
        Locale.ROOT,
        "%-16s %10.0f %8.1f %8.1f %8.2f %9.2f %12.0f %10.1f%n",
        open,
        run.rate(),
        run.latencies().millis(0.5),
        run.latencies().millis(0.99),
        run.used().server() / seconds,
        run.used().database() / seconds,
        asked.sum() / seconds,
        asked.sum() == 0 ? 0 : waited.sum() / 1e6 / asked.sum());
    Table.line(
        "boards-" + open.replace(' ', '-'),
        run.rate(),
        run.rate(),
        run.latencies().millis(0.99),
        "");
  }
}
