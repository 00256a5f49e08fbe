package io.xiaodan.web.faults;

import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.platform.postgres.EmbeddedPostgres;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The application is killed twice in the middle of many completions of tasks. */
@Tag("faults")
class FlowKillTests {

  private static final int CLIENTS = 8;
  private static final int RECORDS = 240;
  private static final int ENOUGH = 60;

  @TempDir private Path data;

  /** Tasks whose completion was answered. */
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  private final AtomicInteger twice = new AtomicInteger();
  private final AtomicReference<@Nullable Browser> desk = new AtomicReference<>();
  private volatile boolean closed;

  @Test
  void everyCompletionThatWasAnsweredIsThereOnceAndNoneIsHalfThere() throws Exception {
    ServerProcess server = ServerProcess.start(data);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = () -> closed = true) {
      Browser boss = server.signIn();
      List<String> records = cards(boss);
      desk.set(boss);
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        List<String> mine = records.subList(i * RECORDS / CLIENTS, (i + 1) * RECORDS / CLIENTS);
        work.add(clients.submit(() -> mine.forEach(this::finish)));
      }
      for (int kills = 1; kills <= 2; kills++) {
        int wanted = kills * ENOUGH;
        await().atMost(Duration.ofSeconds(60)).until(() -> answered.size() >= wanted);
        server.process().destroyForcibly().waitFor();
        desk.set(null);
        server = ServerProcess.start(data);
        desk.set(server.signIn());
      }
      for (Future<?> each : work) {
        each.get();
      }
    } finally {
      server.close();
    }
    assertThat(twice).as("answered twice for one task").hasValue(0);
    lookIntoTheTables();
  }

  /** Records that wait for two decisions one after the other, and get a verdict from the second. */
  private static List<String> cards(Browser boss) {
    Company.publish(
        boss,
        """
        {"kind": "form", "key": "cards", "label": "卡片", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "verdict", "type": "text"}]}
        """);
    Company.publish(
        boss,
        """
        {"kind": "flow", "key": "cards", "label": "审批", "form": "cards", "start": {"on": "create"}, "nodes": [
          {"key": "start", "type": "start", "next": "a"},
          {"key": "a", "type": "approve", "who": {"people": ["%1$s"]}, "outcomes": {"approve": {"next": "b"}, "reject": {"next": "no"}}},
          {"key": "b", "type": "approve", "who": {"people": ["%1$s"]}, "outcomes": {"approve": {"next": "end"}, "reject": {"next": "no"}}},
          {"key": "end", "type": "end", "set": {"verdict": "\\"passed\\""}},
          {"key": "no", "type": "end", "result": "rejected"}]}
        """
            .formatted(Company.idOf(boss)));
    List<String> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(id(Company.create(boss, "cards", Map.of("name", "c" + i))));
    }
    return records;
  }

  /** Decides about a record until it has a verdict, whoever is killed meanwhile. */
  private void finish(String card) {
    while (!closed) {
      try {
        Browser browser = desk.get();
        if (browser == null || approved(browser, card)) {
          LockSupport.parkNanos(5_000_000);
        }
        if (browser != null && isFinished(browser, card)) {
          return;
        }
      } catch (UncheckedIOException e) {
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private boolean approved(Browser browser, String card) {
    Answer list = browser.get("/api/tasks?record=" + card);
    JsonNode task = list.json().path("items").path(0);
    if (list.status() != 200 || task.isMissingNode()) {
      return false;
    }
    String key = task.path("id").asString();
    Answer answer =
        browser.post("/api/tasks/" + key + "/outcomes/approve", Map.of("comment", "同意"));
    if (answer.status() == 200 && !answered.add(key)) {
      twice.incrementAndGet();
    }
    return answer.status() == 200;
  }

  private static boolean isFinished(Browser browser, String card) {
    Answer answer = browser.get(record("cards", card));
    return answer.status() == 200
        && ok(200, answer).path("values").path("verdict").asString("").equals("passed");
  }

  private void lookIntoTheTables() throws SQLException {
    Path folder = data.resolve("postgres");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, folder);
        Connection connection = postgres.address().connect();
        Statement statement = connection.createStatement()) {
      String schema =
          text(statement, "SELECT schemaname FROM pg_tables WHERE tablename = 'f_cards'");
      statement.execute("SET search_path TO " + schema);
      for (String task : answered) {
        assertThat(
                text(
                    statement,
                    "SELECT count(*) FROM task t JOIN flow_event e ON e.task_id = t.id AND e.act = 'approve' WHERE t.state = 'done' AND t.outcome = 'approve' AND t.id = '"
                        + task
                        + "'"))
            .as(task)
            .isEqualTo("1");
      }
      String all = Integer.toString(RECORDS);
      assertThat(text(statement, "SELECT count(*) FROM f_cards WHERE verdict = 'passed'"))
          .isEqualTo(all);
      assertThat(text(statement, "SELECT count(*) FROM flow_instance WHERE state = 'finished'"))
          .isEqualTo(all);
      assertThat(text(statement, "SELECT count(*) FROM flow_event"))
          .as("two decisions of each")
          .isEqualTo(Integer.toString(2 * RECORDS));
      for (String half :
          List.of(
              "flow_instance i WHERE i.rev <> 1 + (SELECT count(*) FROM flow_event e WHERE e.instance_id = i.id)",
              "flow_instance i WHERE (SELECT string_agg(e.node || e.rev, ' ' ORDER BY e.rev) FROM flow_event e WHERE e.instance_id = i.id) <> 'a2 b3'",
              "flow_instance i WHERE (SELECT string_agg(t.node || t.state, ' ' ORDER BY t.created_at) FROM task t WHERE t.instance_id = i.id) <> 'adone bdone'",
              "f_cards c WHERE c.flow_state <> (SELECT i.state FROM flow_instance i WHERE i.record_id = c.id)",
              "f_cards c WHERE (SELECT count(*) FROM flow_instance i WHERE i.record_id = c.id) <> 1",
              "f_cards c WHERE (SELECT count(*) FROM event e WHERE e.record_id = c.id) <> 3",
              "task_assignee",
              "task t WHERE NOT EXISTS (SELECT 1 FROM flow_instance i WHERE i.id = t.instance_id)")) {
        assertThat(text(statement, "SELECT count(*) FROM " + half)).as(half).isEqualTo("0");
      }
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return Objects.requireNonNull(row.getString(1));
    }
  }
}
