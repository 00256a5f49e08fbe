package io.xiaodan.web.faults;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.unique;
import static io.xiaodan.support.Company.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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

/**
 * Many confirm, change, cancel, ship, sign, return, receive and transfer at once; the application
 * is killed in between, then its database; whatever was answered, all invariants hold. Runs for a
 * few seconds; {@code -Dxiaodan.mix.seconds=300} makes it minutes.
 */
@Tag("faults")
class LedgerKillTests {

  private static final int CLIENTS = 6;
  private static final long SECONDS = Long.getLong("xiaodan.mix.seconds", 6);

  @TempDir private Path data;

  private final AtomicReference<@Nullable Browser> desk = new AtomicReference<>();
  private final Queue<String> orders = new ConcurrentLinkedQueue<>();
  private final Queue<String> deliveries = new ConcurrentLinkedQueue<>();
  private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
  private final AtomicInteger done = new AtomicInteger();
  private volatile boolean closed;

  @Test
  void whateverWasGoingOnWhenItWasKilledTheLedgersAddUpAfterwards() throws Exception {
    long seed = System.nanoTime();
    ServerProcess server = ServerProcess.start(data);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = () -> closed = true) {
      Browser boss = server.signIn();
      desk.set(boss);
      Mix mix = new Mix(boss);
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(seed + i);
        work.add(
            clients.submit(() -> {
              while (!closed) {
                mix.step(random);
              }
            }));
      }
      pause();
      server.process().destroyForcibly().waitFor();
      desk.set(null);
      server = ServerProcess.start(data);
      desk.set(server.signIn());
      pause();
      ServerProcess.kill(server.postgres());
      pause();
      closed = true;
      for (Future<?> each : work) {
        each.get();
      }
      assertThat(done.get()).as("seed " + seed).isGreaterThan(50);
      assertThat(statuses).as("seed " + seed).isSubsetOf(200, 201, 409, 422, 503);
      lookAtAllInvariants(seed, Objects.requireNonNull(desk.get()));
    } finally {
      server.close();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(Duration.ofSeconds(SECONDS).toNanos() / 3);
  }

  /** Fields that follow ledgers and records are written right after; then everything must hold. */
  private static void lookAtAllInvariants(long seed, Browser browser) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> {
          ok(202, browser.post("/api/checks", Map.of()));
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() ->
                  ok(200, browser.get("/api/checks"))
                      .path("progress")
                      .path("state")
                      .asString()
                      .equals("done"));
          JsonNode items = ok(200, browser.get("/api/checks")).path("items");
          assertThat(items.valueStream().map(each -> each.path("invariant").asString()))
              .contains(
                  "records", "sums", "days", "derived", "feeds", "limits", "computed", "tasks");
          assertThat(items.valueStream().filter(each -> each.path("offenders").asInt() > 0))
              .as("seed " + seed)
              .isEmpty();
        });
  }

  /** What people do with orders, deliveries and stock, in any order. */
  private final class Mix {
    private final String customer;
    private final List<String> products = new ArrayList<>();
    private final List<String> warehouses = new ArrayList<>();

    Mix(Browser boss) {
      customer = customer(boss);
      for (int i = 0; i < 2; i++) {
        String number = "M" + unique();
        warehouses.add(
            id(create(boss, "warehouses", Map.of("code", number, "name", "仓" + number))));
        products.add(
            id(
                create(
                    boss,
                    "products",
                    Map.of(
                        "code",
                        "P" + number,
                        "name",
                        "货" + number,
                        "price",
                        "1",
                        "product_line",
                        "stationery",
                        "warehouse",
                        warehouses.getFirst()))));
      }
    }

    private String any(List<String> from, Random random) {
      return from.get(random.nextInt(from.size()));
    }

    void step(Random random) {
      String product = any(products, random);
      String warehouse = any(warehouses, random);
      switch (random.nextInt(8)) {
        case 0, 1 -> move("receipt", warehouse, null, product, 5 + random.nextInt(20));
        case 2 -> move("transfer", warehouse, any(warehouses, random), product, 1);
        case 3, 4 -> {
          Map<String, Object> line =
              Map.of(
                  "product",
                  product,
                  "warehouse",
                  warehouse,
                  "quantity",
                  1 + random.nextInt(5),
                  "price",
                  "1");
          String made = make("orders", Map.of("customer", customer, "lines", List.of(line)));
          if (made != null) {
            orders.add(made);
          }
        }
        case 5 -> again(orders, "orders", random);
        case 6 -> ship(random);
        default -> again(deliveries, "deliveries", random);
      }
    }

    private void move(String kind, String from, @Nullable String to, String product, int quantity) {
      Map<String, Object> line = Map.of("product", product, "quantity", quantity);
      make(
          "stock_moves",
          to == null
              ? Map.of("kind", kind, "warehouse", from, "lines", List.of(line))
              : Map.of("kind", kind, "warehouse", from, "target", to, "lines", List.of(line)));
    }

    private void ship(Random random) {
      String order = orders.poll();
      if (order == null) {
        return;
      }
      orders.add(order);
      Answer found = call(browser -> browser.get(record("orders", order)));
      if (found == null || found.status() != 200) {
        return;
      }
      JsonNode line = found.json().path("values").path("lines").path(0);
      Map<String, Object> shipped =
          Map.of(
              "product",
              line.path("product").path("id").asString(),
              "warehouse",
              line.path("warehouse").path("id").asString(),
              "quantity",
              1 + random.nextInt(3));
      String made =
          make(
              "deliveries", Map.of("order", order, "status", "shipped", "lines", List.of(shipped)));
      if (made != null) {
        deliveries.add(made);
      }
    }

    /** Cancels or changes an order; signs for a delivery or takes it back. */
    private void again(Queue<String> queue, String form, Random random) {
      String id = queue.poll();
      if (id == null) {
        return;
      }
      queue.add(id);
      Answer found = call(browser -> browser.get(record(form, id)));
      if (found == null || found.status() != 200) {
        return;
      }
      JsonNode now = found.json();
      Map<String, Object> values;
      if (form.equals("deliveries")) {
        values = Map.of("status", random.nextBoolean() ? "signed" : "returned");
      } else {
        JsonNode line = now.path("values").path("lines").path(0);
        values =
            Map.of(
                "remark",
                "改 " + value(now, "order_no"),
                "lines",
                List.of(
                    Map.of("id", line.path("id").asString(), "quantity", 1 + random.nextInt(6))));
      }
      call(browser ->
          browser.patch(
              record(form, id), Map.of("rev", now.path("rev").asLong(), "values", values)));
    }

    private @Nullable String make(String form, Map<String, Object> values) {
      Answer answer = call(browser -> browser.post(records(form), Map.of("values", values)));
      return answer != null && answer.status() == 201 ? id(answer.json()) : null;
    }

    private @Nullable Answer call(java.util.function.Function<Browser, Answer> what) {
      Browser browser = desk.get();
      try {
        Answer answer = browser == null ? null : what.apply(browser);
        if (answer == null) {
          LockSupport.parkNanos(20_000_000);
          return null;
        }
        statuses.add(answer.status());
        if (answer.status() < 300) {
          done.incrementAndGet();
        }
        return answer;
      } catch (UncheckedIOException e) {
        LockSupport.parkNanos(20_000_000);
        return null;
      }
    }
  }
}
