package io.xiaodan.web.faults;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xiaodan.support.Browser;
import io.xiaodan.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one database carry out a rule; one is killed after the other side has received its
 * calls and before the answers arrive.
 */
@Tag("faults")
class TwoNodesTests {

  private static final int RECORDS = 40;

  @TempDir private Path folder;

  /** Bodies by key, in the order in which they came. */
  private final Map<String, List<String>> received = new ConcurrentHashMap<>();

  private final CountDownLatch answering = new CountDownLatch(1);

  @Test
  void doesEveryRecordEffectOnceAndEveryCallAtLeastOnceUnderOneKey() throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/", this::receive);
    receiver.start();
    TestDatabase database = TestDatabase.fresh();
    Map<String, String> settings = settings(database);
    ServerProcess first = ServerProcess.start(Files.createDirectory(folder.resolve("a")), settings);
    ServerProcess second = null;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      Browser browser = first.signIn();
      publish(browser, "http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
      second = ServerProcess.start(Files.createDirectory(folder.resolve("b")), settings);
      for (int i = 0; i < RECORDS; i++) {
        create(browser, "two_from", Map.of("name", "n" + i));
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> received.size() >= 4);
      first.process().destroyForcibly().waitFor();
      answering.countDown();
      // A call that was begun and never ended is in the way for two minutes: they pass.
      statement.executeUpdate(
          "UPDATE w_main.outbound_message SET at = at - interval '3 minutes' WHERE state = 'sending'");
      browser = second.signIn();
      for (int i = 0; i < 5; i++) {
        create(browser, "two_from", Map.of("name", "later" + i));
      }
      await()
          .atMost(Duration.ofSeconds(40))
          .until(() ->
              number(statement, "SELECT count(*) FROM w_main.rule_run WHERE state = 'done'")
                  == 2 * (RECORDS + 5));
      lookAtWhatBecameOfThem(statement);
    } finally {
      answering.countDown();
      first.close();
      if (second != null) {
        second.close();
      }
      receiver.stop(0);
    }
  }

  private void lookAtWhatBecameOfThem(Statement statement) throws SQLException {
    assertThat(
            number(
                statement,
                "SELECT count(*) FROM w_main.f_two_from f WHERE (SELECT count(*) FROM w_main.f_two_to t WHERE t.name = f.name) <> 1"))
        .as("records without exactly one effect")
        .isZero();
    assertThat(
            number(
                statement,
                "SELECT count(*) FROM w_main.f_two_from f WHERE (SELECT count(*) FROM w_main.f_two_called c WHERE c.name = f.name) <> 1"))
        .as("records for which the rule that is called did not happen exactly once")
        .isZero();
    assertThat(received).hasSize(RECORDS + 5);
    assertThat(received.values()).as("some were cut off").anyMatch(bodies -> bodies.size() > 1);
    assertThat(received.values())
        .as("the same again")
        .allMatch(bodies -> bodies.stream().distinct().count() == 1);
    assertThat(number(statement, "SELECT count(*) FROM xiaodan.dead_job")).isZero();
  }

  private static Map<String, String> settings(TestDatabase database) {
    return Map.of(
        "XIAODAN_DATABASE_URL", database.urlWithLogin(),
        "XIAODAN_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]),
        "XIAODAN_OUTBOUND_ALLOWED_HOSTS", "127.0.0.1",
        "XIAODAN_JOBS_HEARTBEAT", "500ms",
        "XIAODAN_JOBS_POLL_INTERVAL", "200ms",
        "XIAODAN_RULES_FIRST_PAUSE", "100ms",
        "XIAODAN_RULES_LONGEST_PAUSE", "500ms",
        "XIAODAN_RULES_ATTEMPTS", "100");
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    received.computeIfAbsent(key, _ -> new CopyOnWriteArrayList<>()).add(body);
    try {
      answering.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static void publish(Browser browser, String address) {
    ok(
        204,
        browser.json(
            "PUT",
            "/api/connections/two",
            "{\"kind\": \"webhook\", \"label\": \"two\", \"url\": \"%s\"}".formatted(address)));
    String form =
        """
        {"kind": "form", "key": "%1$s", "label": "%1$s", "title": "name", "fields": [
          {"key": "name", "type": "text", "label": "name"}]}
        """;
    artifact(browser, "form", "two_from", form.formatted("two_from"));
    artifact(browser, "form", "two_to", form.formatted("two_to"));
    artifact(browser, "form", "two_called", form.formatted("two_called"));
    artifact(
        browser,
        "rule",
        "two_sub",
        """
        {"kind": "rule", "key": "two_sub", "label": "two_sub", "form": "two_from", "trigger": {"called": true},
         "steps": [{"key": "copy", "action": "create_record", "form": "two_called", "values": {"name": "name"}}]}
        """);
    artifact(
        browser,
        "rule",
        "two",
        """
        {"kind": "rule", "key": "two", "label": "two", "form": "two_from", "trigger": {"on": ["create"]},
         "steps": [
           {"key": "copy", "action": "create_record", "form": "two_to", "values": {"name": "name"}},
           {"key": "sub", "action": "call_rule", "rule": "two_sub"},
           {"key": "call", "action": "send_webhook", "to": "two", "values": {"name": "name"}}]}
        """);
  }

  private static void artifact(Browser browser, String kind, String key, String document) {
    String path = "/api/artifacts/" + kind + "/" + key;
    ok(
        200,
        browser.json("PUT", path + "/draft", "{\"basedOn\": 0, \"document\": " + document + "}"));
    ok(200, browser.post(path + "/publish", Map.of()));
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
