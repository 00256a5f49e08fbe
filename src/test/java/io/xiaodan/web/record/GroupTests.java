package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Counts, sums and groups of a list, added up a second time from its records. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupTests {

  private static final int RECORDS = 60;

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String form = "grouped" + number;
  private final String other = "kinds" + number;
  private final List<Map<String, Object>> all = new ArrayList<>();
  private Browser builder;
  private Browser limited;

  @BeforeAll
  void fillAForm() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "种类", "title": "name", "fields": [{"key": "name", "type": "text"}]}
        """
            .formatted(other));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "分组", "title": "word", "fields": [
          {"key": "word", "type": "text"}, {"key": "amount", "type": "money", "scale": 2}, {"key": "day", "type": "date"},
          {"key": "choice", "type": "select", "options": [{"key": "late", "label": "晚", "color": "red"}, {"key": "early", "label": "早"}]},
          {"key": "zone", "type": "text"}, {"key": "secret", "type": "number"},
          {"key": "tags", "type": "multi_select", "options": [{"key": "x"}]}, {"key": "note", "type": "long_text"},
          {"key": "kind", "type": "reference", "form": "%s"}]}
        """
            .formatted(form, other));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "grouper%d", "label": "组", "forms": {"%s": {"view": {"formula": "zone = \\"a\\""}, "fields": {"secret": "hidden"}}}}
        """
            .formatted(number, form));
    limited = company.person("grouper" + number);
    List<String> kinds =
        List.of(
            id(create(builder, other, Map.of("name", "张"))),
            id(create(builder, other, Map.of("name", "阿"))));
    Random random = new Random(11);
    for (int i = 0; i < RECORDS; i++) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("zone", random.nextInt(3) == 0 ? "b" : "a");
      values.put("secret", i);
      if (random.nextInt(6) > 0) {
        values.put("amount", random.nextInt(-500, 500) + ".0" + random.nextInt(10));
      }
      if (random.nextInt(6) > 0) {
        values.put("day", "2026-0%d-1%d".formatted(1 + random.nextInt(3), random.nextInt(9)));
      }
      if (random.nextInt(6) > 0) {
        values.put("choice", random.nextBoolean() ? "late" : "early");
      }
      if (random.nextInt(6) > 0) {
        values.put("kind", kinds.get(random.nextInt(2)));
      }
      create(builder, form, values);
      all.add(values);
    }
  }

  private JsonNode ask(Browser who, String door, Map<String, Object> body) {
    return ok(200, who.post(records(form) + door, body));
  }

  private static Map<String, Object> total(String field, String function) {
    return Map.of("field", field, "function", function);
  }

  @Test
  void totalsAreExactAndAboutTheRowsOneSees() {
    List<Map<String, Object>> totals =
        List.of(
            total("amount", "sum"),
            total("amount", "minimum"),
            total("day", "maximum"),
            total("choice", "filled"),
            total("choice", "empty"),
            total("choice", "distinct"),
            total("amount", "average"));
    for (Browser who : List.of(builder, limited)) {
      List<Map<String, Object>> seen =
          all.stream().filter(each -> who == builder || "a".equals(each.get("zone"))).toList();
      List<BigDecimal> amounts =
          seen.stream()
              .filter(each -> each.containsKey("amount"))
              .map(each -> new BigDecimal(each.get("amount").toString()))
              .toList();
      JsonNode answer = ask(who, "/totals", Map.of("totals", totals));
      List<String> values =
          answer.path("totals").valueStream().map(each -> each.path("value").asString()).toList();
      long chosen = seen.stream().filter(each -> each.containsKey("choice")).count();
      assertThat(answer.path("count").asInt()).isEqualTo(seen.size());
      assertThat(new BigDecimal(values.get(0)))
          .isEqualByComparingTo(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
      assertThat(new BigDecimal(values.get(1)))
          .isEqualByComparingTo(amounts.stream().min(BigDecimal::compareTo).orElseThrow());
      assertThat(values.get(2))
          .isEqualTo(
              seen.stream()
                  .map(each -> String.valueOf(each.get("day")))
                  .filter(day -> !day.equals("null"))
                  .max(String::compareTo)
                  .orElseThrow());
      assertThat(values.subList(3, 6))
          .containsExactly("" + chosen, "" + (seen.size() - chosen), "2");
      assertThat(new BigDecimal(values.get(6)).doubleValue())
          .isCloseTo(
              amounts.stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow(),
              org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @Test
  void groupsComeInOrderAndTheirFilterPicksTheirRecords() {
    List<Map<String, Object>> groups =
        List.of(
            Map.of("field", "choice"),
            Map.of("field", "day", "bucket", "month", "descending", true),
            Map.of("field", "kind"));
    for (Browser who : List.of(builder, limited)) {
      List<JsonNode> items = pages(who, groups, 7);
      int count = 0;
      for (JsonNode item : items) {
        JsonNode rows =
            ask(who, "/query", Map.of("filter", item.path("filter"), "limit", 500)).path("items");
        assertThat(rows.size())
            .as(item.toString())
            .isEqualTo(item.path("count").asInt())
            .isPositive();
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
          sum = sum.add(new BigDecimal(row.path("values").path("amount").asString("0")));
        }
        assertThat(new BigDecimal(item.path("totals").path(0).path("value").asString()))
            .isEqualByComparingTo(sum);
        count += rows.size();
      }
      assertThat(count)
          .isEqualTo(
              (int)
                  all.stream()
                      .filter(each -> who == builder || "a".equals(each.get("zone")))
                      .count());
      assertThat(
              items.stream()
                  .map(item -> item.path("keys").path(0).path("label").asString("-"))
                  .distinct())
          .containsExactly("晚", "早", "-");
      assertThat(items.getFirst().path("keys").path(0).path("color").asString()).isEqualTo("red");
      assertThat(
              items.stream()
                  .filter(
                      item -> item.path("keys").path(0).path("value").asString("").equals("late"))
                  .map(item -> item.path("keys").path(1).path("label").asString("-"))
                  .distinct())
          .containsExactly("2026-03", "2026-02", "2026-01", "-");
    }
    assertThat(
            pages(builder, List.of(Map.of("field", "kind")), 50).stream()
                .map(item -> item.path("keys").path(0).path("label").asString("-")))
        .containsExactly("阿", "张", "-");
    assertThat(pages(builder, List.of(Map.of("field", "created_by")), 50)).hasSize(1);
    assertThat(pages(builder, List.of(Map.of("field", "created_at", "bucket", "year")), 50))
        .hasSize(1);
  }

  private List<JsonNode> pages(Browser who, List<Map<String, Object>> groups, int limit) {
    List<JsonNode> items = new ArrayList<>();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("groups", groups);
    body.put("limit", limit);
    body.put("totals", List.of(total("amount", "sum")));
    do {
      JsonNode page = ask(who, "/groups", body);
      page.path("items").forEach(items::add);
      body.put("after", page.path("next").isNull() ? "" : page.path("next").asString());
    } while (!body.get("after").equals(""));
    return items;
  }

  @Test
  void whatIsHiddenCannotBeGroupedOrSummed() {
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of("groups", List.of(Map.of("field", "secret"))),
            Map.of(
                "groups",
                List.of(Map.of("field", "zone")),
                "totals",
                List.of(total("secret", "sum"))),
            Map.of(
                "groups",
                List.of(Map.of("field", "zone")),
                "filter",
                Map.of("field", "secret", "op", "gt", "value", 3)))) {
      assertThat(limited.post(records(form) + "/groups", body).status()).isEqualTo(400);
      ok(200, builder.post(records(form) + "/groups", body));
    }
    assertThat(
            limited
                .post(
                    records(form) + "/totals",
                    Map.of("totals", List.of(total("secret", "distinct"))))
                .status())
        .isEqualTo(400);
    for (String wrong :
        List.of(
            "{}",
            "{\"groups\":[{\"field\":\"tags\"}]}",
            "{\"groups\":[{\"field\":\"note\"}]}",
            "{\"groups\":[{\"field\":\"zone\",\"bucket\":\"month\"}]}",
            "{\"groups\":[{\"field\":\"day\",\"bucket\":\"hour\"}]}",
            "{\"groups\":[{\"field\":\"zone\"},{\"field\":\"zone\"}]}",
            "{\"groups\":[{\"field\":\"zone\"}],\"totals\":[{\"field\":\"zone\",\"function\":\"sum\"}]}",
            "{\"groups\":[{\"field\":\"zone\"}],\"limit\":201}",
            "{\"groups\":[{\"field\":\"zone\"}],\"after\":\"-1\"}",
            "{\"groups\":[null]}")) {
      assertThat(builder.json("POST", records(form) + "/groups", wrong).status())
          .as(wrong)
          .isEqualTo(400);
    }
  }
}
