package io.xiaodan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.test.context.TestConstructor;

/** Many at once, on the same goods. */
@ServerTest
@Import(Store.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LedgerCrowdTests {

  private static final int CLERKS = 200;
  private static final int THREADS = 8;
  private static final int STEPS = 40;
  private static final int TRIES = 30;

  private final Store store;
  private final LedgerChecks checks;
  private final Messages messages;

  @Autowired
  LedgerCrowdTests(Store store, LedgerChecks checks, Messages messages) {
    this.store = store;
    this.checks = checks;
    this.messages = messages;
  }

  private static String today() {
    return LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString();
  }

  @Test
  void twoHundredClerksShareTheLastTenPiecesAndTheOthersHearTheNumberAndTheDate() throws Exception {
    String name = store.open();
    String paper = store.id("goods_" + name, "'name': 'A4纸'");
    String here = store.id("places_" + name, "'name': '一号仓'");
    String later = LocalDate.parse(today()).plusDays(3).toString();
    move(name, paper, here, "'quantity': 10");
    move(name, paper, here, "'quantity': 500, 'expected': '%s'".formatted(later));
    List<StoredRecord> drafts = new ArrayList<>();
    for (int i = 0; i < CLERKS; i++) {
      drafts.add(store.create("orders_" + name, order("draft", paper, here, 1)));
    }
    AtomicInteger confirmed = new AtomicInteger();
    Queue<String> told = new ConcurrentLinkedQueue<>();
    try (ExecutorService clerks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (StoredRecord draft : drafts) {
        all.add(
            clerks.submit(() -> {
              try {
                confirm(draft);
                confirmed.incrementAndGet();
              } catch (ProblemException e) {
                told.add(messages.text(e.problem().violations().getFirst().message(), Language.ZH));
              }
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(confirmed).hasValue(10);
    assertThat(store.balance("stock_" + name, paper, here)).isEqualTo("10 10 500");
    assertThat(told).hasSize(CLERKS - 10);
    assertThat(told).allMatch(("A4纸 / 一号仓：可用 0，需要 1；最早 %s 可以满足".formatted(later))::equals);
  }

  /** Whoever finds no connection free to the database tries again, as a browser does. */
  private void confirm(StoredRecord draft) {
    for (int attempt = 1; ; attempt++) {
      try {
        store.change(draft, "'status': 'approved'");
        return;
      } catch (CannotGetJdbcConnectionException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  @Test
  void whateverManyDoAtOnceTheLedgersEqualWhatTheRecordsGiveAndNoLimitIsBroken() throws Exception {
    long seed = System.nanoTime();
    String name = store.open();
    List<String> goods = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      goods.add(store.id("goods_" + name, "'name': '货" + i + "'"));
      places.add(store.id("places_" + name, "'name': '仓" + i + "'"));
    }
    Crowd crowd = new Crowd(name, goods, places);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(seed + i);
        all.add(
            threads.submit(() -> {
              for (int step = 0; step < STEPS; step++) {
                crowd.step(random);
              }
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(crowd.done.get())
        .as("seed " + seed)
        .isGreaterThan((THREADS * STEPS - crowd.busy.get()) / 4);
    List<LedgerChecks.Check> found =
        checks.run().stream().filter(check -> check.ledger().endsWith("_" + name)).toList();
    assertThat(found.stream().map(LedgerChecks.Check::invariant))
        .contains("records", "sums", "derived");
    assertThat(found).as("seed " + seed + " " + found).allMatch(check -> check.offenders() == 0);
    store.database.update(
        "UPDATE %s SET on_hand = on_hand + 1".formatted(store.workspace.table("l_stock_" + name)));
    assertThat(
            checks.run().stream()
                .filter(check -> check.ledger().equals("stock_" + name) && check.offenders() > 0)
                .map(LedgerChecks.Check::invariant))
        .as("a balance that somebody has tampered with is found")
        .contains("sums");
  }

  private StoredRecord move(String name, String product, String place, String more) {
    return store.create(
        "moves_" + name, "'product': '%s', 'place': '%s', %s".formatted(product, place, more));
  }

  private static String order(String status, String product, String place, int quantity) {
    return "'status': '%s', 'due': '%s', 'lines': [{'product': '%s', 'place': '%s', 'quantity': %d}]"
        .formatted(status, today(), product, place, quantity);
  }

  /** What people do with orders, deliveries and stock, in any order. */
  private final class Crowd {

    private final String name;
    private final List<String> goods;
    private final List<String> places;
    private final Queue<StoredRecord> orders = new ConcurrentLinkedQueue<>();
    private final Queue<StoredRecord> ships = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();

    /** Found no connection free, and so did nothing. */
    private final AtomicInteger busy = new AtomicInteger();

    Crowd(String name, List<String> goods, List<String> places) {
      this.name = name;
      this.goods = goods;
      this.places = places;
    }

    void step(Random random) {
      String product = goods.get(random.nextInt(goods.size()));
      String place = places.get(random.nextInt(places.size()));
      try {
        act(random, product, place);
        done.incrementAndGet();
      } catch (CannotGetJdbcConnectionException e) {
        busy.incrementAndGet();
      } catch (ProblemException e) {
        assertThat(e.problem().kind())
            .isIn(ProblemKind.INVALID, ProblemKind.CONFLICT, ProblemKind.UNAVAILABLE);
      }
    }

    private void act(Random random, String product, String place) {
      switch (random.nextInt(8)) {
        case 0 -> move(name, product, place, "'quantity': " + (1 + random.nextInt(20)));
        case 1 ->
            move(
                name,
                product,
                place,
                "'quantity': %d, 'target': '%s'"
                    .formatted(1 + random.nextInt(4), places.get(random.nextInt(places.size()))));
        case 2, 3 ->
            orders.add(
                store.create(
                    "orders_" + name, order("approved", product, place, 1 + random.nextInt(6))));
        case 4 -> again(orders, order -> store.change(order, "'status': 'cancelled'"));
        case 5 ->
            again(
                orders,
                order ->
                    store.change(order, order("approved", product, place, 1 + random.nextInt(9))));
        case 6 -> ship(random);
        default -> again(ships, ship -> store.change(ship, "'shipped': " + random.nextBoolean()));
      }
    }

    private void ship(Random random) {
      StoredRecord order = orders.poll();
      if (order != null) {
        orders.add(order);
        var line = order.lines().values().iterator().next().getFirst().values();
        ships.add(
            store.create(
                "ships_" + name,
                "'order': '%s', 'shipped': true, 'lines': [{'product': '%s', 'place': '%s', 'quantity': %d}]"
                    .formatted(
                        order.id(),
                        line.get("product"),
                        line.get("place"),
                        1 + random.nextInt(4))));
      }
    }

    private void again(
        Queue<StoredRecord> queue, java.util.function.UnaryOperator<StoredRecord> change) {
      StoredRecord record = queue.poll();
      if (record == null) {
        return;
      }
      try {
        queue.add(change.apply(record));
      } catch (ProblemException e) {
        queue.add(store.records.get(store.caller(), record.form(), record.id()));
        throw e;
      }
    }
  }
}
