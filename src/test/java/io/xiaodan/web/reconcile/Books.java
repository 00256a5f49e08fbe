package io.xiaodan.web.reconcile;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Somebody who sells, somebody who keeps the books, and what they sell. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Books {

  @LocalServerPort int port;
  @Autowired People people;

  final int number = Company.unique();
  Browser sales;
  Browser finance;
  String product;

  @BeforeAll
  void people() {
    Company company = new Company(port, people);
    sales = company.person("sales", "sales_director");
    finance = company.person("finance");
    product =
        id(
            create(
                company.person("administrator"),
                "products",
                Map.of(
                    "code",
                    "R" + number,
                    "name",
                    "对账的纸",
                    "product_line",
                    "stationery",
                    "price",
                    "1")));
  }

  String customer(String name, Map<String, Object> more) {
    Map<String, Object> values = new java.util.LinkedHashMap<>(more);
    values.put("name", name);
    return id(create(sales, "customers", values));
  }

  JsonNode order(String customer, String amount) {
    return create(
        sales,
        "orders",
        Map.of(
            "customer",
            customer,
            "lines",
            List.of(Map.of("product", product, "quantity", "1", "price", amount))));
  }

  JsonNode values(String form, String id) {
    return ok(200, finance.get(record(form, id))).path("values");
  }

  /** Waits until a record has these values: what ledgers keep follows right after a change. */
  void await(String form, String id, Map<String, String> expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          JsonNode values = values(form, id);
          expected.forEach((field, value) ->
              assertThat(values.path(field).asString()).as(field).isEqualTo(value));
        });
  }
}
