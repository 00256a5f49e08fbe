package io.xiaodan.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders with three lines over HTTP, each with its flow, task, event and rule, beside the same rows
 * written by two prepared statements, one for the order and one for what the rule does.
 *
 * <p>The order is the template's own: 12 fields filled, 3 lines, a flow that hands out a task, an
 * event, and a rule on new orders that matches and makes a to-do after the commit.
 */
final class IntakeBench {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration WARM_UP = Duration.ofSeconds(4);

  /** Run in by stretches of this, of which there are no more than so many. */
  private static final Load RUN_IN = new Load(8, Duration.ZERO, Duration.ofSeconds(30));

  private static final int LONGEST_RUN_IN = 16;

  /** Share of a processor below which the compilers of the JVM are at rest. */
  private static final double AT_REST = 0.05;

  private static final Duration MEASURED = Duration.ofSeconds(10);

  private static final String RULE =
      """
      {"kind": "rule", "key": "bench_urgent", "label": "Bench", "form": "orders", "trigger": {"on": ["create"]},
       "when": "amount > 100 and customer.level = \\"regular\\"",
       "steps": [{"key": "todo", "action": "create_task", "title": "{order_no}", "who": {"roles": ["customer_service"]}, "record": "id"}]}
      """;

  private final AtomicLong number = new AtomicLong(1);
  private final List<String> customers;
  private final List<String> products;
  private final String event;
  private final String input;

  private IntakeBench(List<String> customers, List<String> products, String event, String input) {
    this.customers = customers;
    this.products = products;
    this.event = event;
    this.input = input;
  }

  public static void main(String[] arguments) throws Exception {
    try (BenchServer server = BenchServer.fresh()) {
      String token = server.token("builder");
      IntakeBench bench = prepare(server, token);
      IntakeRows rows = new IntakeRows(bench.customers, bench.products, bench.event, bench.input);
      Table table = new Table("intake");
      ProcessorTime processors = ProcessorTime.of(server);
      runIn(processors, thread -> bench.orders(server.port(), token));
      for (int connections : connections(arguments)) {
        Load load = new Load(connections, WARM_UP, MEASURED);
        server.awaitIdle();
        Outcome raw = load.run(processors, thread -> rows.worker(server));
        table.row("the rows alone", raw);
        Outcome ours = load.run(processors, thread -> bench.orders(server.port(), token));
        table.row("POST orders", ours);
        table.close(" connections=" + connections, ours, raw);
      }
    }
  }

  /**
   * Until the compilers of the JVM have come to rest, since a server runs for months: after 45 s
   * they still take a fifth of the server's processor time, after 120 s a tenth.
   */
  private static void runIn(ProcessorTime processors, Load.WorkerFactory orders) throws Exception {
    double share = 1;
    int stretches = 0;
    while (share > AT_REST && stretches < LONGEST_RUN_IN) {
      Map<String, Double> before = processors.compilers();
      RUN_IN.run(processors, orders);
      double spent = 0;
      for (Map.Entry<String, Double> thread : processors.compilers().entrySet()) {
        spent += thread.getValue() - before.getOrDefault(thread.getKey(), 0.0);
      }
      share = spent / RUN_IN.measured().toSeconds();
      stretches++;
    }
    System.out.printf(
        "run in for %d s; compilers take %.0f %% of a processor%n",
        stretches * RUN_IN.measured().toSeconds(), share * 100);
  }

  /** As many as were asked for, such as {@code 8 32}. */
  private static List<Integer> connections(String[] arguments) {
    return arguments.length == 0
        ? List.of(1, 8, 32)
        : Arrays.stream(arguments).map(Integer::valueOf).toList();
  }

  private static IntakeBench prepare(BenchServer server, String token) throws IOException {
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      connection
          .send(
              "PUT",
              "/api/artifacts/rule/bench_urgent/draft",
              "{\"basedOn\": 0, \"document\": " + RULE + "}")
          .expect(200);
      connection.post("/api/artifacts/rule/bench_urgent/publish", "").expect(200);
      // Orders of one customer follow one another, since its credit is looked at; many order at
      // once.
      List<String> customers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        customers.add(
            id(
                connection
                    .post(
                        "/api/forms/customers/records",
                        "{\"values\": {\"name\": \"东莞华强电子有限公司 %d\", \"region\": \"south\"}}"
                            .formatted(i))
                    .expect(201)));
      }
      List<String> products = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        products.add(
            id(
                connection
                    .post(
                        "/api/forms/products/records",
                        "{\"values\": {\"code\": \"P%d\", \"name\": \"产品 %d\", \"product_line\": \"hardware\", \"unit\": \"件\", \"price\": \"%d.5\"}}"
                            .formatted(i, i, i + 1))
                    .expect(201)));
      }
      IntakeBench bench = new IntakeBench(customers, products, "{}", "{}");
      String order = id(connection.post("/api/forms/orders/records", bench.order(1)).expect(201));
      JsonNode history =
          JSON.readTree(
              connection.get("/api/forms/orders/records/" + order + "/history").expect(200));
      return new IntakeBench(customers, products, changes(history), input(connection, order));
    }
  }

  /** What the rule keeps of a real order. */
  private static String input(HttpConnection connection, String order) throws IOException {
    String run =
        JSON.readTree(connection.get("/api/rules/runs?record=" + order).expect(200))
            .path("items")
            .path(0)
            .path("id")
            .asString();
    return JSON.readTree(connection.get("/api/rules/runs/" + run).expect(200))
        .path("input")
        .toString();
  }

  /** The event of a real order, as the reference side writes it again and again. */
  private static String changes(JsonNode history) {
    var changes = JSON.createObjectNode();
    for (JsonNode change : history.path("items").path(0).path("changes")) {
      changes.putArray(change.path("field").asString()).addNull().add(change.path("after"));
    }
    return changes.toString();
  }

  private static String id(String answer) {
    return JSON.readTree(answer).path("id").asString();
  }

  private String order(long n) {
    int first = (int) (n % (products.size() - 3));
    return """
    {"values": {"customer": "%s", "order_date": "2026-03-01", "promised_date": "2026-03-08", "contact": "王芳", "phone": "13800138000", "region": "south",
     "address": "广东省东莞市南城街道鸿福路 1 号", "external_no": "B%d", "order_type": "normal", "remark": "请在上午送货",
     "lines": [{"product": "%s", "description": "产品一", "unit": "件", "quantity": "3", "price": "12.50"},
               {"product": "%s", "description": "产品二", "unit": "件", "quantity": "10", "price": "8.80"},
               {"product": "%s", "description": "产品三", "unit": "件", "quantity": "1.5", "price": "199.90"}]}}
    """
        .formatted(
            customers.get((int) (n % customers.size())),
            n,
            products.get(first),
            products.get(first + 1),
            products.get(first + 2));
  }

  private Load.Worker orders(int port, String token) throws IOException {
    HttpConnection connection = new HttpConnection(port, token);
    return new Load.Worker() {
      @Override
      public void work() throws IOException {
        connection.post("/api/forms/orders/records", order(number.incrementAndGet())).expect(201);
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }
}
