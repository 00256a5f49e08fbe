package io.xiaodan.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Publishes new fields on 1,000,000 orders while others read pages and change records. */
final class PublishBench {

  private static final JsonMapper JSON = JsonMapper.shared();

  private PublishBench() {}

  public static void main(String[] arguments) throws Exception {
    int orders = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
    try (BenchServer server = BenchServer.fresh()) {
      ReportsBench.fill(server, orders);
      String token = server.token("builder");
      double raw;
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        long started = System.nanoTime();
        statement.execute("ALTER TABLE w_main.f_orders ADD COLUMN bench_by_hand text");
        raw = 1e9 / (System.nanoTime() - started);
      }
      measure(server, token, "text", "{\"key\":\"bench_note\",\"type\":\"text\"}", raw);
      measure(
          server,
          token,
          "reference",
          "{\"key\":\"bench_payer\",\"type\":\"reference\",\"form\":\"customers\"}",
          raw);
      measure(
          server,
          token,
          "unique",
          "{\"key\":\"bench_code\",\"type\":\"text\",\"unique\":true}",
          raw);
      measure(
          server,
          token,
          "formula",
          "{\"key\":\"bench_double\",\"type\":\"money\",\"formula\":\"amount * 2\"}",
          raw);
    }
  }

  private static void measure(
      BenchServer server, String token, String what, String field, double raw) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Latencies reads = new Latencies();
    Latencies writes = new Latencies();
    List<Throwable> failed = new ArrayList<>();
    Thread reader = thread(failed, () -> read(server, token, over, reads));
    Thread writer = thread(failed, () -> write(server, token, over, writes));
    TimeUnit.SECONDS.sleep(2);
    double seconds;
    try (HttpConnection http = new HttpConnection(server.port(), token)) {
      long started = System.nanoTime();
      publish(http, field);
      seconds = (System.nanoTime() - started) / 1e9;
    }
    TimeUnit.SECONDS.sleep(2);
    over.set(true);
    reader.join();
    writer.join();
    if (!failed.isEmpty()) {
      throw new IOException("A reader or writer failed", failed.getFirst());
    }
    String times =
        String.format(
            Locale.ROOT,
            " reads=%d p50=%.0fms max=%.0fms writes=%d p50=%.0fms max=%.0fms",
            reads.count(),
            reads.millis(0.5),
            reads.millis(1),
            writes.count(),
            writes.millis(0.5),
            writes.millis(1));
    Table.line("publish-" + what, 1 / seconds, raw, seconds * 1000, times);
  }

  /** Work that goes on beside a publication. */
  private interface Work {
    void run() throws IOException;
  }

  private static Thread thread(List<Throwable> failed, Work work) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            work.run();
          } catch (IOException | RuntimeException e) {
            synchronized (failed) {
              failed.add(e);
            }
          }
        });
  }

  private static void read(BenchServer server, String token, AtomicBoolean over, Latencies times)
      throws IOException {
    try (HttpConnection http = new HttpConnection(server.port(), token)) {
      while (!over.get()) {
        long started = System.nanoTime();
        http.get("/api/forms/orders/records?limit=50&sort=-order_no").expect(200);
        times.add(System.nanoTime() - started);
      }
    }
  }

  private static void write(BenchServer server, String token, AtomicBoolean over, Latencies times)
      throws IOException {
    try (HttpConnection http = new HttpConnection(server.port(), token)) {
      String page = http.get("/api/forms/orders/records?limit=1").expect(200);
      String path = "/api/forms/orders/records/" + JSON.readTree(page).at("/items/0/id").asString();
      for (int i = 0; !over.get(); i++) {
        long rev = JSON.readTree(http.get(path).expect(200)).path("rev").asLong();
        long started = System.nanoTime();
        http.send("PATCH", path, "{\"rev\":%d,\"values\":{\"remark\":\"%d\"}}".formatted(rev, i))
            .expect(200);
        times.add(System.nanoTime() - started);
      }
    }
  }

  private static void publish(HttpConnection http, String field) throws IOException {
    String path = "/api/artifacts/form/orders";
    JsonNode published = JSON.readTree(http.get(path).expect(200)).path("published");
    ObjectNode document = (ObjectNode) published.path("document");
    document.withArray("fields").add(JSON.readTree(field));
    ObjectNode draft = JSON.createObjectNode();
    draft.put("basedOn", published.path("version").asInt()).set("document", document);
    http.send("PUT", path + "/draft", JSON.writeValueAsString(draft)).expect(200);
    http.post(path + "/publish", "{}").expect(200);
  }
}
