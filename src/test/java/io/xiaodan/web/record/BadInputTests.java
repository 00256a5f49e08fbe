package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Whatever is sent: a clear refusal or a faithful round trip, never a fault of the server. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTests {

  private static final List<String> TEXTS =
      List.of(
          "😀👩‍👩‍👧‍👦",
          "\u202eright to left\u202c",
          "שלום مرحبا",
          "'; DROP TABLE f_orders; --",
          "$1 ? :x {0} %s \\",
          "<script>alert(1)</script>",
          "\"quoted\" 'single' `back`",
          "=HYPERLINK(\"http://x\")",
          "line\nbreak\tand tab\u0001",
          "\ufeffmark\u00a0space\u200b",
          "e\u0301 é");

  private static final List<String> NO_NUMBERS =
      List.of(
          "\"abc\"",
          "true",
          "[]",
          "{}",
          "1e400",
          "\"1e400\"",
          "1e999999999",
          "\"NaN\"",
          "\"Infinity\"",
          "123456789012345678901234567890",
          "\"-123456789012345678901234567890\"",
          "0.00001",
          "\"0x10\"",
          "\"1,000\"",
          "\"１２\"");

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;
  private Browser director;
  private String form;
  private String customer;
  private String product;

  @BeforeAll
  void buildAFormOfEveryType() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    director = company.person("sales_director");
    customer = customer(director);
    product = product(director, "1");
    form = "types" + Company.unique();
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "各种", "title": "text", "fields": [
          {"key": "text", "type": "text"}, {"key": "long", "type": "long_text"}, {"key": "phone", "type": "phone"},
          {"key": "email", "type": "email"}, {"key": "url", "type": "url"}, {"key": "number", "type": "number", "scale": 4},
          {"key": "money", "type": "money"}, {"key": "percent", "type": "percent"}, {"key": "date", "type": "date"},
          {"key": "datetime", "type": "datetime"}, {"key": "flag", "type": "switch"},
          {"key": "choice", "type": "select", "options": [{"key": "x"}, {"key": "y"}]},
          {"key": "choices", "type": "multi_select", "options": [{"key": "x"}, {"key": "y"}]},
          {"key": "customer", "type": "reference", "form": "customers"}, {"key": "person", "type": "person"},
          {"key": "files", "type": "attachment"},
          {"key": "rows", "type": "lines", "fields": [{"key": "cell", "type": "text"}, {"key": "count", "type": "number"},
            {"key": "moment", "type": "datetime"}, {"key": "tags", "type": "multi_select", "options": [{"key": "x,\\"y"}, {"key": "z"}]},
            {"key": "who", "type": "person"}, {"key": "papers", "type": "attachment"}]}]}
        """
            .formatted(form));
  }

  private Answer post(String values) {
    return builder.json("POST", records(form), "{\"values\": " + values + "}");
  }

  private static void refused(Answer answer, String what) {
    assertThat(answer.status()).as(what + ": " + answer.text()).isBetween(400, 499);
    assertThat(answer.json().path("code").asString("")).as(what).isNotEmpty();
    assertThat(answer.json().path("detail").asString("")).as(what).isNotEmpty();
  }

  @Test
  void everyTextComesBackAsItWasSent() {
    for (String text : TEXTS) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("text", text);
      values.put("long", text);
      values.put("rows", List.of(Map.of("cell", text)));
      JsonNode made = create(builder, form, values);
      JsonNode read = ok(200, builder.get(record(form, Company.id(made)))).path("values");
      assertThat(read.path("text").asString()).isEqualTo(text);
      assertThat(read.path("long").asString()).isEqualTo(text);
      assertThat(read.path("rows").get(0).path("cell").asString()).isEqualTo(text);
      JsonNode found = ok(200, builder.get(records(form) + query("search", text)));
      assertThat(found.path("items").size()).as("found by " + text).isPositive();
      assertThat(
              builder
                  .get(
                      records(form)
                          + query("filter", "text = \"" + text.replace("\"", "\"\"") + "\""))
                  .status())
          .isLessThan(500);
    }
  }

  @Test
  void everyTypeKeepsItsValueInTheHeadAndInRows() {
    String me = Company.idOf(builder);
    JsonNode file =
        ok(
            201,
            builder.upload(
                "/api/attachments",
                "a.txt",
                "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    String values =
        """
        {"number": 12345678901234567890.1234, "money": "-0.01", "percent": "13", "date": "2024-02-29",
         "datetime": "2026-03-01T16:00:00.123+08:00", "flag": false, "choice": "y", "choices": ["y", "x"],
         "customer": {"id": "%s"}, "person": "%s", "files": ["%s"], "url": "https://例子.cn/?a=1&b=<2",
         "rows": [{"count": "0.10", "moment": "2026-03-01T08:00:00.5Z", "tags": ["z", "x,\\"y"], "who": "%s", "papers": [{"id": "%s"}]}]}
        """
            .formatted(customer, me, Company.id(file), me, Company.id(file));
    Answer refusedUrl = post(values);
    assertThat(Company.violations(refusedUrl)).containsExactly("url form.url_format");
    JsonNode read =
        ok(200, builder.get(record(form, Company.id(ok(201, post(values.replace("<", "")))))))
            .path("values");
    assertThat(read.path("number").asString()).isEqualTo("12345678901234567890.1234");
    assertThat(read.path("money").asString()).isEqualTo("-0.01");
    assertThat(read.path("date").asString()).isEqualTo("2024-02-29");
    assertThat(read.path("datetime").asString()).isEqualTo("2026-03-01T08:00:00.123Z");
    assertThat(read.path("flag").asBoolean(true)).isFalse();
    assertThat(read.path("choices").toString()).isEqualTo("[\"x\",\"y\"]");
    assertThat(read.path("files").get(0).path("name").asString()).isEqualTo("a.txt");
    assertThat(read.path("files").get(0).path("size").asInt()).isEqualTo(5);
    JsonNode row = read.path("rows").get(0);
    assertThat(row.path("count").asString()).isEqualTo("0.10");
    assertThat(row.path("moment").asString()).isEqualTo("2026-03-01T08:00:00.500Z");
    assertThat(row.path("tags").toString()).isEqualTo("[\"x,\\\"y\",\"z\"]");
    assertThat(row.path("who").path("id").asString()).isEqualTo(me);
    assertThat(row.path("papers").get(0).path("name").asString()).isEqualTo("a.txt");
  }

  @Test
  void refusesTextThatCannotBeKept() {
    for (String text : List.of("\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800")) {
      for (String field :
          List.of("text", "long", "email", "choice", "date", "number", "customer")) {
        refused(post("{\"" + field + "\": \"" + text + "\"}"), field + " " + text);
      }
      refused(post("{\"rows\": [{\"cell\": \"" + text + "\"}]}"), "rows " + text);
      refused(post("{\"" + text + "\": 1}"), "key " + text);
    }
    refused(post("{\"text\": \"" + "字".repeat(501) + "\"}"), "too long");
  }

  @Test
  void refusesWhatIsNoNumberAndNamesTheField() {
    for (String number : NO_NUMBERS) {
      for (String values :
          List.of("{\"number\": " + number + "}", "{\"rows\": [{\"count\": " + number + "}]}")) {
        Answer answer = post(values);
        if (number.equals("\"１２\"") && answer.status() == 201) {
          continue;
        }
        refused(answer, values);
        assertThat(answer.status()).as(values).isEqualTo(422);
      }
    }
    assertThat(post("{\"number\": NaN}").status()).isEqualTo(400);
    assertThat(post("{\"number\": -}").status()).isEqualTo(400);
    assertThat(post("{\"number\": " + "9".repeat(5_000) + "}").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"date\": \"2026-02-31\"}",
        "{\"date\": \"2026-2-3\"}",
        "{\"date\": 20260201}",
        "{\"date\": \"+999999-01-01\"}",
        "{\"date\": \"0000-00-00\"}",
        "{\"datetime\": \"2026-03-01\"}",
        "{\"datetime\": \"2026-03-01T25:00:00Z\"}",
        "{\"datetime\": \"-999999999-01-01T00:00:00Z\"}",
        "{\"flag\": \"yes\"}",
        "{\"flag\": 1}",
        "{\"choice\": \"z\"}",
        "{\"choice\": [\"x\"]}",
        "{\"choices\": \"x\"}",
        "{\"choices\": [{}]}",
        "{\"customer\": \"1\"}",
        "{\"customer\": {}}",
        "{\"customer\": {\"by\": {}}}",
        "{\"customer\": {\"by\": {\"nothing\": 1}}}",
        "{\"customer\": {\"by\": {\"code\": {\"a\": 1}}}}",
        "{\"customer\": [1]}",
        "{\"customer\": \"00000000-0000-0000-0000-000000000000\"}",
        "{\"person\": \"00000000-0000-0000-0000-00000000ffff\"}",
        "{\"rows\": [{\"who\": \"00000000-0000-0000-0000-00000000ffff\"}]}",
        "{\"files\": [\"00000000-0000-0000-0000-00000000ffff\"]}",
        "{\"files\": \"x\"}",
        "{\"email\": \"a@b\"}",
        "{\"url\": \"javascript:alert(1)\"}",
        "{\"phone\": \"110\"}",
        "{\"text\": {\"a\": 1}}",
        "{\"text\": 5}",
        "{\"rows\": {\"0\": {}}}",
        "{\"rows\": [null]}",
        "{\"rows\": [[]]}",
        "{\"id\": \"x\"}",
        "{\"rev\": 9}",
        "{\"created_by\": \"x\"}",
        "{\"flow_state\": \"finished\"}",
        "{\"\": 1}",
        "[]",
        "null",
        "\"x\"",
        "5"
      })
  void refusesAValueThatDoesNotFit(String values) {
    Answer answer = post(values);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().path("violations").size()).isPositive();
  }

  @Test
  void refusesBodiesThatAreNoRequest() {
    String path = records(form);
    for (String body :
        List.of(
            "",
            " ",
            "null",
            "[]",
            "5",
            "\"x\"",
            "{",
            "{\"values\": {\"text\": \"a\"}",
            "{\"values\": {\"text\": \"a\", \"text\": \"b\"}}",
            "{\"values\": {}, \"values\": {\"text\": \"b\"}}",
            "{\"values\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}",
            "{\"values\": {\"text\": \"\\x\"}}",
            "<xml/>")) {
      refused(builder.json("POST", path, body), body.substring(0, Math.min(60, body.length())));
    }
    assertThat(builder.send("POST", path, "text/plain", BodyPublishers.ofString("{}")).status())
        .isEqualTo(415);
    assertThat(builder.send("POST", path, null, BodyPublishers.noBody()).status())
        .isBetween(400, 415);
    assertThat(
            builder
                .send(
                    "POST",
                    path,
                    "application/json",
                    BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, (byte) 0xfe}))
                .status())
        .isEqualTo(400);
    String large = "{\"values\": {\"text\": \"" + "x".repeat(10 << 20) + "\"}}";
    refused(builder.json("POST", path, large), "10 MB");
    StringBuilder many = new StringBuilder("{\"values\": {");
    for (int i = 0; i < 2_000; i++) {
      many.append(i == 0 ? "" : ",").append("\"f").append(i).append("\": 1");
    }
    refused(builder.json("POST", path, many + "}}"), "2,000 unknown fields");
  }

  @Test
  void anOrderTakesNoHarmFromWhateverStandsInItsTexts() {
    for (String text : TEXTS) {
      Map<String, Object> values = order(customer, product, "1");
      values.put("remark", text);
      values.put("address", text);
      values.put("external_no", text + Company.unique());
      JsonNode made = create(director, "orders", values);
      assertThat(made.path("values").path("remark").asString()).isEqualTo(text);
      ok(200, director.get(record("orders", Company.id(made)) + "/history"));
    }
    ok(200, director.get("/api/tasks?limit=200"));
  }
}
