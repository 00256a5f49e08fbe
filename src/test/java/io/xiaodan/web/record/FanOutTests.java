package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.publish;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * What is computed from another record and kept follows that record, through any number of forms.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FanOutTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;

  @BeforeAll
  void buildAChainOfForms() {
    builder = new Company(port, people).person("builder");
    publish(
        builder,
        """
        {"kind": "form", "key": "fan_tiers", "label": "等级", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "rate", "type": "percent"}, {"key": "note", "type": "text"}]}
        """);
    publish(
        builder,
        """
        {"kind": "form", "key": "fan_buyers", "label": "买家", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "tier", "type": "reference", "form": "fan_tiers"},
          {"key": "rate", "type": "percent", "formula": "tier.rate"}]}
        """);
    publish(
        builder,
        """
        {"kind": "form", "key": "fan_deals", "label": "成交", "title": "no", "fields": [
          {"key": "no", "type": "text"}, {"key": "buyer", "type": "reference", "form": "fan_buyers"},
          {"key": "frozen", "type": "percent", "copy": "buyer.rate"},
          {"key": "factor", "type": "number", "formula": "buyer.rate / 100"},
          {"key": "far", "type": "percent", "formula": "buyer.tier.rate"},
          {"key": "total", "type": "money", "formula": "SUM(rows.amount)"},
          {"key": "rows", "type": "lines", "fields": [
            {"key": "tier", "type": "reference", "form": "fan_tiers"}, {"key": "price", "type": "money"},
            {"key": "amount", "type": "money", "formula": "price * tier.rate / 100 + parent.buyer.rate"}]}]}
        """);
  }

  @Test
  void carriesAChangeThroughEveryFormThatComputesFromIt() {
    String tier = id(create(builder, "fan_tiers", Map.of("name", "甲", "rate", "10")));
    String buyer = id(create(builder, "fan_buyers", Map.of("name", "乙", "tier", tier)));
    List<String> deals = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      deals.add(
          id(
              create(
                  builder,
                  "fan_deals",
                  Map.of(
                      "no",
                      "D" + i,
                      "buyer",
                      buyer,
                      "rows",
                      List.of(Map.of("tier", tier, "price", "200"))))));
    }
    JsonNode before = ok(200, builder.get(record("fan_deals", deals.getFirst())));
    assertThat(value(before, "factor")).isEqualTo("0.10");
    assertThat(value(before, "total")).isEqualTo("30.00");
    ok(
        200,
        builder.json(
            "PATCH", record("fan_tiers", tier), "{\"rev\": 1, \"values\": {\"rate\": \"25\"}}"));
    for (String deal : deals) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            JsonNode now = ok(200, builder.get(record("fan_deals", deal)));
            assertThat(value(now, "factor")).isEqualTo("0.25");
            assertThat(value(now, "far")).isEqualTo("25.00");
            assertThat(value(now, "total")).isEqualTo("75.00");
            assertThat(value(now, "frozen")).isEqualTo("10.00");
          });
    }
    JsonNode history = ok(200, builder.get(record("fan_deals", deals.getFirst()) + "/history"));
    assertThat(history.path("items").path(0).path("origin").asString()).isEqualTo("rule");
    assertThat(history.path("items").path(0).path("changes").toString()).contains("total");
  }

  @Test
  void leavesAloneWhatDoesNotReadWhatChanged() {
    String tier = id(create(builder, "fan_tiers", Map.of("name", "丙", "rate", "10")));
    String buyer = id(create(builder, "fan_buyers", Map.of("name", "丁", "tier", tier)));
    String other = id(create(builder, "fan_tiers", Map.of("name", "戊", "rate", "10")));
    String witness = id(create(builder, "fan_buyers", Map.of("name", "己", "tier", other)));
    ok(
        200,
        builder.json(
            "PATCH", record("fan_tiers", tier), "{\"rev\": 1, \"values\": {\"note\": \"x\"}}"));
    ok(
        200,
        builder.json(
            "PATCH", record("fan_tiers", other), "{\"rev\": 1, \"values\": {\"rate\": \"11\"}}"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(value(ok(200, builder.get(record("fan_buyers", witness))), "rate"))
                .isEqualTo("11.00"));
    assertThat(ok(200, builder.get(record("fan_buyers", buyer))).path("rev").asInt()).isEqualTo(1);
  }
}
