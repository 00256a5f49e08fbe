package io.xiaodan.bench;

import java.io.IOException;
import java.time.Duration;

/** The least a request can cost: the health endpoint, beside one trivial statement. */
final class HealthBench {

  private HealthBench() {}

  public static void main(String[] arguments) throws Exception {
    try (BenchServer server = BenchServer.fresh()) {
      Table table = new Table("health");
      ProcessorTime processors = ProcessorTime.of(server);
      Load load = new Load(8, Duration.ofSeconds(5), Duration.ofSeconds(5));
      Outcome raw = load.run(processors, RawSql.workers(server, "SELECT 1", statement -> {}));
      table.row("SELECT 1", raw);
      Outcome ours = load.run(processors, thread -> health(server.port()));
      table.row("GET /actuator/health", ours);
      table.close("", ours, raw);
    }
  }

  private static Load.Worker health(int port) throws Exception {
    HttpConnection connection = new HttpConnection(port, "none");
    return new Load.Worker() {
      @Override
      public void work() throws Exception {
        connection.get("/actuator/health").expect(200);
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }
}
