package io.xiaodan.bench;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders with three lines over HTTP, each with its flow, task, event and rule, beside the same rows
 * written by one prepared statement.
 *
 * <p>The order is the template's own: 12 fields filled, 3 lines, a flow that hands out a task, an
 * event, and a rule on new orders that matches and queues an action.
 */
final class IntakeBench {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  private static final String RULE =
      """
      {"kind": "rule", "key": "bench_urgent", "label": "Bench", "form": "orders", "trigger": {"on": ["create"]},
       "when": "amount > 100 and customer.level = \\"regular\\"",
       "steps": [{"key": "todo", "action": "create_task", "title": "{order_no}", "who": {"roles": ["customer_service"]}, "record": "id"}]}
      """;

  /**
   * The rows of one order: head, three lines, event, instance, task, its assignee, the rule's run
   * and step, the queued action.
   */
  private static final String RAW =
      """
      WITH head AS (INSERT INTO w_main.f_orders (id, rev, created_at, created_by, updated_at, updated_by, flow_state, order_no, status, customer,
        order_date, promised_date, order_type, contact, phone, region, address, external_no, total_quantity, amount, paid_amount, document_status,
        fulfilment_status, invoice_status, payment_status, remark)
        VALUES (?, 1, ?, ?, ?, ?, 'running', ?, 'to_ship', ?, ?, ?, 'normal', ?, ?, 'south', ?, ?, ?, ?, 0, 'approved', 'unprepared', 'none', 'unpaid', ?)),
      lines AS (INSERT INTO w_main.f_orders__lines (id, parent, position, product, description, unit, quantity, price, amount)
        SELECT x.id::uuid, ?, x.position, x.product::uuid, x.description, x.unit, x.quantity::numeric, x.price::numeric, x.amount::numeric
        FROM unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          AS x(id, position, product, description, unit, quantity, price, amount)),
      event AS (INSERT INTO w_main.event (id, at, form, record_id, rev, kind, by, origin, cause, changes)
        VALUES (?, ?, 'orders', ?, 1, 'created', ?, 'api', NULL, ?::jsonb)),
      instance AS (INSERT INTO w_main.flow_instance (id, form, record_id, flow, blueprint, rev, state, started_at, started_by)
        VALUES (?, 'orders', ?, 'order_approval', 1, 1, 'running', ?, ?)),
      task AS (INSERT INTO w_main.task (id, kind, state, form, record_id, instance_id, node, created_at)
        VALUES (?, 'handle', 'open', 'orders', ?, ?, 'warehouse', ?)),
      assignee AS (INSERT INTO w_main.task_assignee (who, task_id) VALUES ('role:warehouse', ?)),
      job AS (INSERT INTO xiaodan.scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
        VALUES ('bench.raw', ?, convert_to(?, 'UTF8'), 'infinity', false, 1))
      SELECT 1
      """;

  private final UUID person = UuidCreator.getTimeOrderedEpochPlus1();
  private final AtomicLong number = new AtomicLong();
  private final String customer;
  private final List<String> products;
  private final String event;

  private IntakeBench(String customer, List<String> products, String event) {
    this.customer = customer;
    this.products = products;
    this.event = event;
  }

  public static void main(String[] arguments) throws Exception {
    try (BenchServer server = BenchServer.fresh()) {
      String token = server.token("builder");
      IntakeBench bench = prepare(server, token);
      Table table = new Table("intake");
      ProcessorTime processors = ProcessorTime.of(server);
      for (int connections : new int[] {1, 8, 32}) {
        Load load = new Load(connections, WARM_UP, MEASURED);
        Outcome raw = load.run(processors, RawSql.workers(server, RAW, bench::bind));
        table.row("one statement", raw);
        Outcome ours = load.run(processors, thread -> bench.orders(server.port(), token));
        table.row("POST orders", ours);
        table.close("connections=" + connections, ours, raw);
      }
    }
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
      String customer =
          id(
              connection
                  .post(
                      "/api/forms/customers/records",
                      "{\"values\": {\"name\": \"东莞华强电子有限公司\", \"region\": \"south\"}}")
                  .expect(201));
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
      IntakeBench bench = new IntakeBench(customer, products, "{}");
      String order = id(connection.post("/api/forms/orders/records", bench.order(1)).expect(201));
      JsonNode history =
          JSON.readTree(
              connection.get("/api/forms/orders/records/" + order + "/history").expect(200));
      return new IntakeBench(customer, products, changes(history));
    }
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
            customer, n, products.get(first), products.get(first + 1), products.get(first + 2));
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

  private void bind(PreparedStatement statement) throws Exception {
    long n = number.incrementAndGet();
    UUID id = UuidCreator.getTimeOrderedEpochPlus1();
    UUID instance = UuidCreator.getTimeOrderedEpochPlus1();
    UUID task = UuidCreator.getTimeOrderedEpochPlus1();
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    int first = (int) (n % (products.size() - 3));
    String[] ids = new String[3];
    for (int i = 0; i < 3; i++) {
      ids[i] = UuidCreator.getTimeOrderedEpochPlus1().toString();
    }
    Object[] values = {
      id,
      now,
      person,
      now,
      person,
      "R" + n,
      UUID.fromString(customer),
      Date.valueOf(LocalDate.of(2026, 3, 1)),
      Date.valueOf(LocalDate.of(2026, 3, 8)),
      "王芳",
      "13800138000",
      "广东省东莞市南城街道鸿福路 1 号",
      "R" + n,
      new BigDecimal("14.500"),
      new BigDecimal("425.35"),
      "请在上午送货",
      id,
      ids,
      new Integer[] {0, 1, 2},
      products.subList(first, first + 3).toArray(String[]::new),
      new String[] {"产品一", "产品二", "产品三"},
      new String[] {"件", "件", "件"},
      new String[] {"3", "10", "1.5"},
      new String[] {"12.50", "8.80", "199.90"},
      new String[] {"37.50", "88.00", "299.85"},
      UuidCreator.getTimeOrderedEpochPlus1(),
      now,
      id,
      person,
      event,
      instance,
      id,
      now,
      person,
      task,
      id,
      instance,
      now,
      task,
      "R" + n,
      "{\"run\":\"" + id + "\",\"step\":\"todo\"}"
    };
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
