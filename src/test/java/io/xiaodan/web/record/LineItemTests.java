package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LineItemTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser clerk;
  private String customer;
  private String product;

  @BeforeAll
  void openTheShop() {
    Company company = new Company(port, people);
    clerk = company.person("sales_director");
    customer = customer(clerk);
    product = product(clerk, "2");
  }

  private JsonNode order(int... quantities) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int quantity : quantities) {
      lines.add(Map.of("product", product, "quantity", quantity));
    }
    return create(
        clerk, "orders", Map.of("customer", customer, "order_type", "return", "lines", lines));
  }

  private Answer save(JsonNode order, List<?> lines) {
    return clerk.patch(
        record("orders", id(order)),
        Map.of("rev", order.path("rev").asInt(), "values", Map.of("lines", lines)));
  }

  private static List<JsonNode> lines(JsonNode order) {
    return order.path("values").path("lines").valueStream().toList();
  }

  private static List<String> ids(JsonNode order) {
    return lines(order).stream().map(Company::id).toList();
  }

  private static Map<String, Object> line(JsonNode line, Object... changes) {
    Map<String, Object> sent = new LinkedHashMap<>();
    sent.put("id", id(line));
    for (int i = 0; i < changes.length; i += 2) {
      sent.put(changes[i].toString(), changes[i + 1]);
    }
    return sent;
  }

  @Test
  void rowsKeepTheirIdsWhenOthersAreAddedChangedRemovedAndReordered() {
    JsonNode made = order(1, 2, 3);
    List<String> ids = ids(made);
    JsonNode changed =
        ok(
            200,
            save(
                made,
                List.of(
                    line(lines(made).get(2)),
                    Map.of("product", product, "quantity", 9),
                    line(lines(made).get(0), "quantity", "7"))));
    assertThat(ids(changed).get(0)).isEqualTo(ids.get(2));
    assertThat(ids(changed).get(2)).isEqualTo(ids.get(0));
    assertThat(ids).doesNotContain(ids(changed).get(1));
    assertThat(lines(changed).stream().map(line -> line.path("quantity").asString()))
        .containsExactly("3.000", "9.000", "7.000");
    assertThat(value(changed, "amount")).isEqualTo("38.00");
    assertThat(ok(200, clerk.get(record("orders", id(made))))).isEqualTo(changed);
  }

  @Test
  void reorderingAloneIsAChangeThatStays() {
    JsonNode made = order(1, 2, 3);
    List<JsonNode> reversed = new ArrayList<>(lines(made));
    Collections.reverse(reversed);
    JsonNode saved = ok(200, save(made, reversed.stream().map(line -> line(line)).toList()));
    assertThat(ids(saved)).containsExactlyElementsOf(reversed.stream().map(Company::id).toList());
    assertThat(ids(ok(200, clerk.get(record("orders", id(made))))))
        .containsExactlyElementsOf(ids(saved));
  }

  @Test
  void historyShowsTheRowsBeforeAndAfter() {
    JsonNode made = order(1, 2);
    ok(200, save(made, List.of(line(lines(made).get(1), "quantity", 5))));
    JsonNode change =
        ok(200, clerk.get(record("orders", id(made)) + "/history"))
            .path("items")
            .get(0)
            .path("changes")
            .valueStream()
            .filter(each -> each.path("field").asString().equals("lines"))
            .findFirst()
            .orElseThrow();
    assertThat(change.path("before").size()).isEqualTo(2);
    assertThat(change.path("after").size()).isEqualTo(1);
    assertThat(change.path("after").get(0).path("quantity").asString()).isEqualTo("5.000");
    assertThat(change.path("after").get(0).path("product").path("title").asString())
        .startsWith("产品");
  }

  @Test
  void refusesRowsOfOtherRecordsRowsTwiceAndRowsThatAreNoRows() {
    JsonNode one = order(1);
    JsonNode other = order(1);
    assertThat(
            violations(
                save(
                    one,
                    List.of(
                        line(lines(other).getFirst()),
                        line(lines(one).getFirst()),
                        line(lines(one).getFirst()),
                        "row",
                        Map.of("id", 5, "product", product, "quantity", 1)))))
        .contains(
            "lines[0] record.row_unknown",
            "lines[2] record.row_twice",
            "lines[3] record.row_expected",
            "lines[4] record.row_unknown");
    assertThat(ids(ok(200, clerk.get(record("orders", id(other)))))).isEqualTo(ids(other));
  }

  @Test
  void keepsTwelveHundredLinesAndRefusesTwoThousandAndOne() {
    int[] many = new int[1_200];
    java.util.Arrays.setAll(many, i -> i + 1);
    JsonNode made = order(many);
    assertThat(value(made, "total_quantity")).isEqualTo("720600.000");
    JsonNode read = ok(200, clerk.get(record("orders", id(made))));
    assertThat(read).isEqualTo(made);
    List<Map<String, Object>> tooMany =
        Collections.nCopies(2_001, Map.of("product", product, "quantity", 1));
    assertThat(violations(save(read, tooMany))).containsExactly("lines record.lines_maximum");
    assertThat(violations(save(read, List.of()))).containsExactly("lines record.lines_minimum");
  }
}
