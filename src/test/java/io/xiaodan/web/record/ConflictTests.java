package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConflictTests {

  private static final int SAVES = 200;

  @LocalServerPort private int port;
  @Autowired private People people;

  private Company company;
  private Browser director;
  private JsonNode order;

  @BeforeAll
  void openTheShop() {
    company = new Company(port, people);
    director = company.person("sales_director");
    order = create(director, "orders", order(customer(director), product(director, "5"), "5"));
  }

  @Test
  void ofTwoHundredSavesOfOneRevisionOneWinsAndTheOthersSeeBothValues() throws Exception {
    String path = record("customers", customer(director));
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Answer>> saves = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SAVES; i++) {
        Map<String, Object> body = Map.of("rev", 1, "values", Map.of("remark", "save " + i));
        saves.add(
            threads.submit(() -> {
              start.await();
              return director.patch(path, body);
            }));
      }
      start.countDown();
    }
    String winner = null;
    for (Future<Answer> save : saves) {
      if (save.get().status() == 200) {
        assertThat(winner).as("only one wins").isNull();
        winner = value(save.get().json(), "remark");
      }
    }
    assertThat(winner).isNotNull();
    for (int i = 0; i < SAVES; i++) {
      Answer answer = saves.get(i).get();
      if (answer.status() != 200) {
        ok(409, answer);
        assertThat(answer.json().path("code").asString()).isEqualTo("record.conflict");
        assertThat(answer.json().path("rev").asInt()).isEqualTo(2);
        JsonNode conflict = answer.json().path("conflicts").get(0);
        assertThat(conflict.path("field").asString()).isEqualTo("remark");
        assertThat(conflict.path("yours").asString()).isEqualTo("save " + i);
        assertThat(conflict.path("theirs").asString()).isEqualTo(winner);
        assertThat(conflict.path("base").isNull()).isTrue();
      }
    }
    assertThat(ok(200, director.get(path + "/history")).path("items").size()).isEqualTo(2);
  }

  @Test
  void aConflictShowsNamesAndRowsAndOnlyWhatDiffers() {
    String other = customer(director);
    String path = record("orders", id(order));
    String line = id(order.path("values").path("lines").get(0));
    ok(200, director.patch(path, Map.of("rev", 1, "values", Map.of("remark", "theirs"))));
    Answer answer =
        director.patch(
            path,
            Map.of(
                "rev",
                1,
                "values",
                Map.of(
                    "customer",
                    other,
                    "remark",
                    "theirs",
                    "lines",
                    List.of(Map.of("id", line, "quantity", 4)))));
    assertThat(answer.status()).isEqualTo(409);
    JsonNode conflicts = answer.json().path("conflicts");
    assertThat(conflicts.valueStream().map(each -> each.path("field").asString()))
        .containsExactlyInAnyOrder("customer", "lines");
    conflicts.forEach(each -> {
      if (each.path("field").asString().equals("customer")) {
        assertThat(each.path("yours").path("title").asString()).startsWith("客户");
        assertThat(each.path("theirs").path("title").asString()).startsWith("客户");
      } else {
        assertThat(each.path("theirs").get(0).path("quantity").asString()).isEqualTo("1.000");
      }
    });
  }

  @Test
  void aConflictShowsWhatStoodThereAtTheRevisionThatWasSent() {
    JsonNode order =
        create(director, "orders", order(customer(director), product(director, "7"), "7000"));
    String path = record("orders", id(order));
    String line = id(order.path("values").path("lines").get(0));
    for (int rev = 1; rev <= 3; rev++) {
      Map<String, ?> values =
          Map.of(
              "remark",
              "remark " + rev,
              "lines",
              List.of(Map.of("id", line, "quantity", 10 + rev)));
      ok(200, director.patch(path, Map.of("rev", rev, "values", values)));
    }
    Answer answer =
        director.patch(
            path,
            Map.of(
                "rev",
                2,
                "values",
                Map.of(
                    "remark",
                    "mine",
                    "contact",
                    "张三",
                    "lines",
                    List.of(Map.of("id", line, "quantity", 99)))));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("rev").asInt()).isEqualTo(4);
    for (JsonNode each : answer.json().path("conflicts")) {
      switch (each.path("field").asString()) {
        case "remark" -> {
          assertThat(each.path("base").asString()).isEqualTo("remark 1");
          assertThat(each.path("theirs").asString()).isEqualTo("remark 3");
        }
        case "lines" -> {
          assertThat(each.path("base").get(0).path("quantity").asString()).isEqualTo("11.000");
          assertThat(each.path("base").get(0).path("id").asString()).isEqualTo(line);
          assertThat(each.path("theirs").get(0).path("quantity").asString()).isEqualTo("13.000");
        }
        default -> assertThat(each.path("base")).isEqualTo(each.path("theirs"));
      }
    }
    assertThat(answer.json().path("conflicts").size()).isEqualTo(3);
  }

  @Test
  void aConflictNeverShowsAFieldThatIsHidden() {
    Browser builder = company.person("builder");
    String role = "keeper" + Company.unique();
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "%s", "label": "库管", "forms": {
          "customers": {"view": "all", "edit": "all", "fields": {"phone": "hidden"}}}}
        """
            .formatted(role));
    Browser keeper = company.person(role);
    String path = record("customers", customer(director));
    ok(200, director.patch(path, Map.of("rev", 1, "values", Map.of("phone", "13900001111"))));
    Answer answer =
        keeper.patch(path, Map.of("rev", 1, "values", Map.of("phone", "1", "name", "新名")));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).doesNotContain("13900001111").contains("新名");
  }
}
