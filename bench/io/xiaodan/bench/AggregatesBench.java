package io.xiaodan.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Ways to make boards fast, each by itself over the same orders: PostgreSQL as it is, with more
 * memory for a question, with indexes that hold all a board reads, with groups of every day in a
 * table, and the price each has when orders are written.
 */
final class AggregatesBench {

  private static final int ROUNDS = 3;
  private static final String VALID =
      "o.deleted_at IS NULL AND o.document_status <> 'cancelled' AND o.document_status <> 'rejected'";
  private static final String NORMAL = VALID + " AND o.order_type = 'normal'";

  private AggregatesBench() {}

  public static void main(String[] arguments) throws Exception {
    int orders = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    try (BenchServer server = BenchServer.fresh()) {
      ReportsBench.fill(server, orders);
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        measure(statement, orders);
      }
    }
  }

  private static void measure(Statement statement, int orders) throws SQLException {
    System.out.printf("%,d orders, milliseconds, the least of %d%n", orders, ROUNDS);
    double plain = together("as it is", statement);
    row("write 5,000", write(statement));
    statement.execute("SET work_mem = '64MB'");
    double memory = together("work_mem 64MB", statement);
    statement.execute("RESET work_mem");
    row("index, made in", indexes(statement));
    double indexed = together("indexes", statement);
    row("write 5,000", write(statement));
    row("groups, made in", groups(statement));
    double kept = grouped(statement);
    row("stretch again", again(statement));
    Table.line("aggregates-memory", 1000 / memory, 1000 / plain, memory, "");
    Table.line("aggregates-indexes", 1000 / indexed, 1000 / plain, indexed, "");
    Table.line("aggregates-groups", 1000 / kept, 1000 / plain, kept, "");
  }

  private static Map<String, String> boards() {
    Map<String, String> boards = new LinkedHashMap<>();
    boards.put(
        "region",
        "SELECT c.region, sum(o.amount) FROM w_main.f_orders o LEFT JOIN w_main.f_customers c ON c.id = o.customer WHERE "
            + VALID
            + " GROUP BY 1");
    boards.put(
        "product_line",
        "SELECT p.product_line, count(DISTINCT l.parent) FROM w_main.f_orders__lines l JOIN w_main.f_orders o ON o.id = l.parent LEFT JOIN w_main.f_products p ON p.id = l.product WHERE "
            + NORMAL
            + " GROUP BY 1");
    boards.put(
        "customers",
        "SELECT n = 1, count(*) FROM (SELECT row_number() OVER (PARTITION BY o.customer ORDER BY o.order_date, o.id) n FROM w_main.f_orders o WHERE "
            + NORMAL
            + ") x GROUP BY 1");
    boards.put(
        "repurchase",
        "SELECT avg((b - a)::numeric / (n - 1)) FROM (SELECT min(o.order_date) a, max(o.order_date) b, count(*) n FROM w_main.f_orders o WHERE "
            + NORMAL
            + " GROUP BY o.customer) x WHERE n >= 2");
    boards.put(
        "status",
        "SELECT o.status, count(*) FROM w_main.f_orders o WHERE o.deleted_at IS NULL GROUP BY 1");
    return boards;
  }

  private static double together(String way, Statement statement) throws SQLException {
    double together = 0;
    for (Map.Entry<String, String> board : boards().entrySet()) {
      double least = Double.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        least = Math.min(least, ask(statement, board.getValue()));
      }
      row(way + ": " + board.getKey(), least);
      together += least;
    }
    row(way + ": together", together);
    return together;
  }

  private static double ask(Statement statement, String sql) throws SQLException {
    long started = System.nanoTime();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
    return (System.nanoTime() - started) / 1e6;
  }

  private static double execute(Statement statement, String sql) throws SQLException {
    long started = System.nanoTime();
    statement.execute(sql);
    return (System.nanoTime() - started) / 1e6;
  }

  /** Copies orders as they are, in one statement, and takes them away again. */
  private static double write(Statement statement) throws SQLException {
    double took =
        execute(
            statement,
            """
            INSERT INTO w_main.f_orders (id, rev, created_at, created_by, updated_at, updated_by, order_no, status, customer, order_date, order_type, region, amount, paid_amount, document_status, fulfilment_status, invoice_status, payment_status)
            SELECT gen_random_uuid(), 1, now(), created_by, now(), updated_by, 'W' || order_no, status, customer, order_date, order_type, region, amount, paid_amount, document_status, fulfilment_status, invoice_status, payment_status
            FROM w_main.f_orders ORDER BY id LIMIT 5000
            """);
    statement.execute("DELETE FROM w_main.f_orders WHERE order_no LIKE 'WXD%'");
    return took;
  }

  private static double indexes(Statement statement) throws SQLException {
    double took =
        execute(
            statement,
            "CREATE INDEX ON w_main.f_orders (customer, order_date, id) INCLUDE (amount, document_status, order_type, status) WHERE deleted_at IS NULL");
    took += execute(statement, "CREATE INDEX ON w_main.f_orders__lines (parent) INCLUDE (product)");
    statement.execute("VACUUM ANALYZE w_main.f_orders");
    statement.execute("VACUUM ANALYZE w_main.f_orders__lines");
    return took;
  }

  /** Groups of each board for every stretch of orders, as they would be kept from events. */
  private static double groups(Statement statement) throws SQLException {
    double took =
        execute(
            statement,
            "CREATE TABLE w_main.kept_region AS SELECT substr(o.id::text, 1, 8) AS stretch, c.region, sum(o.amount) s FROM w_main.f_orders o LEFT JOIN w_main.f_customers c ON c.id = o.customer WHERE "
                + VALID
                + " GROUP BY 1, 2");
    took +=
        execute(
            statement,
            "CREATE TABLE w_main.kept_line AS SELECT substr(o.id::text, 1, 8) AS stretch, p.product_line, count(DISTINCT l.parent) n FROM w_main.f_orders__lines l JOIN w_main.f_orders o ON o.id = l.parent LEFT JOIN w_main.f_products p ON p.id = l.product WHERE "
                + NORMAL
                + " GROUP BY 1, 2");
    took +=
        execute(
            statement,
            "CREATE TABLE w_main.kept_customer AS SELECT customer, count(*) n, min(order_date) a, max(order_date) b FROM w_main.f_orders o WHERE "
                + NORMAL
                + " GROUP BY 1");
    statement.execute("VACUUM ANALYZE w_main.kept_customer");
    return took;
  }

  private static double grouped(Statement statement) throws SQLException {
    double together = 0;
    for (String sql :
        new String[] {
          "SELECT region, sum(s) FROM w_main.kept_region GROUP BY 1",
          "SELECT product_line, sum(n) FROM w_main.kept_line GROUP BY 1",
          "SELECT count(*), sum(n) - count(*) FROM w_main.kept_customer",
          "SELECT avg((b - a)::numeric / (n - 1)) FROM w_main.kept_customer WHERE n >= 2"
        }) {
      double least = Double.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        least = Math.min(least, ask(statement, sql));
      }
      together += least;
    }
    row("groups: together", together);
    return together;
  }

  /** What one stretch costs when something in it has changed. */
  private static double again(Statement statement) throws SQLException {
    return ask(
        statement,
        "SELECT p.product_line, count(DISTINCT l.parent) FROM w_main.f_orders__lines l JOIN w_main.f_orders o ON o.id = l.parent LEFT JOIN w_main.f_products p ON p.id = l.product WHERE "
            + NORMAL
            + " AND o.id >= (SELECT id FROM w_main.f_orders ORDER BY id OFFSET 400000 LIMIT 1) AND o.id < (SELECT id FROM w_main.f_orders ORDER BY id OFFSET 410000 LIMIT 1) GROUP BY 1");
  }

  private static void row(String what, double millis) {
    System.out.printf(Locale.ROOT, "%-28s %10.0f%n", what, millis);
  }
}
