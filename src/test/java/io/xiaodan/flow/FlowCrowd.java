package io.xiaodan.flow;

import static io.xiaodan.support.Company.idOf;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Several people who do anything at once with the same records, and what must hold afterwards. */
final class FlowCrowd {

  private static final int ENOUGH = 200;

  private final FlowHall hall;
  private final List<Browser> team;
  private final ApplicationContext beans;
  private final JdbcTemplate database;
  private final Workspace workspace;

  FlowCrowd(FlowHall hall, List<Browser> team, ApplicationContext beans) {
    this.hall = hall;
    this.team = team;
    this.beans = beans;
    this.database = beans.getBean(JdbcTemplate.class);
    this.workspace = beans.getBean(Workspace.class);
  }

  /** Everybody takes so many steps at once with any of the records. */
  void walks(List<String> records, int steps, long seed) throws Exception {
    List<Future<?>> hands = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(team.size())) {
      for (int hand = 0; hand < team.size(); hand++) {
        Random random = new Random(seed + hand);
        Browser who = team.get(hand);
        hands.add(
            threads.submit(() -> {
              for (int i = 0; i < steps; i++) {
                step(who, records.get(random.nextInt(records.size())), random);
              }
            }));
      }
    }
    for (Future<?> hand : hands) {
      hand.get();
    }
  }

  /** Everybody agrees from now on, until nothing waits any more. */
  void agreesToAll(String record) {
    for (int i = 0; hall.flow(record).path("state").asString().equals("running"); i++) {
      assertThat(i).as("it comes to an end: %s", hall.flow(record)).isLessThan(ENOUGH);
      for (Browser who : team) {
        JsonNode task = ok(200, who.get("/api/tasks?limit=1&record=" + record)).at("/items/0");
        if (!task.isMissingNode()) {
          String outcome = task.at("/outcomes/0/key").asString();
          ok(
              200,
              who.post(
                  "/api/tasks/" + task.path("id").asString() + "/outcomes/" + outcome,
                  Map.of("comment", "好")));
        }
      }
    }
  }

  /** Each step of each instance is in its trail, and each revision of its record in the history. */
  void isWrittenDown() {
    Long gaps =
        database.queryForObject(
            """
            SELECT count(*) FROM %1$s i JOIN %2$s r ON r.id = i.record_id
            WHERE i.form = ? AND (
              i.rev <> 1 + (SELECT count(DISTINCT e.rev) FROM %3$s e WHERE e.instance_id = i.id AND e.rev BETWEEN 2 AND i.rev)
              OR r.rev <> (SELECT count(DISTINCT e.rev) FROM %4$s e WHERE e.record_id = r.id AND e.rev BETWEEN 1 AND r.rev))
            """
                .formatted(
                    workspace.table("flow_instance"),
                    workspace.table("f_" + hall.form),
                    workspace.table("flow_event"),
                    workspace.table("event")),
            Long.class,
            hall.form);
    assertThat(gaps).isZero();
  }

  /** Does something with a record, allowed or not. */
  void step(Browser who, String record, Random random) {
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
  void agrees() {
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
