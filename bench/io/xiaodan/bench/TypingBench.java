package io.xiaodan.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Types into a quantity of an order of 500 lines in a browser; every key until it is painted. */
final class TypingBench {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PRODUCTS = 50;

  private TypingBench() {}

  public static void main(String[] arguments) throws Exception {
    int lines = arguments.length == 0 ? 500 : Integer.parseInt(arguments[0]);
    try (BenchServer server = BenchServer.fresh()) {
      String token = server.token("builder");
      try (HttpConnection http = new HttpConnection(server.port(), token)) {
        Latencies few = typed(server, token, order(http, 1));
        Latencies many = typed(server, token, order(http, lines));
        Table.line(
            "typing-" + lines,
            1000 / many.millis(0.5),
            1000 / few.millis(0.5),
            many.millis(0.99),
            String.format(
                Locale.ROOT,
                " keys=%d p50=%.0fms p95=%.0fms max=%.0fms one-line: p50=%.0fms p95=%.0fms",
                many.count(),
                many.millis(0.5),
                many.millis(0.95),
                many.millis(1),
                few.millis(0.5),
                few.millis(0.95)));
      }
    }
  }

  /** Where an order of so many lines is edited. */
  private static String order(HttpConnection http, int lines) throws IOException {
    String customer =
        made(
            http,
            "customers",
            JSON.createObjectNode().put("name", "客户" + lines).put("region", "south"));
    String[] products = new String[PRODUCTS];
    for (int i = 0; i < PRODUCTS; i++) {
      ObjectNode product = JSON.createObjectNode();
      product
          .put("code", "T" + lines + "-" + i)
          .put("name", "产品" + i)
          .put("unit", "个")
          .put("product_line", "stationery");
      products[i] = made(http, "products", product.put("price", "12.50"));
    }
    ObjectNode order = JSON.createObjectNode().put("customer", customer);
    ArrayNode rows = order.putArray("lines");
    for (int i = 0; i < lines; i++) {
      // Above what is approved at once, as approved orders are changed by proposals.
      ObjectNode row = rows.addObject().put("product", products[i % PRODUCTS]);
      row.put("quantity", "1").put("price", "6000");
    }
    return "/forms/orders/" + made(http, "orders", order) + "/edit";
  }

  private static String made(HttpConnection http, String form, JsonNode values) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.set("values", values);
    String answer =
        http.post("/api/forms/" + form + "/records", JSON.writeValueAsString(body)).expect(201);
    return JSON.readTree(answer).path("id").asString();
  }

  private static Latencies typed(BenchServer server, String token, String path)
      throws IOException, InterruptedException {
    Process browser =
        new ProcessBuilder(
                "node",
                "bench/web/typing.mjs",
                "http://localhost:" + server.port() + path,
                token,
                "310")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] printed = browser.getInputStream().readAllBytes();
    if (browser.waitFor() != 0) {
      throw new IOException("The browser failed");
    }
    Latencies times = new Latencies();
    JSON.readTree(new String(printed, StandardCharsets.UTF_8))
        .forEach(time -> times.add(Math.round(time.asDouble() * 1e6)));
    return times;
  }
}
