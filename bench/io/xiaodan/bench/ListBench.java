package io.xiaodan.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The first page of the list of orders, sorted, filtered and searched, at 10,000 and 1,000,000
 * orders, beside the same rows read by SQL written by hand.
 */
final class ListBench {

  private static final int PAGE = 50;

  /**
   * One way to ask.
   *
   * @param query of the list's address
   * @param where of the SQL written by hand, with its order
   */
  private record Asked(String name, String query, String where) {}

  private static final List<Asked> WAYS =
      List.of(
          new Asked(
              "newest",
              "?limit=50&sort=-order_no",
              "o.deleted_at IS NULL ORDER BY o.order_no DESC, o.id DESC"),
          new Asked(
              "filtered",
              "?limit=50&sort=-order_no&filter="
                  + encoded("amount > 5000 and status = \"completed\""),
              "o.deleted_at IS NULL AND o.amount > 5000 AND o.status = 'completed' ORDER BY o.order_no DESC, o.id DESC"),
          new Asked(
              "one customer",
              "?limit=50&sort=-order_no&filter=",
              "o.deleted_at IS NULL AND o.customer = '%s' ORDER BY o.order_no DESC, o.id DESC"));

  private ListBench() {}

  public static void main(String[] arguments) throws Exception {
    String[] sizes = arguments.length == 0 ? new String[] {"10000", "1000000"} : arguments;
    for (String size : sizes) {
      try (BenchServer server = BenchServer.fresh()) {
        ReportsBench.fill(server, Integer.parseInt(size));
        measure(server, size);
      }
    }
  }

  private static void measure(BenchServer server, String size) throws Exception {
    String token = server.token("builder");
    String customer = customer(server);
    Table table = new Table("list of " + size);
    Load load = new Load(1, Duration.ofSeconds(5), Duration.ofSeconds(4));
    ProcessorTime processors = ProcessorTime.of(server);
    for (Asked way : WAYS) {
      String query =
          way.query.endsWith("=")
              ? way.query + encoded("customer.id = \"" + customer + "\"")
              : way.query;
      Outcome raw = load.run(processors, thread -> byHand(server, way.where.formatted(customer)));
      table.row(way.name + ", by hand", raw);
      Outcome ours = load.run(processors, thread -> page(server.port(), token, query));
      table.row(way.name, ours);
      table.close("-" + way.name.replace(' ', '-') + "-" + size, ours, raw);
    }
  }

  private static String customer(BenchServer server) throws SQLException {
    try (Connection connection = server.connect();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("SELECT customer FROM w_main.f_orders ORDER BY id LIMIT 1")) {
      row.next();
      return row.getString(1);
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  private static Load.Worker page(int port, String token, String query) throws IOException {
    HttpConnection connection = new HttpConnection(port, token);
    return new Load.Worker() {
      @Override
      public void work() throws IOException {
        connection.get("/api/forms/orders/records" + query).expect(200);
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }

  /** The rows of a page with the names of their customers, every column read. */
  private static Load.Worker byHand(BenchServer server, String where)
      throws SQLException, IOException {
    Connection connection = server.connect();
    PreparedStatement statement =
        connection.prepareStatement(
            "SELECT o.*, c.name FROM w_main.f_orders o LEFT JOIN w_main.f_customers c ON c.id = o.customer WHERE "
                + where
                + " LIMIT "
                + PAGE);
    return new Load.Worker() {
      @Override
      public void work() throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
          List<Object> read = new ArrayList<>();
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
              read.add(String.valueOf(rows.getString(i)));
            }
          }
        }
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
