package io.xiaodan.flow;

import static io.xiaodan.flow.FlowHall.ask;
import static io.xiaodan.flow.FlowHall.people;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What was approved is a ceiling. */
@ServerTest
class CeilingTests {

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private ApplicationContext beans;

  private FlowHall hall;
  private Browser starter;
  private Browser director;
  private Browser warehouse;

  @BeforeEach
  void open() {
    hall = new FlowHall(port, people);
    starter = hall.member("发起人");
    director = hall.member("总监");
    warehouse = hall.member("仓库");
  }

  @AfterEach
  void everyInstanceComesOutOfItsTrail() {
    Replays.check(beans, io.xiaodan.support.Company.idOf(starter));
  }

  private void flow(String judge) {
    hall.flow(
        "\"ceiling\": {\"field\": \"amount\", \"judge\": \"" + judge + "\"},",
        """
        {"key": "a", "type": "condition", "branches": [{"key": "large", "when": "amount >= 5000", "next": "b"}], "else": "c"},
        %s, {"key": "c", "type": "handle", "who": %s, "outcomes": {"submit": {"next": "end"}}}
        """
            .formatted(ask("b", people(director), "", "c"), people(warehouse)));
  }

  private void change(String record, Object amount) {
    JsonNode stored = hall.stored(record);
    ok(
        200,
        starter.patch(
            record(hall.form, record),
            Map.of("rev", stored.path("rev").asLong(), "values", Map.of("amount", amount))));
  }

  private void hands(String record) {
    ok(200, hall.decide(warehouse, record, "submit", Map.of()));
  }

  @Test
  void whatExceedsItIsApprovedAgainAndShownBeforeAndAfter() {
    flow("total");
    String record = hall.start(starter, 6000);
    hall.approve(director, record);
    hands(record);
    assertThat(hall.flow(record).path("result").asString()).isEqualTo("passed");

    change(record, 5500);
    change(record, 6000);
    assertThat(hall.flow(record).path("state").asString())
        .as("up to what was approved nothing happens")
        .isEqualTo("finished");

    change(record, 8000);
    JsonNode again = hall.flow(record);
    assertThat(hall.nodes(record)).containsExactly("b");
    assertThat(again.path("raised").path("from").asString()).isEqualTo("6000");
    assertThat(again.path("raised").path("to").asString()).isEqualTo("8000");
    assertThat(again.path("raised").path("changes").get(0).path("field").asString())
        .isEqualTo("amount");
    assertThat(again.path("earlier")).as("what was before is still told").hasSize(1);

    hall.approve(director, record);
    hands(record);
    change(record, 7000);
    change(record, 8000);
    assertThat(hall.flow(record).path("state").asString()).isEqualTo("finished");
  }

  @Test
  void whereConditionsLookAtTheDifferenceASmallRaiseGoesTheSmallWay() {
    flow("difference");
    String record = hall.start(starter, 6000);
    hall.approve(director, record);
    hands(record);
    change(record, 6800);
    assertThat(hall.nodes(record)).as("800 more").containsExactly("c");
    hands(record);
    change(record, 12000);
    assertThat(hall.nodes(record)).as("5,200 more").containsExactly("b");
  }

  @Test
  void aRaiseWhileItRunsTakesTheTasksOffAndBeginsAgain() {
    flow("total");
    String record = hall.start(starter, 6000);
    change(record, 6500);
    assertThat(hall.trail(record)).as("nothing was approved yet").hasSize(1);
    hall.approve(director, record);
    assertThat(hall.nodes(record)).containsExactly("c");
    change(record, 9000);
    assertThat(hall.nodes(record)).containsExactly("b");
    assertThat(hall.hasTask(warehouse, record)).isFalse();
    assertThat(hall.trail(record)).contains("发起人 raise");
    hall.approve(director, record);
    hands(record);
    assertThat(hall.flow(record).path("result").asString()).isEqualTo("passed");
  }

  @Test
  void onlyANumberOfTheRecordCanBeACeiling() {
    String document =
        hall.document(
            "create", "\"ceiling\": {\"field\": \"name\"},", ask("a", people(director), "", "end"));
    JsonNode found =
        io.xiaodan.support.Company.draft(
                hall.builder, tools.jackson.databind.json.JsonMapper.shared().readTree(document))
            .json();
    assertThat(found).isNotNull();
    List<String> codes =
        ok(200, hall.builder.post("/api/artifacts/flow/" + hall.form + "/check", Map.of()))
            .path("findings")
            .valueStream()
            .map(finding -> finding.path("code").asString())
            .toList();
    assertThat(codes).contains("flow.ceiling_number");
  }
}
