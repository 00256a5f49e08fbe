package io.xiaodan.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * Confirmed orders of one line over HTTP, each reserving stock, on one hot product and spread over
 * 10,000, beside bare updates of one row of stock with its condition.
 *
 * <p>An order below 5,000 is approved as it is made: its statement writes head, line, event, flow
 * and task, posts to the ledger of orders, which posts on to the stock, and decides the limits.
 */
final class LedgerBench {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final Load RUN_IN = new Load(8, Duration.ZERO, Duration.ofSeconds(30));
  private static final int PRODUCTS = 10_000;
  private static final int LOT = 2_000;
  private static final int CONNECTIONS = 8;

  private final String customer;
  private final String warehouse;

  private LedgerBench(String customer, String warehouse) {
    this.customer = customer;
    this.warehouse = warehouse;
  }

  public static void main(String[] arguments) throws Exception {
    try (BenchServer server = BenchServer.fresh()) {
      String token = server.token("builder");
      LedgerBench bench = prepare(server, token);
      Table table = new Table("ledger");
      ProcessorTime processors = ProcessorTime.of(server);
      RUN_IN.run(processors, thread -> bench.orders(server.port(), token, PRODUCTS));
      for (int products : List.of(1, PRODUCTS)) {
        Load load = new Load(CONNECTIONS, WARM_UP, MEASURED);
        server.awaitIdle();
        Outcome raw =
            load.run(
                processors,
                RawSql.workers(
                    server,
                    "UPDATE w_main.bench_stock SET reserved = reserved + 1 WHERE product = ? AND on_hand - reserved >= 1",
                    statement -> statement.setInt(1, any(products))));
        table.row("one row updated", raw);
        Outcome ours = load.run(processors, thread -> bench.orders(server.port(), token, products));
        table.row("orders confirmed", ours);
        table.close(products == 1 ? "hot" : "spread", ours, raw);
      }
    }
  }

  private static int any(int products) {
    return ThreadLocalRandom.current().nextInt(products);
  }

  private static LedgerBench prepare(BenchServer server, String token) throws Exception {
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      String warehouse = made(connection, "warehouses", "{\"code\": \"W\", \"name\": \"一号仓\"}");
      String customer =
          made(connection, "customers", "{\"name\": \"东莞华强电子\", \"region\": \"south\"}");
      rows(server);
      for (int from = 0; from < PRODUCTS; from += LOT) {
        List<String> lines = new ArrayList<>();
        for (int i = from; i < from + LOT; i++) {
          lines.add("{\"product\": \"%s\", \"quantity\": 100000000}".formatted(product(i)));
        }
        made(
            connection,
            "stock_moves",
            "{\"kind\": \"receipt\", \"warehouse\": \"%s\", \"lines\": [%s]}"
                .formatted(warehouse, String.join(",", lines)));
      }
      return new LedgerBench(customer, warehouse);
    }
  }

  private static void rows(BenchServer server) throws SQLException, IOException {
    try (Connection database = server.connect();
        Statement statement = database.createStatement()) {
      statement.execute(
          """
          INSERT INTO w_main.f_products (id, rev, created_at, created_by, updated_at, updated_by, code, name, product_line, price)
          SELECT ('01900000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 1, now(), '00000000-0000-0000-0000-000000000000',
            now(), '00000000-0000-0000-0000-000000000000', 'B' || i, '产品' || i, 'hardware', 1 FROM generate_series(0, %d) i
          """
              .formatted(PRODUCTS - 1));
      statement.execute(
          "CREATE TABLE w_main.bench_stock (product integer PRIMARY KEY, on_hand numeric NOT NULL, reserved numeric NOT NULL) WITH (fillfactor = 70)");
      statement.execute(
          "INSERT INTO w_main.bench_stock SELECT i, 100000000, 0 FROM generate_series(0, %d) i"
              .formatted(PRODUCTS - 1));
    }
  }

  private static String product(int number) {
    return "01900000-0000-7000-8000-%012d".formatted(number);
  }

  private static String made(HttpConnection connection, String form, String values)
      throws IOException {
    String answer =
        connection
            .post("/api/forms/" + form + "/records", "{\"values\": " + values + "}")
            .expect(201);
    return JSON.readTree(answer).path("id").asString();
  }

  private Load.Worker orders(int port, String token, int products) throws IOException {
    HttpConnection connection = new HttpConnection(port, token);
    return new Load.Worker() {
      @Override
      public void work() throws IOException {
        connection
            .post(
                "/api/forms/orders/records",
                "{\"values\": {\"customer\": \"%s\", \"lines\": [{\"product\": \"%s\", \"warehouse\": \"%s\", \"quantity\": 1, \"price\": \"1\"}]}}"
                    .formatted(customer, product(any(products)), warehouse))
            .expect(201);
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }
}
