package io.xiaodan.web.blueprint;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.document;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.publish;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changing what the company works with while eight clients create orders. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishingUnderLoadTests {

  private static final int CLIENTS = 8;
  private static final JsonMapper JSON = JsonMapper.shared();

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  private Browser builder;
  private String customer;
  private String product;

  @BeforeAll
  void openTheShop() {
    builder = new Company(port, people).person("builder");
    customer = customer(builder);
    product = product(builder, "1");
  }

  private interface Change {
    void make() throws Exception;
  }

  /** Makes a change while clients create orders: none of them fails, and none is lost. */
  private void whileOrdersComeIn(Change change) throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    Set<String> made = new ConcurrentSkipListSet<>();
    List<Future<?>> clients = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            threads.submit(() -> {
              while (!enough.get()) {
                made.add(id(create(builder, "orders", order(customer, product, "6000"))));
              }
            }));
      }
      waitFor(made, 20);
      try {
        change.make();
      } finally {
        waitFor(made, made.size() + 20);
        enough.set(true);
      }
    }
    for (Future<?> client : clients) {
      client.get();
    }
    Integer kept =
        database.queryForObject(
            "SELECT count(*) FROM %s o WHERE id = ANY (?::uuid[]) AND (SELECT count(*) FROM %s i WHERE i.record_id = o.id) = 1 AND (SELECT count(*) FROM %s l WHERE l.parent = o.id) = 1"
                .formatted(
                    workspace.table("f_orders"),
                    workspace.table("flow_instance"),
                    workspace.table("f_orders__lines")),
            Integer.class,
            (Object) made.toArray(String[]::new));
    assertThat(kept).isEqualTo(made.size());
  }

  private static void waitFor(Set<String> made, int count) {
    org.awaitility.Awaitility.await().until(() -> made.size() >= count);
  }

  private static JsonNode field(String json) {
    return JSON.readTree(json);
  }

  private static ObjectNode with(ObjectNode form, String field) {
    ((ArrayNode) form.path("fields")).add(field(field));
    return form;
  }

  @Test
  void aFieldIsAddedToOrdersWhileTheyComeIn() throws Exception {
    String key = "urgent" + Company.unique();
    whileOrdersComeIn(() -> {
      publish(
          builder,
          with(
              document(builder, "form", "orders"),
              "{\"key\": \""
                  + key
                  + "\", \"type\": \"switch\", \"label\": \"加急\", \"default\": \"TRUE\"}"));
      JsonNode made = create(builder, "orders", order(customer, product, "1"));
      assertThat(made.path("values").path(key).asBoolean()).as("at once").isTrue();
    });
    assertThat(
            builder
                .get(records("orders") + Company.query("filter", key + " = TRUE", "limit", 1))
                .json()
                .path("items")
                .size())
        .isEqualTo(1);
  }

  @Test
  void theLimitOfTheFlowIsRaisedWhileOrdersComeIn() throws Exception {
    String original = document(builder, "flow", "order_approval").toString();
    try {
      whileOrdersComeIn(() -> {
        publish(
            builder,
            original
                .replace("amount < 5000", "amount < 8000")
                .replace("amount >= 5000", "amount >= 8000"));
        assertThat(nodeOf("7999.99")).isEqualTo("warehouse");
        assertThat(nodeOf("8000")).isEqualTo("director");
      });
    } finally {
      publish(builder, original);
    }
  }

  @Test
  void aWidgetIsAddedToTheBoardWhileOrdersComeIn() throws Exception {
    ObjectNode board = document(builder, "dashboard", "war_room");
    String key = "extra" + Company.unique();
    whileOrdersComeIn(() -> {
      ((ArrayNode) board.path("widgets"))
          .add(
              field(
                  """
                  {"key": "%s", "chart": "number", "title": "订单数", "layout": {"x": 0, "y": 90, "w": 3, "h": 3},
                   "question": {"source": "orders", "measures": [{"key": "n", "aggregate": "count"}]}}
                  """
                      .formatted(key)));
      publish(builder, board);
      JsonNode data =
          ok(200, builder.get("/api/dashboards/war_room/data?widgets=" + key))
              .path("widgets")
              .path(key);
      assertThat(data.path("rows").get(0).get(0).asInt()).isPositive();
    });
  }

  private String nodeOf(String price) {
    JsonNode order = create(builder, "orders", order(customer, product, price));
    return ok(200, builder.get(record("orders", id(order)) + "/flow"))
        .path("current")
        .get(0)
        .path("node")
        .asString();
  }

  @Test
  void aChangeOfTypeIsNoFaultForThoseWhoReadAndWriteMeanwhile() throws Exception {
    String form = "underload" + Company.unique();
    typed(form, "text");
    for (int i = 0; i < 20; i++) {
      create(builder, form, Map.of("name", "n" + i, "value", Integer.toString(i)));
    }
    AtomicBoolean enough = new AtomicBoolean();
    Set<Integer> answers = new ConcurrentSkipListSet<>();
    List<Future<?>> clients = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        boolean writes = client == 0;
        clients.add(
            threads.submit(() -> {
              while (!enough.get()) {
                answers.add(
                    writes
                        ? builder
                            .post(
                                records(form), Map.of("values", Map.of("name", "w", "value", "7")))
                            .status()
                        : builder.get(records(form) + "?limit=50").status());
              }
            }));
      }
      for (String type : List.of("number", "text", "number", "text", "number", "text")) {
        typed(form, type);
      }
      enough.set(true);
      for (Future<?> client : clients) {
        client.get();
      }
    }
    assertThat(answers).contains(200, 201).isSubsetOf(200, 201, 503);
    assertThat(ok(200, builder.get(records(form) + "?limit=50&sort=name")).path("items").size())
        .isGreaterThanOrEqualTo(20);
  }

  private void typed(String form, String type) {
    publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "变", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "value", "type": "%s"}]}
        """
            .formatted(form, type));
  }
}
