package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.publish;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.value;
import static io.xiaodan.support.Company.violations;
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
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fields that look up and sum up are never out of date, and show nobody what they may not see. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveFieldTests {

  private static final long SEED = 20_261_201;
  private static final String OWNERS =
      """
      {"kind": "form", "key": "live_owners", "label": "客户", "title": "name", "fields": [
        {"key": "name", "type": "text"},
        {"key": "level", "type": "select", "options": [{"key": "a", "label": "甲"}, {"key": "b", "label": "乙"}]},
        {"key": "secret", "type": "text"},
        {"key": "live_bills", "type": "rollup", "form": "live_bills", "by": "owner", "aggregate": "count"},
        {"key": "paid", "type": "rollup", "form": "live_bills", "by": "owner", "aggregate": "sum", "of": "amount", "where": "state = \\"paid\\""},
        {"key": "mean", "type": "rollup", "form": "live_bills", "by": "owner", "aggregate": "average", "of": "amount"},
        {"key": "latest", "type": "rollup", "form": "live_bills", "by": "owner", "aggregate": "maximum", "of": "day"}]}
      """;
  private static final String BILLS =
      """
      {"kind": "form", "key": "live_bills", "label": "账单", "title": "no", "fields": [
        {"key": "no", "type": "text"}, {"key": "owner", "type": "reference", "form": "live_owners"},
        {"key": "amount", "type": "money"}, {"key": "day", "type": "date"},
        {"key": "state", "type": "select", "options": [{"key": "open", "label": "未付"}, {"key": "paid", "label": "已付"}]},
        {"key": "owner_level", "type": "lookup", "path": "owner.level"},
        {"key": "owner_secret", "type": "lookup", "path": "owner.secret"},
        {"key": "rows", "type": "lines", "fields": [{"key": "for_owner", "type": "reference", "form": "live_owners"},
          {"key": "row_level", "type": "lookup", "path": "for_owner.level"}]}]}
      """;

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;
  private Browser clerk;

  @BeforeAll
  void buildTwoForms() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    String bare = OWNERS.replaceAll("(?s),\\s*\\{\"key\": \"live_bills\".*?\\}\\]\\}\\s*$", "]}");
    publish(builder, bare);
    publish(builder, BILLS);
    publish(builder, OWNERS);
    publish(
        builder,
        """
        {"kind": "role", "key": "bill_clerk", "label": "记账", "builds": false, "administers": false, "dashboards": [],
         "forms": {"live_bills": {"view": "all", "create": true, "edit": "all", "fields": {}},
                   "live_owners": {"view": "all", "fields": {"secret": "hidden", "paid": "hidden"}}}}
        """);
    clerk = company.person("bill_clerk");
  }

  private String owner(String level) {
    return id(create(builder, "live_owners", Map.of("name", "甲方", "level", level, "secret", "底价")));
  }

  private JsonNode bill(String owner, String amount, String state, String day) {
    return create(
        builder,
        "live_bills",
        Map.of(
            "no",
            "1",
            "owner",
            owner,
            "amount",
            amount,
            "state",
            state,
            "day",
            day,
            "rows",
            List.of(Map.of("for_owner", owner))));
  }

  private JsonNode values(Browser browser, String form, String id) {
    return ok(200, browser.get(record(form, id))).path("values");
  }

  @Test
  void followsTheRecordThatIsReferredTo() {
    String owner = owner("a");
    String bill = id(bill(owner, "10", "open", "2026-03-01"));
    assertThat(values(builder, "live_bills", bill).path("owner_level").asString()).isEqualTo("a");
    ok(
        200,
        builder.json(
            "PATCH", record("live_owners", owner), "{\"rev\": 1, \"values\": {\"level\": \"b\"}}"));
    JsonNode values = values(builder, "live_bills", bill);
    assertThat(values.path("owner_level").asString()).isEqualTo("b");
    assertThat(values.path("rows").path(0).path("row_level").asString()).isEqualTo("b");
    JsonNode listed = ok(200, builder.get(records("live_bills"))).path("items");
    assertThat(listed.toString()).contains("\"owner_level\":\"b\"");
  }

  @Test
  void sumsUpExactlyWhateverHappensToTheRecords() {
    String owner = owner("a");
    assertThat(value(ok(200, builder.get(record("live_owners", owner))), "live_bills"))
        .isEqualTo("0");
    bill(owner, "10.10", "paid", "2026-03-01");
    String second = id(bill(owner, "0.25", "open", "2026-03-05"));
    JsonNode values = values(builder, "live_owners", owner);
    assertThat(values.path("live_bills").asString()).isEqualTo("2");
    assertThat(values.path("paid").asString()).isEqualTo("10.10");
    assertThat(values.path("mean").asString()).isEqualTo("5.1750");
    assertThat(values.path("latest").asString()).isEqualTo("2026-03-05");
    ok(
        200,
        builder.json(
            "PATCH",
            record("live_bills", second),
            "{\"rev\": 1, \"values\": {\"state\": \"paid\", \"amount\": \"0.35\"}}"));
    assertThat(values(builder, "live_owners", owner).path("paid").asString()).isEqualTo("10.45");
    assertThat(builder.json("DELETE", record("live_bills", second) + "?rev=2", "").status())
        .isEqualTo(204);
    values = values(builder, "live_owners", owner);
    assertThat(values.path("paid").asString()).isEqualTo("10.10");
    assertThat(values.path("latest").asString()).isEqualTo("2026-03-01");
  }

  @Test
  void showsNobodyWhatTheOtherFormHidesFromThem() {
    String owner = owner("a");
    String bill = id(bill(owner, "10", "paid", "2026-03-01"));
    assertThat(values(builder, "live_bills", bill).path("owner_secret").asString()).isEqualTo("底价");
    JsonNode seen = ok(200, clerk.get(record("live_bills", bill)));
    assertThat(seen.path("values").path("owner_level").asString()).isEqualTo("a");
    assertThat(seen.toString()).doesNotContain("底价");
    assertThat(ok(200, clerk.get(records("live_bills"))).toString()).doesNotContain("底价");
    assertThat(values(clerk, "live_owners", owner).has("paid")).isFalse();
    assertThat(values(clerk, "live_owners", owner).path("live_bills").asString()).isEqualTo("1");
  }

  @Test
  void cannotBeTypedNorPublishedLeadingNowhere() {
    String owner = owner("a");
    var typed =
        builder.post(
            records("live_bills"), Map.of("values", Map.of("owner", owner, "owner_level", "b")));
    assertThat(violations(typed)).containsExactly("owner_level record.computed");
    for (String wrong : List.of("owner.nothing", "no.level", "owner.level.more")) {
      JsonNode document =
          tools.jackson.databind.json.JsonMapper.shared()
              .readTree(BILLS.replace("\"owner.secret\"", "\"" + wrong + "\""));
      ok(200, Company.draft(builder, document));
      var check = builder.post(Company.artifact(document) + "/check", Map.of());
      assertThat(check.text()).contains("form.lookup_path");
    }
  }

  @Test
  void aFormulaThatReadsOneIsToldWhatToWriteInstead() {
    ObjectNode document = Company.document(builder, "form", "live_bills").deepCopy();
    document
        .withArray("fields")
        .addObject()
        .put("key", "again")
        .put("type", "text")
        .put("formula", "owner_level");
    ok(200, Company.draft(builder, document));
    JsonNode check = builder.post(Company.artifact(document) + "/check", Map.of()).json();
    assertThat(check.at("/findings/0/code").asString()).isEqualTo("form.formula_live");
    assertThat(check.at("/findings/0/place").asString()).isEqualTo("fields.again.formula");
    ok(204, builder.delete(Company.artifact(document) + "/draft"));
  }

  @Test
  void tellsPagesWhichFieldTheValuesAreOf() {
    JsonNode blueprint = ok(200, builder.get("/api/blueprint"));
    assertThat(blueprint.toString())
        .contains(
            "\"path\":\"owner.level\",\"access\":\"edit\",\"target\":{\"key\":\"level\"",
            "\"scale\":4");
  }

  /** Lists are in the order of what they show, page by page, and hold what a condition says. */
  @Test
  void listsAreFilteredAndSortedByWhatTheyShow() {
    Random random = new Random(SEED);
    List<String> owners = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      owners.add(owner(random.nextBoolean() ? "a" : "b"));
    }
    for (int i = 0; i < 14; i++) {
      bill(
          owners.get(random.nextInt(5)),
          random.nextInt(30) - 10 + "." + random.nextInt(100),
          random.nextBoolean() ? "paid" : "open",
          "2026-03-0" + (1 + random.nextInt(5)));
    }
    for (String field : List.of("live_bills", "paid", "mean", "latest")) {
      sortsAndFilters("live_owners", field);
    }
    sortsAndFilters("live_bills", "owner_level");
    sortsAndFilters("live_bills", "owner_secret");
  }

  private void sortsAndFilters(String form, String field) {
    List<String> up = all(form, field);
    Map<String, String> shown = new LinkedHashMap<>();
    ok(200, builder.get(records(form) + "?limit=500"))
        .path("items")
        .forEach(item -> shown.put(id(item), item.path("values").path(field).asString("")));
    assertThat(up).as(field).containsExactlyInAnyOrderElementsOf(shown.keySet());
    List<String> values = up.stream().map(shown::get).toList();
    assertThat(values).as(field).isSortedAccordingTo(LiveFieldTests::compare);
    List<String> down = all(form, "-" + field);
    assertThat(down.reversed().stream().map(shown::get))
        .as(field)
        .containsExactlyElementsOf(values);
    for (String value : Set.copyOf(values)) {
      Map<String, Object> condition =
          value.isEmpty()
              ? Map.of("field", field, "op", "empty")
              : Map.of("field", field, "op", "eq", "value", value);
      assertThat(found(form, condition))
          .as(field + " = " + value)
          .containsExactlyInAnyOrderElementsOf(
              shown.keySet().stream().filter(id -> value.equals(shown.get(id))).toList());
    }
    ok(200, builder.get(records(form) + "?filter=" + "ISEMPTY(" + field + ")"));
  }

  /** Groups by what a field shows hold the records that show it, and add up what they show. */
  @Test
  void listsArePutTogetherAndAddedUpByWhatTheyShow() {
    String one = owner("a");
    String other = owner("b");
    bill(one, "10.10", "paid", "2026-03-01");
    bill(one, "0.25", "paid", "2026-04-05");
    bill(other, "3", "open", "2026-04-06");
    for (String field : List.of("live_bills", "paid", "mean", "latest")) {
      groups("live_owners", Map.of("field", field), field, "live_bills");
    }
    groups("live_owners", Map.of("field", "latest", "bucket", "month"), "latest", "live_bills");
    groups("live_bills", Map.of("field", "owner_level"), "owner_level", "amount");
    JsonNode levels =
        ok(200, clerk.post(records("live_bills") + "/groups", groupBy("owner_level", "amount")));
    assertThat(levels.toString()).contains("\"value\":\"a\",\"label\":\"甲\"");
    for (String hidden : List.of("live_owners paid", "live_bills owner_secret")) {
      String form = records(hidden.split(" ")[0]);
      String field = hidden.split(" ")[1];
      Map<String, Object> total = Map.of("field", field, "function", "filled");
      assertThat(clerk.post(form + "/groups", groupBy(field, field)).status()).isEqualTo(400);
      assertThat(clerk.post(form + "/totals", Map.of("totals", List.of(total))).status())
          .isEqualTo(400);
    }
  }

  private static Map<String, Object> groupBy(String field, String total) {
    return Map.of(
        "groups",
        List.of(Map.of("field", field)),
        "totals",
        List.of(Map.of("field", total, "function", "maximum")));
  }

  private void groups(String form, Map<String, Object> group, String field, String summed) {
    Map<String, Object> total = Map.of("field", summed, "function", "sum");
    Map<String, Object> body = Map.of("groups", List.of(group), "totals", List.of(total));
    JsonNode groups = ok(200, builder.post(records(form) + "/groups", body)).path("items");
    int counted = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode item : groups) {
      JsonNode found =
          ok(
                  200,
                  builder.post(
                      records(form) + "/query",
                      Map.of("filter", item.path("filter"), "limit", 500)))
              .path("items");
      assertThat(found.size()).as("%s %s", field, item).isEqualTo(item.path("count").asInt());
      BigDecimal shown = BigDecimal.ZERO;
      for (JsonNode record : found) {
        JsonNode value = record.path("values").path(summed);
        shown = shown.add(value.isString() ? new BigDecimal(value.asString()) : BigDecimal.ZERO);
      }
      assertThat(new BigDecimal(item.at("/totals/0/value").asString()))
          .as("%s %s", field, item)
          .isEqualByComparingTo(shown);
      counted += found.size();
      sum = sum.add(shown);
    }
    JsonNode all =
        ok(200, builder.post(records(form) + "/totals", Map.of("totals", List.of(total))));
    assertThat(all.path("count").asInt()).isEqualTo(counted);
    assertThat(new BigDecimal(all.at("/totals/0/value").asString())).isEqualByComparingTo(sum);
  }

  /** Empty values stand last; numbers are compared as numbers. */
  private static int compare(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    boolean numbers = left.matches("-?[0-9.]+") && right.matches("-?[0-9.]+");
    return numbers ? new BigDecimal(left).compareTo(new BigDecimal(right)) : left.compareTo(right);
  }

  private List<String> found(String form, Map<String, Object> filter) {
    return ok(200, builder.post(records(form) + "/query", Map.of("filter", filter, "limit", 500)))
        .path("items")
        .valueStream()
        .map(Company::id)
        .toList();
  }

  /** All records of a form in an order, three a page. */
  private List<String> all(String form, String sort) {
    List<String> ids = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = ok(200, builder.get(records(form) + "?limit=3&sort=" + sort + after));
      page.path("items").forEach(item -> ids.add(id(item)));
      after = page.path("next").isString() ? "&after=" + page.path("next").asString() : "";
    } while (!after.isEmpty());
    return ids;
  }

  @Test
  void nobodyAsksForWhatTheyMayNotSee() {
    String owner = owner("a");
    bill(owner, "1", "paid", "2026-03-01");
    for (String hidden : List.of("live_owners paid", "live_bills owner_secret")) {
      String form = hidden.split(" ")[0];
      String field = hidden.split(" ")[1];
      assertThat(clerk.get(records(form) + "?sort=" + field).status()).as(hidden).isEqualTo(400);
      assertThat(clerk.get(records(form) + "?filter=ISEMPTY(" + field + ")").status())
          .as(hidden)
          .isEqualTo(400);
      assertThat(
              clerk
                  .post(
                      records(form) + "/query",
                      Map.of("filter", Map.of("field", field, "op", "empty")))
                  .status())
          .as(hidden)
          .isEqualTo(400);
    }
    ok(200, clerk.get(records("live_owners") + "?sort=-live_bills"));
    ok(200, clerk.get(records("live_bills") + "?sort=owner_level"));
  }
}
