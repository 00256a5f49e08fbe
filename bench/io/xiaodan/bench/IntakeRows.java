package io.xiaodan.bench;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The reference of {@link IntakeBench}: the rows of orders, written by the best plain SQL. */
final class IntakeRows {

  /**
   * The rows of one order: head, three lines, event, instance, task, its assignee, the rule's run
   * and step, the queued action, and what the ledgers take up: two entries a line with balances and
   * days in fulfilment, what the customer owes, and what may be invoiced.
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
      run AS (INSERT INTO w_main.rule_run (id, rule, blueprint, event_id, form, record_id, matched_at, by, depth, state, input)
        VALUES (?, 'bench_urgent', 1, ?, 'orders', ?, ?, ?, 1, 'running', ?::jsonb)),
      step AS (INSERT INTO w_main.rule_step (run_id, step, action, after, state) VALUES (?, 'todo', 'create_task', '{}', 'waiting')),
      job AS (INSERT INTO xiaodan.scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
        VALUES ('bench.raw', ?, convert_to(?, 'UTF8'), 'infinity', false, 1)),
      posted AS MATERIALIZED (SELECT place, product::uuid, account, quantity::numeric
        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS x(place, product, account, quantity)),
      entry AS (INSERT INTO w_main.l_fulfilment__entry (_origin, _form, _record, _place, _rule, "order", product, _account, _day, _quantity)
        SELECT ?, 'orders', ?, place, account, ?, product, account, ?, quantity FROM posted),
      balance AS (INSERT INTO w_main.l_fulfilment AS b ("order", product, ordered, open)
        SELECT ?, product, sum(quantity) FILTER (WHERE account = 'ordered'), sum(quantity) FILTER (WHERE account = 'open') FROM posted GROUP BY product ORDER BY product
        ON CONFLICT ("order", product, warehouse) DO UPDATE SET ordered = b.ordered + excluded.ordered, open = b.open + excluded.open),
      day AS (INSERT INTO w_main.l_fulfilment__day AS b ("order", product, _day, ordered, open)
        SELECT ?, product, ?, sum(quantity) FILTER (WHERE account = 'ordered'), sum(quantity) FILTER (WHERE account = 'open') FROM posted GROUP BY product ORDER BY product
        ON CONFLICT ("order", product, warehouse, _day) DO UPDATE SET ordered = b.ordered + excluded.ordered, open = b.open + excluded.open),
      owed AS (INSERT INTO w_main.l_receivable__entry (_origin, _form, _record, _place, _rule, customer, _account, _day, _quantity)
        VALUES (?, 'orders', ?, '', 'ordered', ?, 'ordered', ?, ?)),
      debt AS (INSERT INTO w_main.l_receivable AS b (customer, ordered) VALUES (?, ?)
        ON CONFLICT (customer) DO UPDATE SET ordered = b.ordered + excluded.ordered),
      dated AS (INSERT INTO w_main.l_receivable__day AS b (customer, _day, ordered) VALUES (?, ?, ?)
        ON CONFLICT (customer, _day) DO UPDATE SET ordered = b.ordered + excluded.ordered),
      billable AS (INSERT INTO w_main.l_settlement__entry (_origin, _form, _record, _place, _rule, "order", _account, _day, _quantity)
        VALUES (?, 'orders', ?, '', 'billable', ?, 'billable', ?, ?)),
      bill AS (INSERT INTO w_main.l_settlement ("order", billable) VALUES (?, ?)),
      billed AS (INSERT INTO w_main.l_settlement__day ("order", _day, billable) VALUES (?, ?, ?))
      SELECT 1
      """;

  /**
   * What carries the queued action out: the to-do and its assignee, the run's end, the job gone.
   */
  private static final String RAW_ACTION =
      """
      WITH task AS (INSERT INTO w_main.task (id, kind, state, form, record_id, title, created_at) VALUES (?, 'todo', 'open', 'orders', ?, ?, ?)),
      assignee AS (INSERT INTO w_main.task_assignee (who, task_id) VALUES ('role:customer_service', ?)),
      step AS (UPDATE w_main.rule_step SET state = 'done', attempts = 1, started_at = ?, finished_at = ? WHERE run_id = ? AND step = 'todo'),
      job AS (DELETE FROM xiaodan.scheduled_tasks WHERE task_name = 'bench.raw' AND task_instance = ?)
      UPDATE w_main.rule_run SET state = 'done', finished_at = ? WHERE id = ?
      """;

  private final UUID person = UuidCreator.getTimeOrderedEpochPlus1();
  private final AtomicLong number = new AtomicLong();
  private final List<String> customers;
  private final List<String> products;
  private final String event;
  private final String input;

  /**
   * @param event the changes of a real order's event
   * @param input what the rule keeps of a real order
   */
  IntakeRows(List<String> customers, List<String> products, String event, String input) {
    this.customers = customers;
    this.products = products;
    this.event = event;
    this.input = input;
  }

  /** Writes the rows of an order, then those of its action, each in a statement of its own. */
  Load.Worker worker(BenchServer server) throws SQLException, IOException {
    Connection connection = server.connect();
    PreparedStatement order = connection.prepareStatement(RAW);
    PreparedStatement action = connection.prepareStatement(RAW_ACTION);
    return new Load.Worker() {
      @Override
      public void work() throws SQLException {
        Written written = bind(order);
        order.execute();
        written.bind(action);
        action.execute();
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  /** What the second statement needs of the first. */
  private record Written(UUID id, UUID run, String number, OffsetDateTime at) {

    void bind(PreparedStatement statement) throws SQLException {
      UUID task = UuidCreator.getTimeOrderedEpochPlus1();
      set(statement, task, id, number, at, task, at, at, run, number, at, run);
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /** Puts a new order's values into the statement. */
  private Written bind(PreparedStatement statement) throws SQLException {
    String no = "R" + number.incrementAndGet();
    Written written =
        new Written(
            UuidCreator.getTimeOrderedEpochPlus1(),
            UuidCreator.getTimeOrderedEpochPlus1(),
            no,
            OffsetDateTime.now(ZoneOffset.UTC));
    UUID customer = UUID.fromString(customers.get((int) (number.get() % customers.size())));
    String[] lines = new String[3];
    for (int i = 0; i < 3; i++) {
      lines[i] = UuidCreator.getTimeOrderedEpochPlus1().toString();
    }
    int first = (int) (number.get() % (products.size() - 3));
    String[] ordered = products.subList(first, first + 3).toArray(String[]::new);
    List<Object> values = new ArrayList<>(record(written, customer, lines, ordered));
    values.addAll(effects(written));
    values.addAll(posted(written, lines, ordered));
    values.addAll(owed(written, customer));
    values.addAll(billable(written));
    set(statement, values.toArray());
    return written;
  }

  /** Head and lines. */
  private List<Object> record(Written order, UUID customer, String[] lines, String[] ordered) {
    return List.of(
        order.id,
        order.at,
        person,
        order.at,
        person,
        order.number,
        customer,
        Date.valueOf(LocalDate.of(2026, 3, 1)),
        Date.valueOf(LocalDate.of(2026, 3, 8)),
        "王芳",
        "13800138000",
        "广东省东莞市南城街道鸿福路 1 号",
        order.number,
        new BigDecimal("14.500"),
        new BigDecimal("425.35"),
        "请在上午送货",
        order.id,
        lines,
        new Integer[] {0, 1, 2},
        ordered,
        new String[] {"产品一", "产品二", "产品三"},
        new String[] {"件", "件", "件"},
        new String[] {"3", "10", "1.5"},
        new String[] {"12.50", "8.80", "199.90"},
        new String[] {"37.50", "88.00", "299.85"});
  }

  /** Event, flow, task, rule and queued action. */
  private List<Object> effects(Written order) {
    UUID change = UuidCreator.getTimeOrderedEpochPlus1();
    UUID instance = UuidCreator.getTimeOrderedEpochPlus1();
    UUID task = UuidCreator.getTimeOrderedEpochPlus1();
    return List.of(
        change,
        order.at,
        order.id,
        person,
        event,
        instance,
        order.id,
        order.at,
        person,
        task,
        order.id,
        instance,
        order.at,
        task,
        order.run,
        change,
        order.id,
        order.at,
        person,
        input,
        order.run,
        order.number,
        "{\"run\":\"" + order.run + "\",\"step\":\"todo\"}");
  }

  /** What is ordered and open of each line. */
  private static List<Object> posted(Written order, String[] lines, String[] ordered) {
    Date day = Date.valueOf(LocalDate.of(2026, 3, 8));
    return List.of(
        new String[] {lines[0], lines[0], lines[1], lines[1], lines[2], lines[2]},
        new String[] {ordered[0], ordered[0], ordered[1], ordered[1], ordered[2], ordered[2]},
        new String[] {"ordered", "open", "ordered", "open", "ordered", "open"},
        new String[] {"3.000", "3.000", "10.000", "10.000", "1.500", "1.500"},
        order.id.toString(),
        order.id,
        order.id,
        day,
        order.id,
        order.id,
        day);
  }

  /** What the customer owes. */
  private static List<Object> owed(Written order, UUID customer) {
    Date day = Date.valueOf(LocalDate.of(2026, 3, 1));
    BigDecimal amount = new BigDecimal("425.35");
    return List.of(
        order.id.toString(),
        order.id,
        customer,
        day,
        amount,
        customer,
        amount,
        customer,
        day,
        amount);
  }

  /** What may be invoiced of the order. */
  private static List<Object> billable(Written order) {
    Date day = Date.valueOf(LocalDate.of(2026, 3, 1));
    BigDecimal amount = new BigDecimal("425.35");
    return List.of(
        order.id.toString(),
        order.id,
        order.id,
        day,
        amount,
        order.id,
        amount,
        order.id,
        day,
        amount);
  }
}
