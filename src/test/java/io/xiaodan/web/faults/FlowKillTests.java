package io.xiaodan.web.faults;

import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The application is killed while a director approves one order after the other. */
@Tag("faults")
class FlowKillTests {

  private static final int ORDERS = 90;
  private static final int HANDS = 4;

  @TempDir private Path data;

  private final AtomicReference<@Nullable Browser> director = new AtomicReference<>();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  @Test
  void everyOrderIsApprovedOnceAndWaitsAtOneNode() throws Exception {
    ServerProcess server = ServerProcess.start(data);
    try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      Browser boss = server.signIn();
      person(boss, "director", "sales_director");
      person(boss, "keeper", "warehouse");
      Map<String, Object> order = order(customer(boss), product(boss, "1"), "6000");
      for (int i = 0; i < ORDERS; i++) {
        Map<String, Object> values = new HashMap<>(order);
        values.put("remark", "kill " + i);
        ok(201, boss.post(records("orders"), Map.of("values", values)));
      }
      Browser signedIn = signIn(server, "director");
      Queue<String> tasks = new ConcurrentLinkedQueue<>();
      ok(200, signedIn.get("/api/tasks?limit=200"))
          .path("items")
          .forEach(task -> tasks.add(task.path("id").asString()));
      assertThat(tasks).hasSize(ORDERS);
      director.set(signedIn);
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < HANDS; i++) {
        work.add(hands.submit(() -> approve(tasks)));
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> answered.size() >= ORDERS / 3);
      director.set(null);
      server.process().destroyForcibly().waitFor();
      server = ServerProcess.start(data);
      director.set(signIn(server, "director"));
      for (Future<?> each : work) {
        each.get();
      }
      assertThat(answered).hasSize(ORDERS);
      look(server);
    } finally {
      server.close();
    }
  }

  private static void person(Browser boss, String login, String role) {
    ok(
        201,
        boss.post(
            "/api/people",
            Map.of(
                "login",
                login,
                "name",
                login,
                "password",
                ServerProcess.PASSWORD,
                "roles",
                List.of(role))));
  }

  private static Browser signIn(ServerProcess server, String login) {
    return new Browser(server.port()).signIn(login, ServerProcess.PASSWORD);
  }

  /** Approves until nothing is left; what was not answered is sent again. */
  private void approve(Queue<String> tasks) {
    for (String task = tasks.poll(); task != null; task = tasks.poll()) {
      while (!answered.contains(task)) {
        Browser browser = director.get();
        Answer answer = browser == null ? null : sent(browser, task);
        if (answer != null && (answer.status() == 200 || answer.status() == 409)) {
          answered.add(task);
        } else {
          LockSupport.parkNanos(20_000_000);
        }
      }
    }
  }

  private static @Nullable Answer sent(Browser browser, String task) {
    try {
      return browser.post("/api/tasks/" + task + "/outcomes/approve", Map.of("comment", "同意"));
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  private static void look(ServerProcess server) {
    Browser boss = server.signIn();
    Browser keeper = signIn(server, "keeper");
    assertThat(ok(200, keeper.get("/api/tasks/count")).path("open").asInt()).isEqualTo(ORDERS);
    assertThat(ok(200, signIn(server, "director").get("/api/tasks/count")).path("open").asInt())
        .isZero();
    for (JsonNode order :
        ok(200, boss.get(records("orders") + "?limit=200")).path("items").valueStream().toList()) {
      JsonNode flow = ok(200, boss.get(record("orders", id(order)) + "/flow"));
      List<String> acts =
          flow.path("trail").valueStream().map(step -> step.path("act").asString()).toList();
      assertThat(acts).as("approved once").containsExactly("start", "approve");
      assertThat(flow.path("current")).as("one task").hasSize(1);
      assertThat(flow.path("current").get(0).path("node").asString()).isEqualTo("warehouse");
    }
  }
}
