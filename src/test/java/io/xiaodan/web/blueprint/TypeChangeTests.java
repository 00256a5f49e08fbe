package io.xiaodan.web.blueprint;

import static io.xiaodan.support.Company.artifact;
import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.document;
import static io.xiaodan.support.Company.draft;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.publish;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A field gets another type with the values in it: they are converted, listed or kept aside. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypeChangeTests {

  private static final String OPTIONS =
      ", \"options\": [{\"key\": \"dg\", \"label\": {\"zh\": \"东莞\", \"en\": \"Dongguan\"}}, {\"key\": \"sz\", \"label\": \"深圳\"}]";

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;
  private int forms;

  @BeforeAll
  void hireABuilder() {
    builder = new Company(port, people).person("builder");
  }

  /** A form with one field of a type, and the same field in its line items. */
  private String form(String type, String more) {
    String key = "changing_" + ++forms;
    publish(builder, source(key, type, more));
    return key;
  }

  private static String source(String key, String type, String more) {
    String field = "{\"key\": \"value\", \"type\": \"" + type + "\"" + more + "}";
    return "{\"kind\": \"form\", \"key\": \""
        + key
        + "\", \"label\": \"变\", \"title\": \"name\", \"fields\": [{\"key\": \"name\", \"type\": \"text\"}, "
        + field
        + ", {\"key\": \"rows\", \"type\": \"lines\", \"fields\": ["
        + field
        + "]}]}";
  }

  private String fill(String form, Object value) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", "一");
    values.put("value", value);
    values.put("rows", List.of(Map.of("value", value)));
    return id(create(builder, form, values));
  }

  private Browser.Answer change(String form, String type, String more, Map<String, ?> how) {
    JsonNode document =
        tools.jackson.databind.json.JsonMapper.shared().readTree(source(form, type, more));
    ok(200, draft(builder, document));
    return builder.post(artifact(document) + "/publish", how);
  }

  private JsonNode read(String form, String id) {
    return ok(200, builder.get(record(form, id)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text|¥1,234.50|money|1234.50|text|1234.5",
        "text|13%|percent|13.00|text|13",
        "number|7.50|text|7.5|number|7.50",
        "text|2026年3月1日|date|2026-03-01|text|2026-03-01",
        "date|2026-03-01|datetime|2026-02-28T16:00:00Z|date|2026-03-01",
        "text|是|switch|true|text|是",
        "text|138 0013 8000|phone|13800138000|text|13800138000",
        "text|8:05|time|08:05|text|08:05",
        "text|广东省东莞市南城街道|region|441903|text|广东省东莞市南城街道",
        "money|12.30|number|12.30|money|12.30",
      })
  void convertsValuesOfHeadsAndLinesThereAndBack(
      String from, String sent, String to, String became, String back, String again) {
    String form = form(from, "");
    String record = fill(form, sent);
    ok(200, change(form, to, "", Map.of()));
    JsonNode there = read(form, record);
    assertThat(value(there, "value")).isEqualTo(became);
    assertThat(there.path("values").path("rows").path(0).path("value").asString())
        .isEqualTo(became);
    String edited = fill(form, there.path("values").path("value"));
    ok(200, change(form, back, "", Map.of()));
    assertThat(value(read(form, record), "value")).isEqualTo(sent.equals(again) ? again : sent);
    assertThat(value(read(form, edited), "value")).isEqualTo(again);
  }

  @Test
  void readsOptionsByTheirLabels() {
    String form = form("text", "");
    String record = fill(form, "东莞");
    ok(200, change(form, "select", OPTIONS, Map.of()));
    assertThat(value(read(form, record), "value")).isEqualTo("dg");
    ok(200, change(form, "multi_select", OPTIONS, Map.of()));
    assertThat(read(form, record).path("values").path("value").path(0).asString()).isEqualTo("dg");
    ok(200, change(form, "long_text", "", Map.of()));
    assertThat(value(read(form, record), "value")).isEqualTo("东莞");
    ok(200, change(form, "rich_text", "", Map.of()));
    assertThat(value(read(form, record), "value")).isEqualTo("<p>东莞</p>");
  }

  @Test
  void listsWhatWouldNotSurviveAndRefusesToDropIt() {
    String form = form("text", "");
    String good = fill(form, "12.5");
    String bad = fill(form, "about twelve");
    String worse = fill(form, "12.345");
    JsonNode document =
        tools.jackson.databind.json.JsonMapper.shared().readTree(source(form, "money", ""));
    ok(200, draft(builder, document));
    JsonNode check = ok(200, builder.post(artifact(document) + "/check", Map.of()));
    JsonNode plan = check.path("plan").path(0);
    assertThat(plan.path("change").asString()).isEqualTo("convert_column");
    assertThat(plan.path("rows").asInt()).isEqualTo(3);
    assertThat(plan.path("lostCount").asInt()).isEqualTo(2);
    assertThat(plan.path("lost"))
        .extracting(lost -> lost.path("record").asString())
        .containsExactlyInAnyOrder(bad, worse);
    assertThat(plan.path("lost").toString()).contains("about twelve", "is not a number");

    Browser.Answer refused = builder.post(artifact(document) + "/publish", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("form.values_lost");
    assertThat(value(read(form, bad), "value")).isEqualTo("about twelve");

    ok(200, builder.post(artifact(document) + "/publish", Map.of("unconvertible", "empty")));
    assertThat(value(read(form, good), "value")).isEqualTo("12.50");
    assertThat(read(form, bad).path("values").path("value").isNull()).isTrue();
    ok(200, builder.get(record(form, bad) + "/history"));

    ok(
        200,
        builder.json(
            "PATCH", record(form, worse), "{\"rev\": 1, \"values\": {\"value\": \"12.34\"}}"));
    ok(200, builder.post(artifact(document) + "/rollback", Map.of("version", 1)));
    assertThat(value(read(form, good), "value")).isEqualTo("12.5");
    assertThat(value(read(form, bad), "value")).isEqualTo("about twelve");
    assertThat(value(read(form, worse), "value")).isEqualTo("12.34");
  }

  @Test
  void keepsIndexesAndUniquenessOfAConvertedField() {
    String form = form("text", ", \"unique\": true");
    String first = id(create(builder, form, Map.of("name", "一", "value", "1")));
    ok(200, change(form, "number", ", \"unique\": true", Map.of()));
    assertThat(value(read(form, first), "value")).isEqualTo("1.00");
    Browser.Answer twice =
        builder.post(Company.records(form), Map.of("values", Map.of("name", "二", "value", "1")));
    assertThat(Company.violations(twice)).containsExactly("value record.unique");

    String texts = form("text", ", \"unique\": true");
    create(builder, texts, Map.of("name", "一", "value", "1"));
    create(builder, texts, Map.of("name", "二", "value", "1.0"));
    Browser.Answer refused = change(texts, "number", ", \"unique\": true", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("form.unique_taken");
  }

  @Test
  void refusesToTurnAReferenceIntoAnotherTypeUnseen() {
    String form = form("person", "");
    fill(form, Company.idOf(builder));
    Browser.Answer refused = change(form, "text", "", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    ObjectNode still = document(builder, "form", form);
    assertThat(still.toString()).contains("\"person\"");
  }
}
