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

/** What people do in flows, over HTTP. */
@ServerTest
class FlowDoorsTests {

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
  void aCountersignWithASignerATransferAReturnAndAResubmissionStraightBack() {
    hall.flow(
        "",
        ask(
            "a",
            people(first, second),
            "\"mode\": \"all\", \"return\": {\"then\": \"back\"},",
            "end"));
    String record = hall.start(starter, 1);
    assertThat(hall.asked(record)).containsExactly("乙", "甲");
    ok(200, hall.hand(first, record, "add_parallel", Map.of("people", List.of(idOf(third)))));
    assertThat(hall.asked(record)).containsExactly("丙", "乙", "甲");
    Browser fourth = hall.member("丁");
    ok(
        200,
        hall.hand(
            second, record, "transfer", Map.of("people", List.of(idOf(fourth)), "comment", "请您看")));
    assertThat(hall.hasTask(second, record)).isFalse();
    hall.approve(first, record);
    assertThat(hall.asked(record)).containsExactly("丁", "丙");
    ok(200, hall.hand(fourth, record, "return", Map.of("comment", "金额不对")));
    assertThat(hall.asked(record)).containsExactly("发起人");
    assertThat(hall.hasTask(third, record)).as("no orphan").isFalse();
    ok(200, hall.decide(starter, record, "submit", Map.of("values", Map.of("amount", 2))));
    assertThat(hall.asked(record)).as("the first has agreed already").containsExactly("丁", "丙");
    hall.approve(fourth, record);
    hall.approve(third, record);
    assertThat(value(hall.stored(record), "verdict")).isEqualTo("passed");
    assertThat(value(hall.stored(record), "amount")).isEqualTo("2.00");
    assertThat(hall.trail(record))
        .containsExactly(
            "发起人 start",
            "甲 add_parallel",
            "乙 transfer",
            "甲 approve",
            "丁 return",
            "发起人 resubmit",
            "丁 approve",
            "丙 approve");
    assertThat(hall.flow(record).path("result").asString()).isEqualTo("passed");
  }

  @Test
  void parallelWaysMeetAndARejectionInOneEndsTheOther() {
    hall.flow(
        "",
        """
        {"key": "a", "type": "parallel", "join": "meet", "branches": [{"key": "x", "next": "left"}, {"key": "y", "next": "right"}]},
        {"key": "meet", "type": "join", "next": "end"}, %s, %s
        """
            .formatted(
                ask("left", people(first), "", "meet"), ask("right", people(second), "", "meet")));
    String record = hall.start(starter, 1);
    assertThat(hall.nodes(record)).containsExactly("left", "right");
    hall.approve(first, record);
    assertThat(hall.nodes(record)).containsExactly("right");
    hall.approve(second, record);
    assertThat(value(hall.stored(record), "verdict")).isEqualTo("passed");
    String other = hall.start(starter, 1);
    String left = hall.task(first, other);
    hall.reject(second, other);
    assertThat(hall.flow(other).path("result").asString()).isEqualTo("rejected");
    var late = first.post("/api/tasks/" + left + "/outcomes/approve", Map.of());
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().path("code").asString()).isEqualTo("already_done");
    assertThat(late.json().path("detail").asString()).contains("乙");
  }

  @Test
  void theStarterWithdrawsAnApproverTakesBackAndHasteIsAskedForOnce() {
    hall.flow(
        "\"withdraw\": {\"until\": \"end\", \"set\": {\"verdict\": \"\\\"withdrawn\\\"\"}},",
        ask("a", people(first), "", "b") + "," + ask("b", people(second), "", "end"));
    String record = hall.start(starter, 1);
    hall.approve(first, record);
    ok(200, hall.act(first, record, "take_back", Map.of()));
    assertThat(hall.nodes(record)).containsExactly("a");
    hall.approve(first, record);
    ok(200, hall.act(starter, record, "urge", Map.of("comment", "客户在等")));
    assertThat(hall.act(starter, record, "urge", Map.of()).status()).isEqualTo(409);
    assertThat(ok(200, second.get("/api/notices")).toString()).contains("催办").contains("客户在等");
    assertThat(hall.act(first, record, "withdraw", Map.of()).status())
        .as("only the starter")
        .isEqualTo(403);
    ok(200, hall.act(starter, record, "withdraw", Map.of("comment", "写错了")));
    assertThat(hall.asked(record)).containsExactly("发起人");
    assertThat(value(hall.stored(record), "verdict")).isEqualTo("withdrawn");
    ok(200, hall.decide(starter, record, "cancel", Map.of()));
    assertThat(hall.flow(record).path("result").asString()).isEqualTo("cancelled");
  }

  @Test
  void somebodyStandsInForAnotherForATimeAndTheTrailSaysSo() {
    hall.flow("", ask("a", people(first), "\"own\": \"manager\",", "end"));
    Browser outsider = hall.company.person();
    assertThat(
            outsider
                .post(
                    "/api/proxies",
                    Map.of(
                        "person",
                        idOf(first),
                        "proxy",
                        idOf(outsider),
                        "to",
                        "2030-01-01T00:00:00Z"))
                .status())
        .as("nobody gives away what is another's")
        .isEqualTo(403);
    assertThat(
            violations(
                first.post(
                    "/api/proxies", Map.of("proxy", idOf(first), "to", "2001-01-01T00:00:00Z"))))
        .containsExactly("proxy task.proxy_who", "to task.proxy_time");
    JsonNode other =
        ok(
            201,
            first.post(
                "/api/proxies",
                Map.of(
                    "proxy",
                    idOf(second),
                    "to",
                    "2030-01-01T00:00:00Z",
                    "forms",
                    List.of("orders"))));
    String record = hall.start(starter, 1);
    assertThat(hall.hasTask(second, record)).as("another form").isFalse();
    assertThat(second.delete("/api/proxies/" + other.path("id").asString()).status())
        .isEqualTo(404);
    assertThat(first.delete("/api/proxies/" + other.path("id").asString()).status()).isEqualTo(204);
    ok(
        201,
        first.post(
            "/api/proxies",
            Map.of(
                "proxy", idOf(second), "to", "2030-01-01T00:00:00Z", "forms", List.of(hall.form))));
    ok(
        201,
        first.post("/api/proxies", Map.of("proxy", idOf(starter), "to", "2030-01-01T00:00:00Z")));
    assertThat(hall.decide(starter, record, "approve", Map.of()).status())
        .as("not about one's own")
        .isEqualTo(403);
    hall.approve(second, record);
    JsonNode last = hall.flow(record).path("trail").get(1);
    assertThat(last.path("person").path("title").asString()).isEqualTo("乙");
    assertThat(last.path("for").path("title").asString()).isEqualTo("甲");
  }

  @Test
  void whatIsNotOnesOwnOrNotOfferedIsRefused() {
    hall.flow("", ask("a", people(first), "\"actions\": [\"transfer\"],", "end"));
    String record = hall.start(starter, 1);
    String task = hall.task(first, record);
    Browser stranger = hall.company.person();
    for (Browser other : List.of(second, stranger, hall.builder)) {
      assertThat(
              other
                  .post(
                      "/api/tasks/" + task + "/acts/transfer",
                      Map.of("people", List.of(idOf(other))))
                  .status())
          .isEqualTo(404);
    }
    assertThat(
            hall.hand(first, record, "delegate", Map.of("people", List.of(idOf(second)))).status())
        .isEqualTo(403);
    assertThat(hall.hand(first, record, "return", Map.of()).status()).isEqualTo(403);
    assertThat(hall.hand(first, record, "burn", Map.of()).status()).isEqualTo(404);
    assertThat(
            violations(
                hall.hand(
                    first,
                    record,
                    "transfer",
                    Map.of("people", List.of(UUID.randomUUID().toString())))))
        .containsExactly("people flow.person_unknown");
    assertThat(hall.hand(first, record, "transfer", Map.of()).status()).isEqualTo(409);
    for (String act :
        List.of(
            "terminate", "jump", "reassign", "migrate", "withdraw", "take_back", "urge", "cc")) {
      assertThat(hall.act(second, record, act, Map.of("node", "end")).status())
          .as(act)
          .isEqualTo(403);
    }
    assertThat(hall.act(stranger, record, "comment", Map.of("comment", "看看")).status())
        .isIn(403, 404);
    assertThat(
            stranger.get(io.xiaodan.support.Company.record(hall.form, record) + "/flow").status())
        .isIn(403, 404);
    assertThat(
            violations(
                hall.act(
                    second,
                    record,
                    "comment",
                    Map.of("comment", "@", "people", List.of(idOf(stranger))))))
        .as("who may not see it is not told of it")
        .containsExactly("people flow.may_not_see");
    ok(
        200,
        hall.act(
            second, record, "comment", Map.of("comment", "请看", "people", List.of(idOf(third)))));
    assertThat(ok(200, third.get("/api/notices")).toString()).contains("提到了您");
    assertThat(hall.asked(record)).containsExactly("甲");
  }

  @Test
  void administratorsMoveReassignMigrateAndTerminate() {
    hall.flow("", ask("a", people(first), "", "b") + "," + ask("b", people(second), "", "end"));
    String record = hall.start(starter, 1);
    Browser boss = hall.company.named("老板", hall.boss);
    int voice = hall.flow(record).path("current").get(0).path("voice").asInt();
    ok(
        200,
        hall.act(
            boss,
            record,
            "reassign",
            Map.of("voice", voice, "people", List.of(idOf(third)), "comment", "甲休假")));
    assertThat(hall.asked(record)).containsExactly("丙");
    hall.flow("", ask("a", people(first), "", "c") + "," + ask("c", people(first), "", "end"));
    assertThat(hall.flow(record).path("next").get(0).path("node").asString()).isEqualTo("b");
    ok(200, hall.act(boss, record, "migrate", Map.of()));
    assertThat(hall.flow(record).path("next").get(0).path("node").asString()).isEqualTo("c");
    ok(200, hall.act(boss, record, "jump", Map.of("node", "c")));
    assertThat(hall.asked(record)).containsExactly("甲");
    assertThat(hall.act(boss, record, "jump", Map.of("node", "nowhere")).status()).isEqualTo(409);
    ok(200, hall.act(boss, record, "terminate", Map.of("comment", "不做了")));
    assertThat(hall.flow(record).path("result").asString()).isEqualTo("terminated");
    assertThat(hall.hasTask(first, record)).isFalse();
    assertThat(hall.trail(record))
        .containsExactly("发起人 start", "老板 reassign", "老板 migrate", "老板 jump", "老板 terminate");
  }
}
