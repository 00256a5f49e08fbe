package io.xiaodan.web.faults;

import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.platform.postgres.EmbeddedPostgres;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application is killed, then its database, while eight clients enter orders and their
 * payments.
 */
@Tag("faults")
class KillTests {

  private static final int CLIENTS = 8;
  private static final int ENOUGH = 40;

  @TempDir private Path data;

  /** Id of the order by the key it was sent with, as it was answered. */
  private final Map<String, String> answered = new ConcurrentHashMap<>();

  /** The same of payments. */
  private final Map<String, String> paid = new ConcurrentHashMap<>();

  private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Browser> desk = new AtomicReference<>();
  private volatile boolean closed;

  @Test
  void everyOrderThatWasAnsweredIsThereOnceAndNoneIsHalfThere() throws Exception {
    ServerProcess server = ServerProcess.start(data);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = () -> closed = true) {
      Browser boss = server.signIn();
      Map<String, Object> order = order(customer(boss), product(boss, "1"), "6000");
      desk.set(boss);
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        work.add(clients.submit(() -> enter(client, order)));
      }
      waitForMore();

      server.process().destroyForcibly().waitFor();
      desk.set(null);
      server = ServerProcess.start(data);
      desk.set(server.signIn());
      waitForMore();

      long killed = server.postgres();
      ServerProcess.kill(killed);
      waitForMore();
      assertThat(server.postgres()).isNotEqualTo(killed);

      closed = true;
      for (Future<?> each : work) {
        each.get();
      }
      waitForTheQueue(server);
    } finally {
      server.close();
    }
    assertThat(statuses).as("a database that is away is no fault").isSubsetOf(201, 503);
    lookIntoTheTables();
  }

  /** What payments have set off is carried out, also what was queued before either was killed. */
  private void waitForTheQueue(ServerProcess server) {
    Browser browser = Objects.requireNonNull(desk.get());
    ok(
        201,
        browser.post(
            "/api/people",
            Map.of(
                "login",
                "keeper",
                "name",
                "陈仓",
                "password",
                ServerProcess.PASSWORD,
                "roles",
                List.of("warehouse"))));
    Browser warehouse = new Browser(server.port()).signIn("keeper", ServerProcess.PASSWORD);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          int payments = count(browser, "payments", null);
          int tasks = ok(200, warehouse.get("/api/tasks/count")).path("open").asInt();
          return tasks >= payments
              && count(browser, "deliveries", null) >= payments
              && count(browser, "orders", "paid_amount > 0") >= payments;
        });
  }

  private static int count(Browser browser, String form, @Nullable String filter) {
    return ok(200, browser.get(records(form) + "/count" + query("filter", filter)))
        .path("count")
        .asInt();
  }

  private void waitForMore() {
    int before = answered.size();
    await().atMost(Duration.ofSeconds(60)).until(() -> answered.size() >= before + ENOUGH);
  }

  /** Enters orders and pays each of them, until it is told to stop. */
  private void enter(int client, Map<String, Object> order) {
    for (int number = 0; !closed; number++) {
      String key = client + "-" + number;
      Map<String, Object> values = new HashMap<>(order);
      values.put("remark", key);
      String made = send("orders", key, values, answered);
      if (made != null) {
        Map<String, Object> payment =
            Map.of("order", made, "amount", "6000", "status", "succeeded", "remark", key);
        send("payments", "paid " + key, payment, paid);
      }
    }
  }

  /** Sends the same until it is answered, with a key of its own, as a careful system does. */
  private @Nullable String send(
      String form, String key, Map<String, Object> values, Map<String, String> made) {
    while (!closed) {
      Browser browser = desk.get();
      Answer answer = browser == null ? null : sent(browser, form, key, values);
      if (answer == null || answer.status() != 201) {
        LockSupport.parkNanos(20_000_000);
      }
      if (answer != null) {
        statuses.add(answer.status());
        if (answer.status() == 201) {
          made.put(key, id(answer.json()));
          return id(answer.json());
        }
      }
    }
    return null;
  }

  private static @Nullable Answer sent(
      Browser browser, String form, String key, Map<String, Object> values) {
    try {
      return browser.post(records(form), Map.of("values", values), Map.of("Idempotency-Key", key));
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  private void lookIntoTheTables() throws SQLException {
    Path folder = data.resolve("postgres");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, folder);
        Connection connection = postgres.address().connect();
        Statement statement = connection.createStatement()) {
      String schema =
          text(statement, "SELECT schemaname FROM pg_tables WHERE tablename = 'f_orders'");
      statement.execute("SET search_path TO " + schema);
      Map<String, String> stored = new ConcurrentHashMap<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT remark, string_agg(id::text, ' ') FROM f_orders GROUP BY 1")) {
        while (rows.next()) {
          stored.put(
              Objects.requireNonNull(rows.getString(1)), Objects.requireNonNull(rows.getString(2)));
        }
      }
      assertThat(paid).isNotEmpty();
      for (String id : paid.values()) {
        assertThat(text(statement, "SELECT count(*) FROM f_payments WHERE id = '" + id + "'"))
            .isEqualTo("1");
      }
      answered.forEach((key, id) -> assertThat(stored.get(key)).as(key).isEqualTo(id));
      assertThat(stored.size() - answered.size())
          .as("sent, but cut off before the answer")
          .isBetween(0, CLIENTS);
      assertThat(stored.values()).as("none twice").noneMatch(ids -> ids.contains(" "));
      for (String half :
          List.of(
              "f_orders o WHERE (SELECT count(*) FROM f_orders__lines l WHERE l.parent = o.id) <> 1",
              "f_orders o WHERE (SELECT count(*) FROM event e WHERE e.record_id = o.id AND e.kind = 'created') <> 1",
              "f_orders o WHERE (SELECT count(*) FROM flow_instance i WHERE i.record_id = o.id AND i.state = 'running') <> 1",
              "f_orders o WHERE (SELECT count(*) FROM task t JOIN task_assignee a ON a.task_id = t.id WHERE t.record_id = o.id AND t.state = 'open' AND t.instance_id IS NOT NULL) <> 1",
              "f_orders__lines l WHERE NOT EXISTS (SELECT 1 FROM f_orders o WHERE o.id = l.parent)",
              "event e WHERE e.form = 'orders' AND NOT EXISTS (SELECT 1 FROM f_orders o WHERE o.id = e.record_id)",
              "task t WHERE NOT EXISTS (SELECT 1 FROM f_orders o WHERE o.id = t.record_id)",
              "idempotency i WHERE NOT EXISTS (SELECT 1 FROM f_orders o WHERE o.id = i.record_id UNION ALL SELECT 1 FROM f_payments p WHERE p.id = i.record_id)",
              "f_payments p WHERE (SELECT count(*) FROM rule_run r WHERE r.record_id = p.id) <> 1",
              "f_payments p WHERE (SELECT count(*) FROM f_deliveries d JOIN f_deliveries__lines l ON l.parent = d.id WHERE d.\"order\" = p.\"order\") <> 1",
              "f_payments p WHERE (SELECT count(*) FROM task t WHERE t.record_id = p.\"order\" AND t.kind = 'todo') <> 1",
              "f_payments p JOIN f_orders o ON o.id = p.\"order\" WHERE o.paid_amount IS DISTINCT FROM 6000 OR o.payment_status <> 'settled'")) {
        assertThat(text(statement, "SELECT count(*) FROM " + half)).as(half).isEqualTo("0");
      }
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return Objects.requireNonNull(row.getString(1));
    }
  }
}
