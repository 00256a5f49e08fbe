package io.xiaodan.web.record;

import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Addresses, parameters and drafts that make no sense are answered by a clear refusal. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;
  private String form;

  @BeforeAll
  void buildAForm() {
    builder = new Company(port, people).person("builder");
    form = "asked" + Company.unique();
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "各种", "title": "text", "fields": [
          {"key": "text", "type": "text"}, {"key": "number", "type": "number", "scale": 4},
          {"key": "date", "type": "date"}, {"key": "choices", "type": "multi_select", "options": [{"key": "x"}]},
          {"key": "customer", "type": "reference", "form": "customers"},
          {"key": "rows", "type": "lines", "fields": [{"key": "count", "type": "number"}]}]}
        """
            .formatted(form));
    for (int i = -1; i < 2; i++) {
      Company.create(
          builder,
          form,
          Map.of("text", "1a" + i, "number", i, "date", "2026-03-01", "rows", List.of(Map.of())));
    }
  }

  private static void refused(Answer answer, String what) {
    assertThat(answer.status()).as(what + ": " + answer.text()).isBetween(400, 499);
    assertThat(answer.json().path("code").asString("")).as(what).isNotEmpty();
    assertThat(answer.json().path("detail").asString("")).as(what).isNotEmpty();
  }

  @Test
  void refusesParametersThatMakeNoSense() {
    String path = records(form);
    String cursor =
        Base64.getUrlEncoder().encodeToString("[\"x\", \"y\"]".getBytes(StandardCharsets.UTF_8));
    for (String parameters :
        List.of(
            query("limit", "abc"),
            query("limit", 0),
            query("limit", -1),
            query("limit", "99999999999"),
            query("limit", 501),
            query("sort", "nothing"),
            query("sort", "choices"),
            query("sort", "text;drop"),
            query("sort", "text,".repeat(500)),
            query("sort", "--text"),
            query("after", "!!!"),
            query("after", "W10"),
            query("after", "bnVsbA"),
            query("sort", "number", "after", cursor),
            query("sort", "date", "after", cursor),
            query("after", cursor),
            query("filter", "text ="),
            query("filter", "nothing = 1"),
            query("filter", "text = 1"),
            query("filter", "1"),
            query("filter", "(".repeat(2_000) + "1" + ")".repeat(2_000)),
            query("filter", "number = 1 and ".repeat(400) + "number = 1"),
            query("filter", "text = \"" + "x".repeat(6_000) + "\""),
            query("deleted", "maybe"))) {
      Answer answer = builder.get(path + parameters);
      String what = parameters.substring(0, Math.min(100, parameters.length()));
      if (answer.status() != 200) {
        refused(answer, what);
      }
      if (parameters.length() < 1_000) {
        assertThat(answer.status()).as(what).isEqualTo(400);
      }
    }
  }

  @Test
  void neverFailsOverAFormulaThatTheDatabaseCannotCompute() {
    String path = records(form);
    for (String filter :
        List.of(
            "1 / number > 1",
            "number / 0 = 1",
            "POWER(10, 5000) > number",
            "POWER(number, 0.5) > 1",
            "VALUE(text) > 1",
            "LEFT(text, -1) = text",
            "MID(text, 0, 5) = text",
            "DATE(2026, 13, 45) > date",
            "DATEADD(date, 999999, \"year\") > date",
            "number * 99999999999999999999999999999999 * 99999999999999999999999999999999 > 1",
            "SUM(rows.count) / COUNT(rows.count) > 0",
            "customer.name = text",
            "text = \"\u0000\"",
            "text = \"\ud83d\"")) {
      Answer answer = builder.get(path + query("filter", filter));
      assertThat(answer.status()).as(filter + " " + answer.text()).isIn(200, 400, 422);
    }
    assertThat(builder.get(path + query("search", "\u0000")).status()).isBetween(400, 499);
  }

  @Test
  void refusesAddressesThatLeadNowhere() {
    String id = "00000000-0000-0000-0000-00000000ffff";
    for (String path :
        List.of(
            "/api/forms/nothing/records",
            "/api/forms/f_orders/records",
            "/api/forms/" + form + "/records/" + id,
            "/api/forms/" + form + "/records/" + id + "/history",
            "/api/forms/" + form + "/records/" + id + "/flow",
            "/api/artifacts/form/nothing",
            "/api/schemas/nothing.json")) {
      assertThat(builder.get(path).status()).as(path).isEqualTo(404);
    }
    for (String path :
        List.of("/api/forms/" + form + "/records/1", "/api/forms/" + form + "/records/x/history")) {
      refused(builder.get(path), path);
    }
    refused(builder.delete(record(form, id)), "no rev");
    refused(builder.delete(record(form, id) + "?rev=x"), "a word for a rev");
    for (String body :
        List.of(
            "{}",
            "{\"rev\": \"1\", \"values\": {}}",
            "{\"rev\": 1.5, \"values\": {}}",
            "{\"rev\": 99999999999999999999, \"values\": {}}",
            "{\"rev\": null, \"values\": {}}")) {
      refused(builder.json("PATCH", record(form, id), body), body);
    }
    refused(builder.post("/api/tasks/" + id + "/outcomes/x", Map.of()), "no task");
    refused(builder.post("/api/tasks/x/outcomes/x", Map.of()), "no id");
    refused(builder.get("/api/tasks?state=lost"), "no state");
    refused(builder.get("/api/tasks?after=x"), "no cursor");
  }

  @Test
  void refusesDraftsThatAreNoDocuments() {
    String path = "/api/artifacts/form/" + form;
    for (String body :
        List.of(
            "{}",
            "[]",
            "{\"basedOn\": 1}",
            "{\"basedOn\": \"1\", \"document\": {}}",
            "{\"basedOn\": 99999999999, \"document\": {}}",
            "{\"basedOn\": 1, \"document\": []}")) {
      refused(builder.json("PUT", path + "/draft", body), body);
    }
    for (String document :
        List.of(
            "{}",
            "{\"kind\": \"flow\"}",
            "{\"kind\": \"form\", \"key\": \"other\", \"label\": \"x\", \"title\": \"a\", \"fields\": [{\"key\": \"a\", \"type\": \"text\"}]}",
            "{\"kind\": \"form\", \"key\": \""
                + form
                + "\", \"label\": \"x\", \"title\": \"a\", \"fields\": [{\"key\": \"a\", \"type\": \"magic\"}]}",
            "{\"kind\": \"form\", \"key\": \""
                + form
                + "\", \"label\": \"\\ud800\\u0000\", \"title\": \"id\", \"fields\": [{\"key\": \"id\", \"type\": \"text\"}]}")) {
      Answer saved =
          builder.json("PUT", path + "/draft", "{\"basedOn\": 1, \"document\": " + document + "}");
      if (saved.status() == 200) {
        assertThat(ok(200, builder.post(path + "/check", Map.of())).path("findings").size())
            .isPositive();
        assertThat(builder.post(path + "/publish", Map.of()).status()).isEqualTo(422);
      } else {
        refused(saved, document);
      }
    }
    refused(builder.post(path + "/rollback", Map.of("version", "x")), "no version");
    refused(builder.post(path + "/rollback", Map.of("version", 99)), "no such version");
  }
}
