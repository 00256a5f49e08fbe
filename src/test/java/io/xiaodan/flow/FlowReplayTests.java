package io.xiaodan.flow;

import static io.xiaodan.flow.FlowHall.ask;
import static io.xiaodan.flow.FlowHall.people;
import static io.xiaodan.support.Company.idOf;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Drafts run over records of the past, in the background. */
@ServerTest
class FlowReplayTests {

  private static final int RECORDS = 1_300;
  private static final int EXACTLY = 7;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private ApplicationContext beans;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  /** Amounts 1 to 1300: below 501 goes to one person, from there on to another. */
  private static String ways(Browser low, Browser high) {
    return """
    {"key": "a", "type": "condition", "branches": [{"key": "x", "when": "amount < 501", "next": "low"}], "else": "high"}, %s, %s
    """
        .formatted(ask("low", people(low), "", "end"), ask("high", people(high), "", "end"));
  }

  @Test
  void looksAtEveryRecordOnceAlsoWhenItIsInterrupted() throws Exception {
    FlowHall hall = new FlowHall(port, people);
    Browser low = hall.member("甲");
    Browser high = hall.member("乙");
    hall.flow("", ask("a", people(low), "", "end"));
    String really = hall.start(low, 900);
    hall.approve(low, really);
    insert(hall, idOf(low));
    String path = "/api/flows/" + hall.form + "/replays";
    String draft = hall.document("create", "", ways(low, high));
    JsonNode asked =
        ok(201, hall.builder.json("POST", path, "{\"days\": 30, \"document\": " + draft + "}"));
    assertThat(asked.path("total").asInt()).isEqualTo(RECORDS + 1);
    FlowHall.await(() -> latest(hall).path("state").asString().equals("done"));
    JsonNode first = latest(hall).path("result");
    assertThat(first.path("records").asInt()).isEqualTo(RECORDS + 1);
    assertThat(first.path("stuck").asInt()).isZero();
    assertThat(first.path("differing").asInt()).isEqualTo(1);
    assertThat(count(first, "high")).isEqualTo(RECORDS - 500 + 1);
    assertThat(count(first, "low")).isEqualTo(500);
    assertThat(first.path("work").path(0).path("who").asString()).isEqualTo("person:" + idOf(high));

    String id = latest(hall).path("id").asString();
    assertThat(walk(hall, id, "low/end")).hasSize(500).doesNotContain(really);
    assertThat(walk(hall, id, null)).containsExactly(really);

    // As if the server had ended after the first stretch: it goes on there.
    String replays = workspace.table("flow_replay");
    String records = workspace.table("flow_replay_record");
    UUID reached =
        Objects.requireNonNull(
            database.queryForObject(
                "SELECT record_id FROM "
                    + records
                    + " WHERE replay = ? ORDER BY record_id OFFSET ? LIMIT 1",
                UUID.class,
                UUID.fromString(id),
                EXACTLY - 1));
    long low7 = forget(records, id, reached);
    database.update(
        "UPDATE "
            + replays
            + " SET state = 'running', finished_at = NULL, last = ?, tally = ?::json WHERE id = ?",
        reached,
        "{\"records\": %d, \"left\": 0, \"stuck\": 0, \"differing\": 0, \"paths\": {\"low/end\": %d, \"high/end\": %d}, \"work\": {}}"
            .formatted(EXACTLY, low7, EXACTLY - low7),
        UUID.fromString(id));
    beans.getBean(FlowReplay.class).run(UUID.fromString(id));
    JsonNode again = latest(hall).path("result");
    assertThat(again.path("records").asInt()).isEqualTo(RECORDS + 1);
    assertThat(count(again, "low")).isEqualTo(500);
    assertThat(walk(hall, id, "low/end")).hasSize(500);
    another(hall, low, path, id);
    assertThat(hall.stored(really).path("rev").asInt()).as("without effects").isEqualTo(2);
  }

  /** Of each flow only the latest replay is kept; who does not build begins none. */
  private static void another(FlowHall hall, Browser low, String path, String id) {
    ok(201, hall.builder.json("POST", path, "{\"days\": 1}"));
    assertThat(hall.builder.get(path + "/" + id + "/records").status())
        .as("the one before it is gone")
        .isEqualTo(404);
    assertThat(low.json("POST", path, "{}").status()).isEqualTo(403);
  }

  /** Leaves the ways up to a record, and tells how many of those go the low way. */
  private long forget(String records, String id, UUID reached) {
    database.update(
        "DELETE FROM " + records + " WHERE replay = ? AND record_id > ?",
        UUID.fromString(id),
        reached);
    Long low =
        database.queryForObject(
            "SELECT count(*) FROM " + records + " WHERE replay = ? AND path = 'low/end'",
            Long.class,
            UUID.fromString(id));
    return low == null ? 0 : low;
  }

  private void insert(FlowHall hall, String by) {
    database.update(
        "INSERT INTO %s (id, rev, created_at, created_by, updated_at, updated_by, name, amount) SELECT gen_random_uuid(), 1, now() - interval '1 day', ?::uuid, now(), ?::uuid, 'r' || g, g FROM generate_series(1, %d) g"
            .formatted(workspace.table("f_" + hall.form), RECORDS),
        by,
        by);
  }

  private static JsonNode latest(FlowHall hall) {
    return ok(200, hall.builder.get("/api/flows/" + hall.form + "/replays/latest")).path("replay");
  }

  private static int count(JsonNode result, String node) {
    return result
        .path("paths")
        .valueStream()
        .filter(path -> path.path("nodes").path(0).asString().equals(node))
        .mapToInt(path -> path.path("count").asInt())
        .sum();
  }

  private static Set<String> walk(FlowHall hall, String id, @Nullable String path) {
    Set<String> found = new HashSet<>();
    @Nullable String before = null;
    do {
      JsonNode page =
          ok(
              200,
              hall.builder.get(
                  "/api/flows/"
                      + hall.form
                      + "/replays/"
                      + id
                      + "/records"
                      + Company.query("path", path, "before", before)));
      page.path("items").valueStream().forEach(each -> found.add(each.asString()));
      before = page.path("next").isNull() ? null : page.path("next").asString();
    } while (before != null);
    return found;
  }
}
