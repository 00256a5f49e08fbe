package io.xiaodan.flow;

import static io.xiaodan.flow.FlowHall.ask;
import static io.xiaodan.flow.FlowHall.people;
import static io.xiaodan.support.Company.idOf;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.value;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.ServerTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** The ways that records go: tables, parts, delays, actions, limits, choices, submission. */
@ServerTest
class FlowWaysTests {

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private ApplicationContext beans;

  private FlowHall hall;
  private Browser starter;
  private Browser first;
  private Browser second;
  private Browser third;

  @BeforeEach
  void open() {
    hall = new FlowHall(port, people);
    starter = hall.member("发起人");
    first = hall.member("甲");
    second = hall.member("乙");
    third = hall.member("丙");
  }

  @AfterEach
  void everyInstanceComesOutOfItsTrail() {
    Replays.check(beans, idOf(starter));
  }

  @Test
  void limitsDelaysActionsPartsTablesAndCopiesGoTheirWay() throws Exception {
    io.xiaodan.support.Company.publish(
        hall.builder,
        hall.document("call", "", ask("a", people(third), "", "end"))
            .replace("\"key\": \"" + hall.form + "\"", "\"key\": \"part_" + hall.form + "\""));
    hall.flow(
        "",
        """
        {"key": "a", "type": "decision_table", "inputs": [{"key": "sum", "value": "amount"}], "next": "b", "else": "no",
         "rows": [{"key": "small", "when": {"sum": {"below": "100"}}, "who": %s}, {"key": "large", "when": {"sum": {"from": "100", "to": "1000"}}, "who": %s}]},
        %s,
        {"key": "wait", "type": "delay", "after": 0, "next": "tell"},
        {"key": "tell", "type": "cc", "who": %s, "next": "note"},
        {"key": "note", "type": "action", "do": {"action": "update_record", "record": "id", "values": {"verdict": "\\"noted\\""}}, "next": "part"},
        {"key": "part", "type": "subflow", "flow": "part_%s", "next": "late", "rejected": "no"},
        %s
        """
            .formatted(
                people(first),
                people(second),
                ask("b", "{\"table\": \"a\"}", "", "wait"),
                people(third),
                hall.form,
                ask(
                    "late",
                    people(first),
                    "\"limit\": {\"after\": 0, \"steps\": [{\"at\": 0, \"do\": \"escalate\", \"to\": "
                        + people(second)
                        + "}]},",
                    "end")));
    assertThat(hall.asked(hall.start(starter, 99))).containsExactly("甲");
    String none = hall.start(starter, 2000);
    assertThat(hall.flow(none).path("result").asString()).isEqualTo("rejected");
    String record = hall.start(starter, 100);
    hall.approve(second, record);
    FlowHall.await(() -> hall.nodes(record).equals(List.of("part.a")));
    assertThat(value(hall.stored(record), "verdict")).isEqualTo("noted");
    JsonNode copies = ok(200, third.get("/api/flows/copies")).path("items");
    assertThat(copies).hasSize(1);
    ok(
        204,
        third.post(
            "/api/flows/copies/read",
            Map.of("instances", List.of(copies.get(0).path("instance").asString()))));
    assertThat(ok(200, third.get("/api/flows/copies")).path("items").get(0).path("readAt").isNull())
        .isFalse();
    hall.approve(third, record);
    FlowHall.await(() -> hall.asked(record).equals(List.of("乙", "甲")));
    hall.approve(second, record);
    assertThat(hall.flow(record).path("result").asString()).isEqualTo("passed");
    JsonNode started = ok(200, starter.get("/api/flows/started?limit=2"));
    assertThat(started.path("items")).hasSize(2);
    assertThat(started.path("next").isNull()).isFalse();
  }

  @Test
  void theWayIsKnownBeforeAndAfterAndPeopleAreChosenOnIt() {
    hall.flow(
        "",
        ask("a", people(first), "\"fields\": {\"verdict\": \"required\"},", "b")
            + ","
            + ask(
                "b",
                "{\"chosen\": {\"by\": \"previous\", \"people\": "
                    + FlowHall.ids(second, third)
                    + "}}",
                "",
                "end"));
    String path = "/api/forms/" + hall.form + "/flow/preview";
    JsonNode way =
        ok(200, starter.post(path, Map.of("values", Map.of("name", "想一想")))).path("next");
    assertThat(way.valueStream().map(each -> each.path("node").asString()))
        .containsExactly("a", "b", "end");
    assertThat(way.get(0).path("assignees").get(0).asString()).isEqualTo("甲");
    assertThat(starter.post(path, Map.of("values", Map.of())).status()).isEqualTo(422);
    assertThat(hall.company.person().post(path, Map.of("values", Map.of("name", "x"))).status())
        .isIn(403, 404);
    String record = hall.start(starter, 1);
    assertThat(
            hall.flow(record).path("next").valueStream().map(each -> each.path("node").asString()))
        .containsExactly("b", "end");
    assertThat(hall.taskView(first, record).path("choose").get(0).path("node").asString())
        .isEqualTo("b");
    assertThat(
            violations(
                hall.decide(
                    first,
                    record,
                    "approve",
                    Map.of("choose", Map.of("b", List.of(idOf(starter)))))))
        .as("everything at once")
        .containsExactly("choose.b flow.choose_from", "verdict flow.field_needed");
    assertThat(violations(hall.decide(first, record, "approve", Map.of())))
        .containsExactly("verdict flow.field_needed");
    ok(
        200,
        hall.decide(
            first,
            record,
            "approve",
            Map.of(
                "values", Map.of("verdict", "可以"), "choose", Map.of("b", List.of(idOf(third))))));
    assertThat(hall.asked(record)).containsExactly("丙");
    ok(
        200,
        third.post(
            "/api/tasks/outcomes/approve",
            Map.of("tasks", List.of(hall.task(third, record), UUID.randomUUID()))));
    assertThat(hall.flow(record).path("result").asString()).isEqualTo("passed");
    assertThat(Instant.parse(hall.flow(record).path("finishedAt").asString())).isNotNull();
  }

  @Test
  void aRecordIsSubmittedByAPerson() {
    io.xiaodan.support.Company.publish(
        hall.builder, hall.document("submit", "", ask("a", people(first), "", "end")));
    String record = hall.start(starter, 1);
    assertThat(hall.flow(record).path("state").asString()).isEqualTo("none");
    String path = io.xiaodan.support.Company.record(hall.form, record) + "/flow";
    assertThat(hall.company.person().post(path, Map.of()).status()).isIn(403, 404);
    assertThat(ok(201, starter.post(path, Map.of())).path("state").asString()).isEqualTo("running");
    assertThat(starter.post(path, Map.of()).json().path("code").asString())
        .isEqualTo("flow.runs_already");
    hall.reject(first, record);
    assertThat(value(hall.stored(record), "verdict")).isEqualTo("rejected");
    ok(201, starter.post(path, Map.of()));
    hall.approve(first, record);
    assertThat(value(hall.stored(record), "verdict")).isEqualTo("passed");
  }
}
