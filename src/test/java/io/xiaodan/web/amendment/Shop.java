package io.xiaodan.web.amendment;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.value;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A company with goods in a warehouse, and the orders that people want to change. */
final class Shop {

  final Browser clerk;
  final Browser director;
  final Browser finance;
  final Browser warehouse;
  final String customer;
  final String place;

  Shop(int port, People people) {
    Company company = new Company(port, people);
    clerk = company.person("sales");
    director = company.person("sales_director");
    finance = company.person("finance");
    warehouse = company.person("warehouse");
    customer = Company.customer(director);
    place =
        id(
            create(
                warehouse,
                "warehouses",
                Map.of("code", "W" + System.nanoTime(), "name", "仓" + Company.unique())));
  }

  /** A product of which so many are there. */
  String goods(String price, int onHand) {
    String product = Company.product(director, price);
    if (onHand > 0) {
      create(
          warehouse,
          "stock_moves",
          Map.of(
              "kind",
              "receipt",
              "warehouse",
              place,
              "lines",
              List.of(Map.of("product", product, "quantity", onHand))));
    }
    return product;
  }

  Map<String, Object> line(String product, Object quantity, String price) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("product", product);
    line.put("quantity", quantity);
    line.put("price", price);
    line.put("warehouse", place);
    return line;
  }

  JsonNode order(Map<String, Object> line) {
    return order(List.of(line));
  }

  JsonNode order(List<Map<String, Object>> lines) {
    return create(clerk, "orders", Map.of("customer", customer, "lines", lines));
  }

  JsonNode order(String id) {
    return ok(200, director.get(record("orders", id)));
  }

  /** The lines of an order as a change sends them, with other quantities. */
  List<Map<String, Object>> quantities(JsonNode order, Object... quantities) {
    List<Map<String, Object>> lines = new ArrayList<>();
    int i = 0;
    for (JsonNode line : order.path("values").path("lines")) {
      lines.add(Map.of("id", line.path("id").asString(), "quantity", quantities[i++]));
    }
    return lines;
  }

  static String amendments(JsonNode order) {
    return record("orders", id(order)) + "/amendments";
  }

  Answer propose(Browser by, JsonNode order, Map<String, ?> values) {
    return by.post(
        amendments(order),
        Map.of("rev", order.path("rev").asLong(), "values", values, "reason", "客户要求"));
  }

  JsonNode impact(Browser by, JsonNode order, Map<String, ?> values) {
    return ok(200, by.post(amendments(order) + "/impact", Map.of("values", values)));
  }

  /** Decides the to-do of a proposal. */
  Answer decide(Browser by, JsonNode proposal, String outcome) {
    JsonNode flow = ok(200, director.get(record("order_changes", id(proposal)) + "/flow"));
    String task = flow.path("current").path(0).path("task").asString();
    return by.post("/api/tasks/" + task + "/outcomes/" + outcome, Map.of("comment", "…"));
  }

  String state(JsonNode proposal) {
    return value(ok(200, director.get(record("order_changes", id(proposal)))), "state");
  }
}
