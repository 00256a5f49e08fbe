package io.xiaodan.web.task;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Many orders, many hands, any order of actions: no task is left over and none is missing. */
@ServerTest
class RandomWalkTests {

  private static final int ORDERS = 40;
  private static final int ACTIONS = 500;
  private static final int HANDS = 4;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  @Test
  void everyRunningOrderHasItsTaskAndEveryOtherHasNone() throws Exception {
    long seed = Long.getLong("xiaodan.seed", System.nanoTime());
    System.out.println("random walk over orders, -Dxiaodan.seed=" + seed);
    Company company = new Company(port, people);
    Browser boss = company.person("builder", "sales_director", "warehouse");
    String customer = customer(boss);
    String product = product(boss, "1");
    List<String> orders = new ArrayList<>();
    Random amounts = new Random(seed);
    for (int i = 0; i < ORDERS; i++) {
      String price = Integer.toString(amounts.nextInt(1, 12_000));
      orders.add(id(create(boss, "orders", order(customer, product, price))));
    }
    List<Future<?>> hands = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(HANDS)) {
      for (int hand = 0; hand < HANDS; hand++) {
        Random random = new Random(seed + hand);
        hands.add(
            threads.submit(() -> {
              for (int i = 0; i < ACTIONS / HANDS; i++) {
                step(boss, orders.get(random.nextInt(ORDERS)), random);
              }
            }));
      }
    }
    for (Future<?> hand : hands) {
      hand.get();
    }
    for (String order : orders) {
      agrees(order, seed);
    }
  }

  private static void step(Browser boss, String order, Random random) {
    JsonNode found = boss.get(record("orders", order)).json();
    String path = record("orders", order);
    boolean deleted = !found.path("deletedAt").isNull();
    int dice = random.nextInt(10);
    Answer answer;
    if (deleted) {
      answer = boss.post(path + "/restore", Map.of());
    } else if (dice == 0) {
      answer = boss.delete(path + "?rev=" + found.path("rev").asInt());
    } else if (dice == 1) {
      String line = id(found.path("values").path("lines").get(0));
      answer =
          boss.patch(
              path,
              Map.of(
                  "rev",
                  found.path("rev").asInt(),
                  "values",
                  Map.of(
                      "lines",
                      List.of(
                          Map.of(
                              "id", line, "price", Integer.toString(random.nextInt(1, 12_000)))))));
    } else {
      JsonNode current = boss.get(path + "/flow").json().path("current");
      if (current.isEmpty()) {
        return;
      }
      String outcome = List.of("approve", "reject", "submit", "cancel").get(random.nextInt(4));
      answer =
          boss.post(
              "/api/tasks/" + current.get(0).path("task").asString() + "/outcomes/" + outcome,
              Map.of("comment", "走一步"));
    }
    assertThat(answer.status()).as(answer.text()).isIn(200, 204, 404, 409, 422);
  }

  private void agrees(String order, long seed) {
    String sql =
        """
        SELECT o.flow_state || ' ' || i.state || ' ' || (o.deleted_at IS NOT NULL) || ' '
               || count(t.id) FILTER (WHERE t.state = 'open') || ' ' || count(t.id) FILTER (WHERE t.state = 'paused') || ' '
               || count(DISTINCT a.task_id) || ' ' || count(DISTINCT i.id)
               || ' ' || (SELECT count(*) = o.rev AND count(DISTINCT e.rev) = o.rev FROM %3$s e WHERE e.record_id = o.id)
        FROM %1$s o JOIN %2$s i ON i.record_id = o.id LEFT JOIN %4$s t ON t.instance_id = i.id AND t.state <> 'done'
             LEFT JOIN %5$s a ON a.task_id IN (SELECT id FROM %4$s x WHERE x.instance_id = i.id)
        WHERE o.id = ?::uuid GROUP BY o.id, o.flow_state, i.state, o.deleted_at, o.rev
        """
            .formatted(
                workspace.table("f_orders"),
                workspace.table("flow_instance"),
                workspace.table("event"),
                workspace.table("task"),
                workspace.table("task_assignee"));
    assertThat(database.queryForObject(sql, String.class, order))
        .as("order %s, seed %d", order, seed)
        .isIn(
            "running running false 1 0 1 1 true",
            "running running true 0 1 1 1 true",
            "finished finished false 0 0 0 1 true",
            "finished finished true 0 0 0 1 true");
  }
}
