package io.xiaodan.flow;

import static io.xiaodan.flow.FlowHall.ask;
import static io.xiaodan.flow.FlowHall.people;
import static io.xiaodan.support.Company.idOf;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.value;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a node lets those it asks see and edit holds at every door, as long as it asks them. */
@ServerTest
class NodeFieldsTests {

  private static final String SECRET = "ZQ绝密复核" + Company.unique();
  private static final String NODE =
      "\"fields\": {\"verdict\": \"hidden\", \"amount\": \"read\", \"area\": \"required\"},";

  @LocalServerPort private int port;
  @Autowired private People people;

  private FlowHall hall;
  private Browser starter;
  private Browser asked;

  @BeforeEach
  void open() {
    hall = new FlowHall(port, people);
    Company.publish(
        hall.builder,
        """
        {"kind": "role", "key": "%s", "label": "%1$s", "builds": false, "administers": false, "dashboards": [],
         "forms": {"%s": {"view": "all", "create": true, "edit": "all", "delete": "all", "export": true, "print": true}}}
        """
            .formatted(hall.role, hall.form));
    starter = hall.member("发起人");
    asked = hall.member("评审");
  }

  private String start() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", "评审 " + Company.unique());
    values.put("amount", 7);
    values.put("verdict", SECRET);
    return Company.id(Company.create(starter, hall.form, values));
  }

  @Test
  void whatANodeHidesIsToldAtNoDoorWhileItAsks() throws IOException {
    hall.flow("", ask("a", people(asked), NODE, "end"));
    String record = start();
    String one = record(hall.form, record);
    assertThat(starter.get(one).text()).as("who is not asked").contains(SECRET);

    Map<String, Answer> open = doors(starter, record);
    for (String door :
        List.of(
            "record", "history", "as it was", "list", "sorted", "query", "groups", "question")) {
      assertThat(Objects.requireNonNull(open.get(door)).text())
          .as(door + " of who is not asked")
          .contains(SECRET);
    }
    doors(asked, record)
        .forEach((door, answer) -> assertThat(answer.text()).as(door).doesNotContain(SECRET));
    assertThat(asked.get("/api/tasks/" + hall.task(asked, record)).text())
        .contains("评审")
        .doesNotContain(SECRET);
    assertThat(ok(200, asked.get(one)).path("values").has("amount")).isTrue();
    assertThat(ok(200, asked.get(records(hall.form))).path("items"))
        .as("the record itself is seen")
        .hasSize(1);
    Map<String, Object> known = Map.of("field", "verdict", "op", "eq", "value", SECRET);
    assertThat(
            asked.post(records(hall.form) + "/query", Map.of("filter", known)).json().path("items"))
        .as("asking for the value does not tell that it is there")
        .isEmpty();
    assertThat(
            asked.get(records(hall.form) + query("search", SECRET)).json().path("items").isEmpty())
        .isTrue();
    assertThat(exported(asked)).as("export").contains("评审").doesNotContain(SECRET);
    assertThat(exported(starter)).contains(SECRET);
    assertThat(printed(asked, record)).as("print").contains("7").doesNotContain(SECRET);
    assertThat(printed(starter, record)).contains(SECRET);

    JsonNode says =
        ok(200, hall.company.named("老板", hall.boss).get(one + "/access?person=" + idOf(asked)));
    says.path("fields")
        .forEach(field -> {
          String key = field.path("key").asString();
          assertThat(field.path("access").asString())
              .as("explained: " + key)
              .isEqualTo(
                  switch (key) {
                    case "verdict" -> "hidden";
                    case "amount" -> "read";
                    default -> "edit";
                  });
          assertThat(field.path("task").asBoolean())
              .isEqualTo(key.equals("verdict") || key.equals("amount"));
        });

    ok(
        200,
        hall.decide(
            asked, record, "reject", Map.of("comment", "不行", "values", Map.of("area", "south"))));
    assertThat(ok(200, asked.get(one)).path("values").has("verdict")).as("over").isTrue();
  }

  /** What somebody gets to see of a record, by the door. */
  private Map<String, Answer> doors(Browser by, String record) {
    String one = record(hall.form, record);
    Map<String, Answer> doors = new LinkedHashMap<>();
    doors.put("record", by.get(one));
    doors.put("history", by.get(one + "/history"));
    doors.put("as it was", by.get(one + "/at" + query("moment", "2100-01-01T00:00:00Z")));
    doors.put("flow", by.get(one + "/flow"));
    doors.put("comments", by.get(one + "/comments"));
    doors.put("list", by.get(records(hall.form)));
    doors.put("sorted", by.get(records(hall.form) + query("sort", "verdict")));
    doors.put("query", by.post(records(hall.form) + "/query", Map.of()));
    doors.put(
        "groups",
        by.post(
            records(hall.form) + "/groups", Map.of("groups", List.of(Map.of("field", "verdict")))));
    doors.put(
        "totals",
        by.post(
            records(hall.form) + "/totals",
            Map.of("totals", List.of(Map.of("field", "verdict", "function", "distinct")))));
    doors.put("choices", by.post("/api/forms/" + hall.form + "/fields/verdict/choices", Map.of()));
    doors.put("picker", by.get("/api/forms/" + hall.form + "/choices"));
    doors.put("tasks", by.get("/api/tasks?record=" + record));
    doors.put("mask", by.post(one + "/reveal", Map.of("field", "verdict")));
    doors.put(
        "stale", by.patch(one, Map.of("rev", 99, "values", Map.of("verdict", "x", "name", "y"))));
    doors.put(
        "question",
        by.post(
            "/api/questions/answer",
            Map.of(
                "question",
                Map.of(
                    "source",
                    hall.form,
                    "dimensions",
                    List.of(Map.of("key", "v", "formula", "verdict")),
                    "measures",
                    List.of(Map.of("key", "n", "aggregate", "count"))))));
    return doors;
  }

  private String exported(Browser by) {
    Answer wanted =
        by.post("/api/forms/" + hall.form + "/exports", Map.of("format", "csv", "lines", "flat"));
    String path = "/api/exports/" + Company.id(ok(201, wanted));
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() ->
            !List.of("waiting", "running").contains(by.get(path).json().path("state").asString()));
    return by.get(path + "/file").text();
  }

  private String printed(Browser by, String record) throws IOException {
    String sheet = hall.form + "sheet";
    Company.publish(
        hall.builder,
        """
        {"kind": "print", "key": "%s", "label": "单张", "form": "%s", "body": [
          {"key": "t", "type": "text", "text": "{verdict}"}, {"key": "f", "type": "fields", "columns": 1, "items": [{"field": "amount"}, {"field": "verdict"}]}]}
        """
            .formatted(sheet, hall.form));
    Answer paper = by.post(record(hall.form, record) + "/print?template=" + sheet, "");
    assertThat(paper.status()).isEqualTo(200);
    try (PDDocument document = Loader.loadPDF(paper.response().body())) {
      return new PDFTextStripper().getText(document).replaceAll("[\\s\\u200B]+", "");
    }
  }

  @Test
  void whatANodeDoesNotLetBeEditedIsRefusedToThoseItAsks() {
    hall.flow("", ask("a", people(asked), NODE, "end"));
    String record = start();
    String one = record(hall.form, record);
    int rev = ok(200, asked.get(one)).path("rev").asInt();
    Map<String, Object> change = Map.of("amount", 9, "verdict", "mine", "area", "north");
    assertThat(violations(asked.patch(one, Map.of("rev", rev, "values", change))))
        .containsExactlyInAnyOrder("amount record.read_only", "verdict record.unknown_field");
    Browser proxy = hall.member("代理");
    ok(201, asked.post("/api/proxies", Map.of("proxy", idOf(proxy), "to", "2030-01-01T00:00:00Z")));
    assertThat(violations(proxy.patch(one, Map.of("rev", rev, "values", change))))
        .as("who stands in is asked as well")
        .hasSize(2);
    ok(200, asked.patch(one, Map.of("rev", rev, "values", Map.of("name", "还能改"))));
    ok(200, starter.patch(one, Map.of("rev", rev + 1, "values", Map.of("amount", 8))));
    JsonNode batch =
        ok(
            200,
            asked.post(
                "/api/forms/" + hall.form + "/batches/preview",
                Map.of(
                    "kind",
                    "edit",
                    "ids",
                    List.of(record),
                    "values",
                    Map.of("amount", Map.of("value", 10)))));
    assertThat(batch.path("refused").asInt()).as("many at once, " + batch).isEqualTo(1);
    assertThat(value(hall.stored(record), "amount")).isEqualTo("8.00");

    Map<String, Object> wrong = Map.of("amount", 3, "verdict", "mine", "area", "west");
    assertThat(violations(hall.decide(asked, record, "reject", Map.of("values", wrong))))
        .as("everything at once")
        .containsExactlyInAnyOrder(
            "comment flow.comment_needed",
            "amount flow.not_editable",
            "verdict flow.not_editable",
            "area form.option_unknown");
    assertThat(
            violations(
                hall.decide(asked, record, "approve", Map.of("values", Map.of("amount", 3)))))
        .containsExactlyInAnyOrder("amount flow.not_editable", "area flow.field_needed");
    assertThat(value(hall.stored(record), "amount")).as("nothing changed").isEqualTo("8.00");
    ok(200, hall.decide(asked, record, "approve", Map.of("values", Map.of("area", "south"))));
    assertThat(value(hall.stored(record), "verdict")).isEqualTo("passed");
    int last = ok(200, asked.get(one)).path("rev").asInt();
    ok(200, asked.patch(one, Map.of("rev", last, "values", Map.of("amount", 11))));
  }

  @Test
  void twoTasksOfOnePersonTakeAwayOnlyWhatBothDoAndANewVersionSaysAnew() {
    String ways =
        """
        {"key": "a", "type": "parallel", "join": "meet", "branches": [{"key": "x", "next": "left"}, {"key": "y", "next": "right"}]},
        {"key": "meet", "type": "join", "next": "end"}, %s, %s
        """;
    hall.flow(
        "",
        ways.formatted(
            ask(
                "left",
                people(asked),
                "\"fields\": {\"verdict\": \"hidden\", \"amount\": \"hidden\"},",
                "meet"),
            ask(
                "right",
                people(asked),
                "\"fields\": {\"verdict\": \"hidden\", \"amount\": \"read\"},",
                "meet")));
    String record = start();
    String one = record(hall.form, record);
    JsonNode seen = ok(200, asked.get(one)).path("values");
    assertThat(seen.has("verdict")).isFalse();
    assertThat(seen.has("amount")).isTrue();
    hall.flow(
        "",
        ways.formatted(
            ask("left", people(asked), "\"fields\": {\"amount\": \"hidden\"},", "meet"),
            ask("right", people(asked), "\"fields\": {\"amount\": \"hidden\"},", "meet")));
    assertThat(ok(200, asked.get(one)).path("values").has("verdict")).as("its version").isFalse();
    ok(200, hall.act(hall.company.named("老板", hall.boss), record, "migrate", Map.of()));
    JsonNode moved = ok(200, asked.get(one)).path("values");
    assertThat(moved.has("verdict")).isTrue();
    assertThat(moved.has("amount")).isFalse();
  }
}
