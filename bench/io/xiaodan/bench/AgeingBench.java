package io.xiaodan.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Locale;

/** How old what is owed is, over HTTP at 1,000,000 open items, beside the same sums by hand. */
final class AgeingBench {

  private static final int ROUNDS = 5;
  private static final String BY_HAND =
      "SELECT customer, width_bucket(current_date - order_date, ARRAY[1,31,61,91,181,366]), sum(amount), count(*) FROM w_main.f_orders WHERE deleted_at IS NULL AND document_status IN ('approved', 'closed') AND order_type <> 'adjustment' GROUP BY 1, 2";

  private AgeingBench() {}

  public static void main(String[] arguments) throws Exception {
    int orders = arguments.length == 0 ? 1_200_000 : Integer.parseInt(arguments[0]);
    try (BenchServer server = BenchServer.fresh()) {
      ReportsBench.fill(server, orders);
      Latencies asked = new Latencies();
      try (HttpConnection http = new HttpConnection(server.port(), server.token("finance"))) {
        for (int i = 0; i <= ROUNDS; i++) {
          long started = System.nanoTime();
          int status = http.get("/api/reconcile/ageing").status();
          if (status != 200) {
            throw new IllegalStateException("ageing answered " + status);
          }
          if (i > 0) {
            asked.add(System.nanoTime() - started);
          }
        }
      }
      Latencies byHand = new Latencies();
      long items = 0;
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        for (int i = 0; i <= ROUNDS; i++) {
          long started = System.nanoTime();
          items = 0;
          try (ResultSet rows = statement.executeQuery(BY_HAND)) {
            while (rows.next()) {
              items += rows.getLong(4);
            }
          }
          if (i > 0) {
            byHand.add(System.nanoTime() - started);
          }
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%d open items: %.0f ms over HTTP, %.0f ms by hand%n",
          items,
          asked.millis(0.5),
          byHand.millis(0.5));
      Table.line(
          "ageing",
          1_000 / asked.millis(0.5),
          1_000 / byHand.millis(0.5),
          asked.millis(1),
          " items=" + items);
    }
  }
}
