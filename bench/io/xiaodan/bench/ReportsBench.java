package io.xiaodan.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The five boards and questions nobody asked before, at 100,000 and 1,000,000 orders, beside the
 * same in SQL written by hand.
 */
final class ReportsBench {

  private static final String VALID =
      "o.deleted_at IS NULL AND o.document_status <> 'cancelled' AND o.document_status <> 'rejected'";
  private static final String NORMAL = VALID + " AND o.order_type = 'normal'";
  private static final int ROUNDS = 5;

  private final BenchServer server;
  private final String token;

  private ReportsBench(BenchServer server, String token) {
    this.server = server;
    this.token = token;
  }

  public static void main(String[] arguments) throws Exception {
    String[] sizes = arguments.length == 0 ? new String[] {"100000", "1000000"} : arguments;
    for (String size : sizes) {
      try (BenchServer server = BenchServer.fresh()) {
        fill(server, Integer.parseInt(size));
        new ReportsBench(server, server.token("builder")).measure(size);
      }
    }
  }

  /** What a person who knows the tables would write. */
  private static Map<String, String> raw() {
    Map<String, String> raw = new LinkedHashMap<>();
    raw.put(
        "region",
        "SELECT c.region, sum(o.amount) FROM w_main.f_orders o LEFT JOIN w_main.f_customers c ON c.id = o.customer WHERE "
            + VALID
            + " GROUP BY 1 ORDER BY 2 DESC LIMIT 10");
    raw.put(
        "product_line",
        "SELECT p.product_line, count(DISTINCT l.parent) FROM w_main.f_orders__lines l JOIN w_main.f_orders o ON o.id = l.parent "
            + "LEFT JOIN w_main.f_products p ON p.id = l.product WHERE "
            + NORMAL
            + " GROUP BY 1 ORDER BY 2 DESC");
    raw.put(
        "customers",
        "SELECT n = 1, count(*) FROM (SELECT row_number() OVER (PARTITION BY o.customer ORDER BY o.order_date, o.id) n "
            + "FROM w_main.f_orders o WHERE "
            + NORMAL
            + ") x GROUP BY 1");
    raw.put(
        "repurchase",
        "SELECT avg((b - a)::numeric / (n - 1)) FROM (SELECT min(o.order_date) a, max(o.order_date) b, count(*) n "
            + "FROM w_main.f_orders o WHERE "
            + NORMAL
            + " GROUP BY o.customer) x WHERE n >= 2");
    raw.put(
        "status",
        "SELECT o.status, count(*) FROM w_main.f_orders o WHERE o.deleted_at IS NULL GROUP BY 1");
    return raw;
  }

  /** Questions that nobody has asked before, and the same by hand. */
  private static Map<String, String[]> free() {
    Map<String, String[]> free = new LinkedHashMap<>();
    String valid = "document_status <> \\\"cancelled\\\" and document_status <> \\\"rejected\\\"";
    free.put(
        "trend",
        new String[] {
          "\"source\": \"orders\", \"filter\": \"%s\", \"dimensions\": [{\"key\": \"m\", \"formula\": \"order_date\", \"bucket\": \"month\", \"fill\": true}], \"measures\": [{\"key\": \"s\", \"aggregate\": \"sum\", \"formula\": \"amount\"}], \"windows\": [{\"key\": \"c\", \"type\": \"change_rate\", \"of\": \"s\"}, {\"key\": \"y\", \"type\": \"year_change_rate\", \"of\": \"s\"}]"
              .formatted(valid),
          "SELECT date_trunc('month', order_date), sum(o.amount), sum(o.amount) / lag(sum(o.amount)) OVER (ORDER BY 1), sum(o.amount) / lag(sum(o.amount), 12) OVER (ORDER BY 1) FROM w_main.f_orders o WHERE "
              + VALID
              + " GROUP BY 1 ORDER BY 1"
        });
    free.put(
        "top",
        new String[] {
          "\"source\": \"orders\", \"filter\": \"%s\", \"dimensions\": [{\"key\": \"c\", \"formula\": \"customer\", \"top\": {\"count\": 10, \"by\": \"s\"}}], \"measures\": [{\"key\": \"s\", \"aggregate\": \"sum\", \"formula\": \"amount\"}]"
              .formatted(valid),
          "WITH g AS (SELECT customer, sum(o.amount) s, row_number() OVER (ORDER BY sum(o.amount) DESC) n FROM w_main.f_orders o WHERE "
              + VALID
              + " GROUP BY 1) SELECT CASE WHEN n <= 10 THEN customer END, sum(s) FROM g GROUP BY 1"
        });
    free.put(
        "p90",
        new String[] {
          "\"source\": \"orders\", \"filter\": \"%s\", \"dimensions\": [{\"key\": \"r\", \"formula\": \"region\"}], \"measures\": [{\"key\": \"p\", \"aggregate\": \"percentile\", \"formula\": \"amount\", \"at\": \"0.9\"}]"
              .formatted(valid),
          "SELECT region, percentile_cont(0.9) WITHIN GROUP (ORDER BY o.amount) FROM w_main.f_orders o WHERE "
              + VALID
              + " GROUP BY 1"
        });
    free.put(
        "customers",
        new String[] {
          "\"source\": \"orders\", \"filter\": \"%s\", \"dimensions\": [{\"key\": \"m\", \"formula\": \"order_date\", \"bucket\": \"month\"}], \"measures\": [{\"key\": \"n\", \"aggregate\": \"count_distinct\", \"formula\": \"customer\"}]"
              .formatted(valid),
          "SELECT date_trunc('month', order_date), count(DISTINCT customer) FROM w_main.f_orders o WHERE "
              + VALID
              + " GROUP BY 1"
        });
    return free;
  }

  private void questions(String size) throws Exception {
    Table table = new Table("reports");
    System.out.println(size + " orders, milliseconds of new questions: the median of " + ROUNDS);
    System.out.printf("%-14s %10s %10s%n", "question", "asked", "by hand");
    for (Map.Entry<String, String[]> question : free().entrySet()) {
      Latencies asked = new Latencies();
      try (HttpConnection connection = new HttpConnection(server.port(), token)) {
        for (int i = 0; i <= ROUNDS; i++) {
          String body =
              "{\"question\": {%s, \"limit\": %d}}".formatted(question.getValue()[0], 900 + i);
          long started = System.nanoTime();
          connection.post("/api/questions/answer", body).expect(200);
          if (i > 0) {
            asked.add(System.nanoTime() - started);
          }
        }
      }
      Latencies hand = byHand(question.getValue()[1]);
      System.out.printf(
          Locale.ROOT,
          "%-14s %10.0f %10.0f%n",
          question.getKey(),
          asked.millis(0.5),
          hand.millis(0.5));
      table.close(
          "-" + question.getKey() + "-" + size,
          1000 / asked.millis(0.5),
          1000 / hand.millis(0.5),
          asked.millis(1),
          "");
    }
  }

  private void measure(String size) throws Exception {
    questions(size);
    System.out.println(
        size + " orders, milliseconds; followed and by hand: the median of " + ROUNDS);
    System.out.printf("%-14s %10s %10s %10s%n", "board", "first", "followed", "by hand");
    double first = 0;
    double followed = 0;
    double byHand = 0;
    double worst = 0;
    for (Map.Entry<String, String> board : raw().entrySet()) {
      Latencies once = new Latencies();
      Latencies after = followed(board.getKey(), once);
      Latencies hand = byHand(board.getValue());
      System.out.printf(
          Locale.ROOT,
          "%-14s %10.0f %10.0f %10.0f%n",
          board.getKey(),
          once.millis(1),
          after.millis(0.5),
          hand.millis(0.5));
      first += once.millis(1);
      followed += after.millis(0.5);
      byHand += hand.millis(0.5);
      worst = Math.max(worst, after.millis(1));
    }
    System.out.printf(
        Locale.ROOT, "%-14s %10.0f %10.0f %10.0f%n", "together", first, followed, byHand);
    Table table = new Table("reports");
    table.close("-first-" + size, 1000 / first, 1000 / byHand, first, "");
    table.close("-followed-" + size, 1000 / followed, 1000 / byHand, worst, "");
    Load load = new Load(8, Duration.ofSeconds(3), Duration.ofSeconds(5));
    Outcome warm = load.run(ProcessorTime.of(server), thread -> boards());
    table.row("five boards, kept", warm);
    table.close("-kept-" + size, warm.rate(), 1000 / byHand, warm.latencies().millis(0.99), "");
  }

  private Load.Worker boards() throws IOException {
    HttpConnection connection = new HttpConnection(server.port(), token);
    String path = path(String.join(",", raw().keySet()));
    return new Load.Worker() {
      @Override
      public void work() throws Exception {
        connection.get(path).expect(200);
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }

  private static String path(String widgets) {
    return "/api/dashboards/war_room/data?widgets=" + widgets;
  }

  /** A board asked for the first time, and then after each of some changes. */
  private Latencies followed(String board, Latencies first) throws Exception {
    Latencies latencies = new Latencies();
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      long took = ask(connection, board);
      first.add(took);
      for (int i = -1; i < ROUNDS; i++) {
        change(connection);
        Thread.sleep(Duration.ofNanos(2 * took + 1_000_000_000L));
        took = ask(connection, board);
        if (i >= 0) {
          latencies.add(took);
        }
      }
    }
    return latencies;
  }

  private static long ask(HttpConnection connection, String board) throws IOException {
    long started = System.nanoTime();
    connection.get(path(board)).expect(200);
    return System.nanoTime() - started;
  }

  private static void change(HttpConnection connection) throws IOException {
    for (String form : new String[] {"customers", "products"}) {
      String values =
          form.equals("customers")
              ? "{\"name\": \"新客户\"}"
              : "{\"code\": \"N%d\", \"name\": \"新产品\", \"product_line\": \"gifts\", \"price\": \"1\"}"
                  .formatted(System.nanoTime());
      connection
          .post("/api/forms/" + form + "/records", "{\"values\": " + values + "}")
          .expect(201);
    }
    String products = connection.get("/api/forms/products/records?limit=1").expect(200);
    String customers = connection.get("/api/forms/customers/records?limit=1").expect(200);
    String order =
        "{\"values\": {\"customer\": \"%s\", \"lines\": [{\"product\": \"%s\", \"quantity\": \"1\"}]}}"
            .formatted(id(customers), id(products));
    connection.post("/api/forms/orders/records", order).expect(201);
  }

  private static String id(String json) {
    int at = json.indexOf("\"id\":\"") + 6;
    return json.substring(at, at + 36);
  }

  private Latencies byHand(String sql) throws Exception {
    Latencies latencies = new Latencies();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i <= ROUNDS; i++) {
        long started = System.nanoTime();
        try (ResultSet rows = statement.executeQuery(sql)) {
          while (rows.next()) {
            rows.getObject(1);
          }
        }
        if (i > 0) {
          latencies.add(System.nanoTime() - started);
        }
      }
    }
    return latencies;
  }

  /** Orders over three years, three lines each, twenty orders to a customer on average. */
  static void fill(BenchServer server, int orders) throws IOException, SQLException {
    String made =
        "1, now(), '00000000-0000-0000-0000-000000000000', now(), '00000000-0000-0000-0000-000000000000'";
    String system = "rev, created_at, created_by, updated_at, updated_by";
    int customers = orders / 20;
    String regions = "'{east,south,north,central,southwest,northwest,northeast,overseas}'::text[]";
    String lines = "'{stationery,packaging,hardware,electronics,household,gifts}'::text[]";
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT setseed(0.42)");
      statement.execute(
          "INSERT INTO w_main.f_customers (id, %s, code, name, region) SELECT %s, %s, 'B' || i, '客户' || i, (%s)[1 + i %% 8] FROM generate_series(1, %d) i"
              .formatted(system, uuid("i", 1), made, regions, customers));
      statement.execute(
          "INSERT INTO w_main.f_products (id, %s, code, name, product_line, price) SELECT %s, %s, 'B' || i, '产品' || i, (%s)[1 + i %% 6], 10 FROM generate_series(1, 500) i"
              .formatted(system, uuid("i", 2), made, lines));
      statement.execute(
          """
          INSERT INTO w_main.f_orders (id, %s, order_no, status, customer, order_date, order_type, region, amount, paid_amount, document_status, fulfilment_status, invoice_status, payment_status)
          SELECT %s, %s, 'XD2024-' || i, ('{completed,completed,completed,to_ship,cancelled,to_collect}'::text[])[1 + i %% 6],
            %s, date '2023-07-01' + (i * 1095.0 / %d)::int, 'normal', (%s)[1 + i %% 8], round((random() * 9000)::numeric, 2), 0,
            ('{closed,closed,approved,approved,cancelled,approved}'::text[])[1 + i %% 6], 'signed', 'none', 'unpaid' FROM generate_series(1, %d) i
          """
              .formatted(
                  system,
                  uuid("i", 3),
                  made,
                  uuid("(1 + floor(random() * " + customers + "))::int", 1),
                  orders,
                  regions,
                  orders));
      statement.execute(
          """
          INSERT INTO w_main.f_orders__lines (id, parent, position, product, quantity, price, amount)
          SELECT %s, %s, k, %s, 1, 10, 10 FROM generate_series(1, %d) i, generate_series(0, 2) k
          """
              .formatted(
                  uuid("(i * 4 + k)", 4),
                  uuid("i", 3),
                  uuid("(1 + floor(random() * 500))::int", 2),
                  orders));
      statement.execute("VACUUM ANALYZE");
    }
  }

  /** An id that grows with the number, as real ones do with time. */
  private static String uuid(String number, int kind) {
    return "(lpad(to_hex(%s), 12, '0') || '7000800%d000000000000')::uuid".formatted(number, kind);
  }
}
