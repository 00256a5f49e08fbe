package io.xiaodan.web.task;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.value;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The packaged approval of orders, by the people who take part in it. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderFlowTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser clerk;
  private Browser director;
  private Browser secondDirector;
  private Browser warehouse;
  private Browser builder;
  private String customer;
  private String product;

  @BeforeAll
  void openTheShop() {
    Company company = new Company(port, people);
    clerk = company.person("sales");
    director = company.named("赵总监", "sales_director");
    secondDirector = company.named("钱总监", "sales_director");
    warehouse = company.person("warehouse");
    builder = company.person("builder");
    customer = customer(director);
    product = product(director, "1");
  }

  private JsonNode order(String price) {
    return create(clerk, "orders", Company.order(customer, product, price));
  }

  private JsonNode flow(JsonNode order) {
    return ok(200, clerk.get(record("orders", id(order)) + "/flow"));
  }

  private String at(JsonNode order) {
    JsonNode current = flow(order).path("current");
    assertThat(current.size()).isLessThan(2);
    return current.isEmpty() ? "" : current.get(0).path("node").asString();
  }

  private String task(JsonNode order) {
    return flow(order).path("current").get(0).path("task").asString();
  }

  private static Answer act(Browser by, String task, String outcome, Map<String, ?> body) {
    return by.post("/api/tasks/" + task + "/outcomes/" + outcome, body);
  }

  private static boolean lists(Browser browser, String task) {
    return ok(200, browser.get("/api/tasks?limit=200"))
        .path("items")
        .valueStream()
        .anyMatch(each -> each.path("id").asString().equals(task));
  }

  @Test
  void belowFiveThousandGoesToTheWarehouseAndFromFiveThousandOnToTheDirectorFirst() {
    for (String[] each :
        new String[][] {
          {"4999.99", "warehouse", "approved", "to_ship"},
          {"5000", "director", "pending", "to_review"},
          {"5000.00", "director", "pending", "to_review"},
          {"5000.01", "director", "pending", "to_review"},
          {"4999.9949", "warehouse", "approved", "to_ship"},
          {"4999.995", "director", "pending", "to_review"}
        }) {
      JsonNode order = order(each[0]);
      assertThat(at(order)).as(each[0]).isEqualTo(each[1]);
      assertThat(value(order, "document_status")).as(each[0]).isEqualTo(each[2]);
      assertThat(value(order, "status")).as(each[0]).isEqualTo(each[3]);
      assertThat(order.path("flowState").asString()).isEqualTo("running");
      assertThat(lists(warehouse, task(order))).isEqualTo(each[1].equals("warehouse"));
      assertThat(lists(director, task(order))).isEqualTo(each[1].equals("director"));
      assertThat(lists(clerk, task(order))).isFalse();
    }
  }

  @Test
  void tasksAreListedByFormAndByRecordAndOnlyToThoseTheyAreFor() {
    JsonNode order = order("7000");
    order("7001");
    String task = task(order);
    String about = "/api/tasks?form=orders&record=" + id(order);
    assertThat(ids(director, about)).containsExactly(task);
    assertThat(ids(director, "/api/tasks?form=orders&limit=200"))
        .contains(task)
        .hasSizeGreaterThan(1);
    assertThat(ids(director, "/api/tasks?form=customers&record=" + id(order))).isEmpty();
    assertThat(ids(warehouse, about)).isEmpty();
    assertThat(director.get("/api/tasks?record=x").status()).isEqualTo(400);
    ok(200, act(director, task, "approve", Map.of()));
    assertThat(ids(director, about)).isEmpty();
    assertThat(ids(director, about + "&state=done")).containsExactly(task);
    assertThat(ids(secondDirector, about + "&state=done")).isEmpty();
    assertThat(ids(director, "/api/tasks?form=customers&state=done")).doesNotContain(task);
  }

  private static List<String> ids(Browser browser, String path) {
    return ok(200, browser.get(path))
        .path("items")
        .valueStream()
        .map(each -> each.path("id").asString())
        .toList();
  }

  @Test
  void aRejectedOrderComesBackWithItsReasonIsMendedAndGoesItsWay() {
    JsonNode order = order("6000");
    String task = task(order);
    Answer silent = act(director, task, "reject", Map.of("comment", "  "));
    assertThat(violations(silent)).containsExactly("comment flow.comment_needed");
    ok(200, act(director, task, "reject", Map.of("comment", "太贵了😀")));
    assertThat(at(order)).isEqualTo("rework");
    String rework = task(order);
    assertThat(lists(clerk, rework)).isTrue();
    assertThat(violations(act(clerk, rework, "submit", Map.of("values", Map.of("amount", 1)))))
        .containsExactly("amount flow.not_editable");
    assertThat(
            violations(act(clerk, rework, "submit", Map.of("values", Map.of("lines", List.of())))))
        .containsExactly("lines record.lines_minimum");
    String line = id(order.path("values").path("lines").get(0));
    ok(
        200,
        act(
            clerk,
            rework,
            "submit",
            Map.of("values", Map.of("lines", List.of(Map.of("id", line, "price", "100"))))));
    assertThat(at(order)).as("cheaper now").isEqualTo("warehouse");
    ok(200, act(warehouse, task(order), "submit", Map.of()));
    JsonNode done = flow(order);
    assertThat(done.path("state").asString()).isEqualTo("finished");
    assertThat(done.path("current").size()).isZero();
    assertThat(
            done.path("trail")
                .valueStream()
                .map(step -> step.path("node").asString() + " " + step.path("action").asString()))
        .containsExactly("start start", "director reject", "rework submit", "warehouse submit");
    assertThat(done.path("trail").get(1).path("comment").asString()).isEqualTo("太贵了😀");
    JsonNode stored = ok(200, clerk.get(record("orders", id(order))));
    assertThat(value(stored, "fulfilment_status")).isEqualTo("preparing");
    assertThat(stored.path("flowState").asString()).isEqualTo("finished");
  }

  @Test
  void whenTwoActAtOnceOneWinsAndTheOtherIsToldWhoDidWhat() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 25; round++) {
        JsonNode order = order("9000");
        String task = task(order);
        List<Future<Answer>> answers = new ArrayList<>();
        for (Browser each : List.of(director, secondDirector)) {
          String outcome = each == director ? "approve" : "reject";
          answers.add(
              threads.submit(() -> {
                barrier.await();
                return act(each, task, outcome, Map.of("comment", "同时"));
              }));
        }
        Answer first = answers.get(0).get();
        Answer second = answers.get(1).get();
        boolean firstWon = first.status() == 200;
        Answer lost = firstWon ? second : first;
        assertThat(List.of(first.status(), second.status()))
            .as(first.text() + second.text())
            .containsExactlyInAnyOrder(200, 409);
        assertThat(lost.json().path("code").asString()).isEqualTo("already_done");
        assertThat(lost.json().path("detail").asString()).contains(firstWon ? "赵总监" : "钱总监");
        assertThat(at(order)).isEqualTo(firstWon ? "warehouse" : "rework");
      }
    }
  }

  @Test
  void aTaskIsForThoseItWasHandedToOnly() {
    JsonNode order = order("7000");
    String task = task(order);
    for (Browser other : List.of(clerk, warehouse)) {
      assertThat(act(other, task, "approve", Map.of()).status()).isEqualTo(404);
    }
    assertThat(violations(act(director, task, "burn", Map.of())))
        .containsExactly("outcome flow.no_outcome");
    assertThat(act(director, task, "approve", Map.of("comment", "x".repeat(3_000))).status())
        .isEqualTo(422);
    assertThat(act(director, task, "approve", Map.of("comment", "a\u0000b")).status())
        .isEqualTo(422);
    assertThat(
            director
                .json(
                    "POST",
                    "/api/tasks/" + task + "/outcomes/approve",
                    "{\"comment\": \"\\ud800\"}")
                .status())
        .isBetween(400, 499);
    assertThat(at(order)).isEqualTo("director");
  }

  @Test
  void anInstanceStaysOnTheVersionItStartedWith() {
    JsonNode before = order("6000");
    JsonNode rejected = order("6000");
    ok(200, act(director, task(rejected), "reject", Map.of("comment", "再看")));
    var document = Company.document(builder, "flow", "order_approval");
    String original = document.toString();
    String changed =
        original
            .replace("amount < 5000", "amount < 8000")
            .replace("amount >= 5000", "amount >= 8000");
    Company.publish(builder, changed);
    try {
      assertThat(at(order("6000"))).as("new orders follow the new version").isEqualTo("warehouse");
      assertThat(at(before)).isEqualTo("director");
      ok(200, act(clerk, task(rejected), "submit", Map.of()));
      assertThat(at(rejected)).as("started when 5,000 was the limit").isEqualTo("director");
      ok(200, act(director, task(before), "approve", Map.of()));
      assertThat(at(before)).isEqualTo("warehouse");
    } finally {
      Company.publish(builder, original);
    }
    assertThat(at(order("6000"))).isEqualTo("director");
  }

  @Test
  void whatBecomesRequiredLaterDoesNotKeepAnybodyFromDeciding() {
    JsonNode order = order("6000");
    var document = Company.document(builder, "form", "orders");
    String original = document.toString();
    Company.publish(
        builder,
        original.replace(
            "{\"key\":\"promised_date\",", "{\"key\":\"promised_date\",\"required\":true,"));
    try {
      assertThat(
              clerk
                  .post(
                      Company.records("orders"),
                      Map.of("values", Company.order(customer, product, "1")))
                  .status())
          .isEqualTo(422);
      ok(200, act(director, task(order), "approve", Map.of()));
      assertThat(at(order)).isEqualTo("warehouse");
    } finally {
      Company.publish(builder, original);
    }
  }

  @Test
  void tasksRestWhileTheirRecordIsInTheRecycleBin() {
    JsonNode order = order("6000");
    String task = task(order);
    int open = ok(200, director.get("/api/tasks/count")).path("open").asInt();
    assertThat(clerk.delete(record("orders", id(order)) + "?rev=1").status()).isEqualTo(204);
    assertThat(ok(200, director.get("/api/tasks/count")).path("open").asInt()).isLessThan(open + 1);
    assertThat(lists(director, task)).isFalse();
    Answer paused = act(director, task, "approve", Map.of());
    assertThat(paused.status()).isEqualTo(409);
    ok(200, clerk.post(record("orders", id(order)) + "/restore", Map.of()));
    assertThat(lists(director, task)).isTrue();
    ok(200, act(director, task, "approve", Map.of()));
    assertThat(at(order)).isEqualTo("warehouse");
  }
}
