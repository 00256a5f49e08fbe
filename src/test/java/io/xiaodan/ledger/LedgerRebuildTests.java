package io.xiaodan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Jobs;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
@Import(Store.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LedgerRebuildTests {

  /** After this long the database has looked for a deadlock where somebody waits. */
  private static final long LOOKED_NANOS = 1_300_000_000L;

  private final Store store;
  private final LedgerRebuilds rebuilds;
  private final Jobs jobs;
  private final TransactionTemplate transactions;
  private final TransactionTemplate apart;

  @Autowired
  LedgerRebuildTests(
      Store store, LedgerRebuilds rebuilds, Jobs jobs, TransactionTemplate transactions) {
    this.store = store;
    this.rebuilds = rebuilds;
    this.jobs = jobs;
    this.transactions = transactions;
    this.apart =
        new TransactionTemplate(
            java.util.Objects.requireNonNull(transactions.getTransactionManager()));
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /**
   * Somebody holds a balance and asks for a record; the rebuild holds the record and asks for the
   * balance. The one of the two that can wait gives way.
   */
  @Test
  void givesWayToWhoeverChangesSeveralRecordsInOneTransaction() {
    String name = store.open();
    String ledger = "stock_" + name;
    store.ready(ledger);
    store.ready("open_" + name);
    String paper = store.id("goods_" + name, "'name': 'A4纸'");
    String here = store.id("places_" + name, "'name': '一号仓'");
    String move = "'product': '%s', 'place': '%s', 'quantity': ".formatted(paper, here);
    StoredRecord held = store.create("moves_" + name, move + "10");
    posted(ledger, held.id(), 9);
    transactions.executeWithoutResult(_ -> {
      store.create("moves_" + name, move + "5");
      rebuild(ledger);
      Store.await(() -> isHeld("moves_" + name, held.id()));
      LockSupport.parkNanos(LOOKED_NANOS);
      store.change(held, "'quantity': 11");
    });
    assertThat(store.balance(ledger, paper, here)).isEqualTo("16 0 0");
    store.ready(ledger);
    assertThat(store.balance(ledger, paper, here)).isEqualTo("16 0 0");
  }

  /**
   * While balances are being worked out nobody knows what is free. What takes from it is refused
   * with nothing changed, also where only a ledger that it follows from is being built; what adds
   * to it goes on.
   */
  @Test
  void whatCouldBreakALimitWaitsWhileBalancesAreWorkedOutAndWhatCannotGoesOn() {
    String name = store.open();
    String paper = store.id("goods_" + name, "'name': 'A4纸'");
    String here = store.id("places_" + name, "'name': '一号仓'");
    String move = "'product': '%s', 'place': '%s', 'quantity': ".formatted(paper, here);
    String order =
        "'status': 'approved', 'due': '2030-01-01', 'lines': [{'product': '%s', 'place': '%s', 'quantity': "
            .formatted(paper, here);
    store.create("moves_" + name, move + "10");
    StoredRecord first = store.create("orders_" + name, order + "4}]");
    for (String building : List.of("stock_" + name, "open_" + name)) {
      state(building, "building");
      assertThatThrownBy(() -> store.create("orders_" + name, order + "99}]"))
          .as(building)
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> {
                assertThat(refused.problem().kind()).isEqualTo(ProblemKind.UNAVAILABLE);
                assertThat(refused.problem().message().code()).isEqualTo("ledger.wait");
              });
      assertThatThrownBy(() -> store.create("orders_" + name, order + "1}]"))
          .as("nobody knows whether it fits")
          .isInstanceOf(ProblemException.class);
      assertThatThrownBy(() ->
              store.change(first, "'lines': []".replace("[]", "[" + lines(paper, here, 5) + "]")))
          .isInstanceOf(ProblemException.class);
      store.create("moves_" + name, move + "1");
      state(building, "ready");
    }
    assertThat(store.balance("stock_" + name, paper, here)).isEqualTo("12 4 0");
    state("stock_" + name, "building");
    store.change(first, "'status': 'cancelled'");
    state("stock_" + name, "ready");
    assertThat(store.balance("stock_" + name, paper, here)).isEqualTo("12 0 0");
    store.create("orders_" + name, order + "12}]");
    assertThatThrownBy(() -> store.create("orders_" + name, order + "1}]"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().kind()).isEqualTo(ProblemKind.INVALID));
  }

  private static String lines(String product, String place, int quantity) {
    return "{'product': '%s', 'place': '%s', 'quantity': %d}".formatted(product, place, quantity);
  }

  /** Only a value that is a sum can be judged by what is added to it. */
  @Test
  void tellsSumsFromOtherFormulas() {
    assertThat(limit("a + b - c").isSum()).isTrue();
    assertThat(limit("a * 1.1 - 2 * b + 5").isSum()).isTrue();
    assertThat(limit("a * 1.1 - 2 * b + 5").ofNothing()).isEqualByComparingTo("5");
    assertThat(limit("MAX(a, 0) - b").isSum()).isFalse();
    assertThat(limit("IF(a > 0, b - c, 0)").isSum()).isFalse();
    assertThat(limit("a * b").isSum()).isFalse();
    assertThat(limit("ABS(a)").isSum()).isFalse();
    assertThat(limit("IF(a > 100000, a - b, a - b - c)").isSum()).isFalse();
  }

  private static Limit limit(String formula) {
    java.util.LinkedHashMap<String, Account> accounts = new java.util.LinkedHashMap<>();
    for (String key : List.of("a", "b", "c")) {
      accounts.put(key, new Account(key, Label.of(key), 2, false));
    }
    return new Limit(
        "x",
        Label.of("x"),
        Formula.compile(formula, LedgerReader.schema(accounts)),
        true,
        false,
        List.of());
  }

  private void state(String ledger, String state) {
    store.database.update(
        "UPDATE %s SET state = ? WHERE ledger = ?".formatted(store.workspace.table("ledger_state")),
        state,
        ledger);
  }

  /** Lets the ledger hold something else of a record, as before another way of posting. */
  private void posted(String ledger, UUID record, int quantity) {
    store.database.update(
        "UPDATE %s SET _quantity = ? WHERE _record = ?"
            .formatted(store.workspace.table("l_" + ledger + "__entry")),
        quantity,
        record);
    for (String sums : List.of("", "__day")) {
      store.database.update(
          "UPDATE %s SET on_hand = ?".formatted(store.workspace.table("l_" + ledger + sums)),
          quantity);
    }
  }

  /** Begins one that commits apart from whatever the test is in the middle of. */
  private void rebuild(String key) {
    Ledger ledger = store.blueprints.current().find(Ledger.TYPE, key).orElseThrow();
    String fingerprint = LedgerTables.fingerprint(ledger);
    apart.executeWithoutResult(_ -> {
      store.database.update(
          "UPDATE %s SET state = 'building' WHERE ledger = ?"
              .formatted(store.workspace.table("ledger_state")),
          key);
      rebuilds.ask(key, fingerprint);
    });
    jobs.wake();
  }

  private boolean isHeld(String form, UUID id) {
    List<String> free =
        apart.execute(_ ->
            store.database.queryForList(
                "SELECT id::text FROM %s WHERE id = ? FOR UPDATE SKIP LOCKED"
                    .formatted(store.workspace.table("f_" + form)),
                String.class,
                id));
    return free != null && free.isEmpty();
  }
}
