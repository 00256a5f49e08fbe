package io.xiaodan.flow;

import static io.xiaodan.flow.FlowHall.ask;
import static io.xiaodan.flow.FlowHall.people;
import static io.xiaodan.support.Company.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several people at once on the same instances. */
@ServerTest
class FlowRaceTests {

  private static final int RECORDS = 300;
  private static final int LIMITS = 30;
  private static final long LATEST_NANOS = 12_000_000;
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
    new FlowCrowd(hall, List.of(), beans).agrees();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reject", "escalate"})
  void aTimeLimitThatFiresWhileSomebodyDecidesLeavesOneDecision(String deed) throws Exception {
    FlowHall hall = new FlowHall(port, people);
    Browser starter = hall.member("发起人");
    Browser first = hall.member("甲");
    Browser chief = hall.member("上级");
    hall.flow(
        "",
        ask(
            "a",
            people(first),
            "\"limit\": {\"after\": 60, \"steps\": [{\"at\": 0, \"do\": \"%s\", \"to\": %s}]},"
                .formatted(deed, people(chief)),
            "end"));
    CyclicBarrier barrier = new CyclicBarrier(2);
    Random random = new Random(LIMITS);
    int late = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < LIMITS; i++) {
        String record = hall.start(starter, i);
        String task = hall.task(first, record);
        Future<Answer> answer =
            threads.submit(() -> {
              barrier.await();
              return first.post("/api/tasks/" + task + "/outcomes/approve", Map.of());
            });
        // An answer takes some milliseconds to arrive; within these the limit fires at any moment.
        long pause = random.nextLong(LATEST_NANOS);
        Future<?> limit =
            threads.submit(() -> {
              barrier.await();
              LockSupport.parkNanos(pause);
              return fire(record);
            });
        limit.get();
        int status = answer.get().status();
        String result = hall.flow(record).path("result").asString();
        if (deed.equals("reject")) {
          assertThat(status).as(answer.get().text()).isIn(200, 409);
          assertThat(result).isEqualTo(status == 200 ? "passed" : "rejected");
          assertThat(hall.trail(record)).as("one decision beside the start").hasSize(2);
          late += status == 200 ? 0 : 1;
        } else {
          assertThat(status).as("more are asked, none less: " + answer.get().text()).isEqualTo(200);
          assertThat(result).isEqualTo("passed");
          assertThat(hall.hasTask(chief, record)).as("no task is left over").isFalse();
          late += hall.trail(record).size() - 2;
        }
      }
    }
    System.out.println(deed + " came before the decision: " + late + " of " + LIMITS);
    assertThat(late).as("each was the faster one sometimes").isBetween(1, LIMITS - 1);
    new FlowCrowd(hall, List.of(), beans).agrees();
    Replays.check(beans, idOf(starter));
  }

  /** What the alarm of the limit does when its time has come. */
  private String fire(String record) {
    FlowInstance instance =
        beans.getBean(FlowInstances.class).ofRecord(UUID.fromString(record)).orElseThrow();
    return instance.place().tokens().stream()
        .findFirst()
        .map(token -> {
          FlowTimers.Alarm alarm =
              new FlowTimers.Alarm(instance.id(), token.id(), token.seats().getFirst().id(), 0);
          return FlowMoves.again(() -> {
            beans.getBean(FlowByItself.class).limit(alarm);
            return "fired";
          });
        })
        .orElse("too late");
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
    FlowCrowd crowd = new FlowCrowd(hall, team, beans);
    crowd.walks(records, WALKS * STEPS / HANDS, seed);
    crowd.agrees();
    team.forEach(each -> Replays.check(beans, idOf(each)));
  }
}
