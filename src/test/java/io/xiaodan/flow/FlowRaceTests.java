package io.xiaodan.flow;

import static io.xiaodan.flow.FlowHall.ask;
import static io.xiaodan.flow.FlowHall.people;
import static io.xiaodan.support.Company.idOf;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Several people at once on the same instances. */
@ServerTest
class FlowRaceTests {

  private static final int RECORDS = 300;
  private static final int LIMITS = 60;
  private static final int WALKS = 40;
  private static final int STEPS = 12;
  private static final int HANDS = 4;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private ApplicationContext beans;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  @Test
  void twoDecideAboutOneTaskInTheSameMomentThreeHundredTimes() throws Exception {
    FlowHall hall = new FlowHall(port, people);
    Browser starter = hall.member("发起人");
    Browser first = hall.member("甲");
    Browser second = hall.member("乙");
    hall.flow(
        "", ask("a", people(first, second), "", "b") + "," + ask("b", people(starter), "", "end"));
    CyclicBarrier barrier = new CyclicBarrier(2);
    int firstWon = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < RECORDS; i++) {
        String task = hall.task(first, hall.start(starter, i));
        List<Future<Answer>> answers = new ArrayList<>();
        for (Browser each : List.of(first, second)) {
          String outcome = each == first ? "approve" : "reject";
          answers.add(
              threads.submit(() -> {
                barrier.await();
                return each.post(
                    "/api/tasks/" + task + "/outcomes/" + outcome, Map.of("comment", "同时"));
              }));
        }
        Answer one = answers.get(0).get();
        Answer other = answers.get(1).get();
        assertThat(List.of(one.status(), other.status()))
            .as(one.text() + other.text())
            .containsExactlyInAnyOrder(200, 409);
        Answer lost = one.status() == 200 ? other : one;
        assertThat(lost.json().path("code").asString()).isEqualTo("already_done");
        firstWon += one.status() == 200 ? 1 : 0;
      }
    }
    Long events =
        database.queryForObject(
            "SELECT count(*) FROM %s e JOIN %s i ON i.id = e.instance_id WHERE i.form = ?"
                .formatted(workspace.table("flow_event"), workspace.table("flow_instance")),
            Long.class,
            hall.form);
    assertThat(events).as("each was decided once; the first won %d", firstWon).isEqualTo(RECORDS);
    agrees(hall);
  }

  @Test
  void aTimeLimitThatFiresWhileSomebodyDecidesLeavesOneDecision() throws Exception {
    FlowHall hall = new FlowHall(port, people);
    Browser starter = hall.member("发起人");
    Browser first = hall.member("甲");
    hall.flow(
        "",
        ask(
            "a",
            people(first),
            "\"limit\": {\"after\": 60, \"steps\": [{\"at\": 0, \"do\": \"reject\"}]},",
            "end"));
    FlowByItself byItself = beans.getBean(FlowByItself.class);
    FlowInstances instances = beans.getBean(FlowInstances.class);
    CyclicBarrier barrier = new CyclicBarrier(2);
    int approved = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < LIMITS; i++) {
        String record = hall.start(starter, i);
        String task = hall.task(first, record);
        FlowInstance instance = instances.ofRecord(java.util.UUID.fromString(record)).orElseThrow();
        Token token = instance.place().tokens().getFirst();
        FlowTimers.Alarm alarm =
            new FlowTimers.Alarm(instance.id(), token.id(), token.seats().getFirst().id(), 0);
        Future<Answer> answer =
            threads.submit(() -> {
              barrier.await();
              return first.post("/api/tasks/" + task + "/outcomes/approve", Map.of());
            });
        Future<FlowTimers.Alarm> limit =
            threads.submit(() -> {
              barrier.await();
              return FlowMoves.again(() -> {
                byItself.limit(alarm);
                return alarm;
              });
            });
        limit.get();
        int status = answer.get().status();
        assertThat(status).as(answer.get().text()).isIn(200, 409);
        approved += status == 200 ? 1 : 0;
        assertThat(hall.flow(record).path("result").asString())
            .isEqualTo(status == 200 ? "passed" : "rejected");
        assertThat(hall.trail(record)).as("one decision beside the start").hasSize(2);
      }
    }
    System.out.println("approved before the limit fired: " + approved + " of " + LIMITS);
    agrees(hall);
  }

  @Test
  void anybodyDoingAnythingLeavesEveryTaskWithItsVoice() throws Exception {
    long seed = Long.getLong("xiaodan.seed", System.nanoTime());
    System.out.println("random flow work, -Dxiaodan.seed=" + seed);
    FlowHall hall = new FlowHall(port, people);
    List<Browser> team = new ArrayList<>();
    for (String name : List.of("甲", "乙", "丙", "丁")) {
      team.add(hall.member(name));
    }
    String back = "\"return\": {\"to\": [\"start\"], \"then\": \"choose\"},";
    hall.flow(
        "\"withdraw\": {\"until\": \"end\"}, \"urge\": {\"every\": 0},",
        """
        {"key": "a", "type": "inclusive", "join": "meet", "branches": [{"key": "x", "when": "TRUE", "next": "left"}, {"key": "y", "when": "amount > 3", "next": "right"}]},
        {"key": "meet", "type": "join", "next": "last"}, %s, %s, %s
        """
            .formatted(
                ask(
                    "left",
                    people(team.get(0), team.get(1), team.get(2)),
                    "\"mode\": \"vote\", \"share\": 60, " + back,
                    "meet"),
                ask(
                    "right",
                    people(team.get(1), team.get(2)),
                    "\"mode\": \"in_turn\", " + back,
                    "meet"),
                ask(
                    "last",
                    people(team.get(2), team.get(3)),
                    "\"mode\": \"all\", \"again\": \"skip_consecutive\", " + back,
                    "end")));
    List<String> records = new ArrayList<>();
    for (int i = 0; i < WALKS; i++) {
      records.add(hall.start(team.get(i % HANDS), i % 8));
    }
    List<Future<?>> hands = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(HANDS)) {
      for (int hand = 0; hand < HANDS; hand++) {
        Random random = new Random(seed + hand);
        Browser who = team.get(hand);
        hands.add(
            threads.submit(() -> {
              for (int i = 0; i < WALKS * STEPS / HANDS; i++) {
                step(hall, team, who, records.get(random.nextInt(WALKS)), random);
              }
            }));
      }
    }
    for (Future<?> hand : hands) {
      hand.get();
    }
    agrees(hall);
    team.forEach(each -> Replays.check(beans, idOf(each)));
  }

  private static void step(
      FlowHall hall, List<Browser> team, Browser who, String record, Random random) {
    JsonNode mine = ok(200, who.get("/api/tasks?limit=5&record=" + record)).path("items").path(0);
    Browser other = team.get(random.nextInt(team.size()));
    Map<String, Object> body =
        Map.of("comment", "走", "people", List.of(idOf(other)), "back", random.nextBoolean());
    String path = "/api/tasks/" + mine.path("id").asString("") + "/";
    Answer answer;
    if (mine.isMissingNode() || random.nextInt(6) == 0) {
      String act = List.of("withdraw", "take_back", "urge", "cc", "comment").get(random.nextInt(5));
      answer = hall.act(who, record, act, body);
    } else if (mine.path("acts").isEmpty() || random.nextInt(3) > 0) {
      JsonNode outcomes = mine.path("outcomes");
      String outcome =
          outcomes.get(random.nextInt(5) == 0 ? outcomes.size() - 1 : 0).path("key").asString();
      answer = who.post(path + "outcomes/" + outcome, Map.of("comment", "走"));
    } else {
      JsonNode acts = mine.path("acts");
      answer = who.post(path + "acts/" + acts.get(random.nextInt(acts.size())).asString(), body);
    }
    assertThat(answer.status()).as(answer.text()).isIn(200, 403, 404, 409, 422);
  }

  /** Open tasks and open voices are the same, and finished instances have none. */
  @SuppressWarnings("NullAway")
  private void agrees(FlowHall hall) {
    FlowInstances instances = beans.getBean(FlowInstances.class);
    List<java.util.UUID> ids =
        database.queryForList(
            "SELECT id FROM " + workspace.table("flow_instance") + " WHERE form = ?",
            java.util.UUID.class,
            hall.form);
    for (java.util.UUID id : ids) {
      FlowInstance instance = instances.find(id).orElseThrow();
      List<java.util.UUID> voices =
          instance.place().tokens().stream()
              .flatMap(token -> token.seats().stream())
              .filter(Seat::isOpen)
              .map(seat -> java.util.Objects.requireNonNull(seat.top().task()))
              .sorted()
              .toList();
      List<java.util.UUID> open =
          database
              .queryForList(
                  "SELECT id FROM "
                      + workspace.table("task")
                      + " WHERE instance_id = ? AND state = 'open'",
                  java.util.UUID.class,
                  id)
              .stream()
              .sorted()
              .toList();
      assertThat(open).isEqualTo(voices);
      assertThat(instance.isRunning()).isEqualTo(!voices.isEmpty());
      assertThat(
              ok(200, hall.builder.get(Company.record(hall.form, instance.recordId().toString())))
                  .path("flowState")
                  .asString())
          .isEqualTo(instance.state());
      Long assigned =
          database.queryForObject(
              "SELECT count(DISTINCT a.task_id) FROM %s a JOIN %s t ON t.id = a.task_id WHERE t.instance_id = ?"
                  .formatted(workspace.table("task_assignee"), workspace.table("task")),
              Long.class,
              id);
      assertThat(assigned).isEqualTo(open.size());
    }
  }
}
