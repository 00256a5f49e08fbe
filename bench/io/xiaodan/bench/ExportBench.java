package io.xiaodan.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports every line item of 100,000 orders as workbook and CSV, beside a COPY of the same join.
 */
final class ExportBench {

  private static final int LINES_EACH = 3;
  private static final String WISH =
      "{\"format\":\"%s\",\"lines\":\"flat\",\"columns\":[\"order_no\",\"customer\",\"order_date\",\"status\",\"amount\",\"lines\"]}";
  private static final String SAME =
      """
      COPY (SELECT o.order_no, c.name, o.order_date, o.status, o.amount, l.*, p.name AS goods
        FROM w_main.f_orders o JOIN w_main.f_orders__lines l ON l.parent = o.id
        LEFT JOIN w_main.f_customers c ON c.id = o.customer LEFT JOIN w_main.f_products p ON p.id = l.product
        WHERE o.deleted_at IS NULL ORDER BY o.order_no DESC, o.id DESC, l.position) TO STDOUT (FORMAT csv)
      """;

  private ExportBench() {}

  public static void main(String[] arguments) throws Exception {
    int orders = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    try (BenchServer server = BenchServer.fresh()) {
      ReportsBench.fill(server, orders);
      String token = server.token("builder");
      double lines = (double) orders * LINES_EACH;
      double raw;
      try (Connection connection = server.connect()) {
        copy(connection);
        raw = lines / copy(connection);
      }
      for (String format : new String[] {"csv", "xlsx"}) {
        double seconds = export(server, token, format);
        Table.line("export-" + format, lines / seconds, raw, seconds * 1000, "");
      }
    }
  }

  /** Seconds for the rows alone. */
  private static double copy(Connection connection) throws SQLException, IOException {
    long started = System.nanoTime();
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut(SAME, OutputStream.nullOutputStream());
    return (System.nanoTime() - started) / 1e9;
  }

  /** Seconds from asking until the file lies there. */
  private static double export(BenchServer server, String token, String format)
      throws IOException, InterruptedException {
    try (HttpConnection http = new HttpConnection(server.port(), token)) {
      long started = System.nanoTime();
      String path =
          "/api/exports/"
              + read(
                  http.post("/api/forms/orders/exports", WISH.formatted(format)).expect(201), "id");
      String answer = http.get(path).expect(200);
      while (!read(answer, "state").equals("done")) {
        if (read(answer, "state").matches("failed|cancelled")) {
          throw new IOException("No export: " + answer);
        }
        TimeUnit.MILLISECONDS.sleep(50);
        answer = http.get(path).expect(200);
      }
      return (System.nanoTime() - started) / 1e9;
    }
  }

  private static String read(String json, String name) {
    return JsonMapper.shared().readTree(json).path(name).asString();
  }
}
