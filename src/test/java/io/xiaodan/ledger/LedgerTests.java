package io.xiaodan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.blueprint.Finding;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.Creation;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import io.xiaodan.support.ServerTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

@ServerTest
@Import(Store.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LedgerTests {

  private final Store store;
  private final Messages messages;
  private String name = "";
  private String paper = "";
  private String here = "";
  private String there = "";

  @Autowired
  LedgerTests(Store store, Messages messages) {
    this.store = store;
    this.messages = messages;
  }

  @BeforeEach
  void open() {
    name = store.open();
    paper = store.id("goods_" + name, "'name': 'A4纸'");
    here = store.id("places_" + name, "'name': '一号仓'");
    there = store.id("places_" + name, "'name': '二号仓'");
  }

  private StoredRecord receive(int quantity) {
    return move(here, "'quantity': " + quantity);
  }

  private StoredRecord move(String place, String more) {
    return store.create(
        "moves_" + name, "'product': '%s', 'place': '%s', %s".formatted(paper, place, more));
  }

  private String order(String status, int quantity, String due) {
    return "'status': '%s', 'due': '%s', 'lines': [{'product': '%s', 'place': '%s', 'quantity': %d}]"
        .formatted(status, due, paper, here, quantity);
  }

  private StoredRecord ordered(int quantity) {
    return store.create("orders_" + name, order("approved", quantity, today(0)));
  }

  private StoredRecord ship(StoredRecord order, int quantity) {
    return store.create(
        "ships_" + name,
        "'order': '%s', 'shipped': true, 'lines': [{'product': '%s', 'place': '%s', 'quantity': %d}]"
            .formatted(order.id(), paper, here, quantity));
  }

  private String stock() {
    return store.balance("stock_" + name, paper, here);
  }

  private String progress() {
    return store.balance("open_" + name, paper, here);
  }

  private static String today(int days) {
    return LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).plusDays(days).toString();
  }

  private String refusal(Runnable change) {
    List<String> told = new ArrayList<>();
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                e.problem()
                    .violations()
                    .forEach(each -> told.add(messages.text(each.message(), Language.ZH))));
    return String.join("; ", told);
  }

  @Test
  void followsTheRecordThroughItsWholeLife() {
    receive(10);
    StoredRecord order = store.create("orders_" + name, order("draft", 4, today(0)));
    assertThat(stock()).isEqualTo("10 0 0");
    order = store.change(order, "'status': 'approved'");
    assertThat(stock()).isEqualTo("10 4 0");
    order =
        store.change(
            order,
            "'lines': [{'product': '%s', 'place': '%s', 'quantity': 7}]".formatted(paper, here));
    assertThat(stock()).isEqualTo("10 7 0");
    order = store.change(order, "'note': 'x'");
    order = store.change(order, "'status': 'cancelled'");
    assertThat(stock()).isEqualTo("10 0 0");
    order = store.change(order, "'status': 'approved'");
    store.records.delete(store.caller(), order.form(), order.id(), order.rev());
    assertThat(stock()).isEqualTo("10 0 0");
    store.records.restore(store.caller(), order.form(), order.id());
    assertThat(stock()).isEqualTo("10 7 0");
  }

  @Test
  void releasesWhatIsShippedAndNoMore() {
    receive(20);
    StoredRecord order = ordered(10);
    StoredRecord other = ordered(5);
    ship(order, 4);
    assertThat(stock()).isEqualTo("16 11 0");
    StoredRecord second = ship(order, 7);
    assertThat(stock())
        .as("one more than ordered takes nothing from the others")
        .isEqualTo("9 5 0");
    assertThat(refusal(() -> ship(order, 1))).isEqualTo("D0001 / A4纸 / 一号仓：还可以发 0，需要 1");
    store.change(second, "'shipped': false");
    assertThat(stock()).isEqualTo("16 11 0");
    StoredRecord last = order;
    assertThat(refusal(() -> store.change(last, "'status': 'cancelled'")))
        .as("an order of which something was shipped is not cancelled")
        .contains("还可以发");
    store.change(other, "'status': 'cancelled'");
    assertThat(stock()).isEqualTo("16 6 0");
  }

  @Test
  void refusesWhatIsNotThereWithTheNumbers() {
    receive(3);
    assertThat(refusal(() -> ordered(5))).isEqualTo("A4纸 / 一号仓：可用 3，需要 5；目前没有可以满足的日期");
    assertThat(stock()).isEqualTo("3 0 0");
    move(here, "'quantity': 20, 'expected': '%s'".formatted(today(3)));
    assertThat(refusal(() -> ordered(5)))
        .isEqualTo("A4纸 / 一号仓：可用 3，需要 5；最早 %s 可以满足".formatted(today(3)));
    store.create("orders_" + name, order("approved", 5, today(3)));
    assertThat(stock()).isEqualTo("3 5 20");
    assertThat(refusal(() -> ordered(4)))
        .as("what is promised for later is not given away today as far as it is needed then")
        .contains("可用 3，需要 4");
    ordered(3);
    assertThat(refusal(() -> move(here, "'quantity': -4"))).contains("在库 3，需要 4");
  }

  @Test
  void letsAnybodyMakeABrokenLimitLessBroken() {
    receive(10);
    StoredRecord order = ordered(8);
    store.database.update(
        "UPDATE %s SET on_hand = 2".formatted(store.workspace.table("l_stock_" + name)));
    assertThat(refusal(() -> ordered(1))).contains("可用 0，需要 1");
    store.change(order, order("approved", 5, today(0)));
    receive(1);
    assertThat(stock()).isEqualTo("3 5 0");
  }

  @Test
  void movesBetweenPlacesInOneRecord() {
    receive(10);
    move(here, "'quantity': 4, 'target': '%s'".formatted(there));
    assertThat(stock()).isEqualTo("6 0 0");
    assertThat(store.balance("stock_" + name, paper, there)).isEqualTo("4 0 0");
  }

  @Test
  void postsManyNewRecordsTogetherAndRefusesTheCulpritsAlone() {
    receive(10);
    List<Write> writes = new ArrayList<>();
    for (int quantity : new int[] {3, 4, 9, 3}) {
      writes.add(Write.of(store.values(order("approved", quantity, today(0)))));
    }
    List<Creation> made = store.records.createAll(store.caller(), "orders_" + name, writes);
    assertThat(made.stream().map(each -> each instanceof Creation.Made).toList())
        .containsExactly(true, true, false, true);
    assertThat(stock()).isEqualTo("10 10 0");
  }

  @Test
  void asksForADimensionThatIsEmpty() {
    assertThat(
            refusal(() ->
                store.create(
                    "orders_" + name,
                    "'status': 'approved', 'lines': [{'product': '%s', 'quantity': 1}]"
                        .formatted(paper))))
        .contains("请填写仓库");
  }

  @Test
  void buildsTheBalancesOfAnExistingForm() {
    String later = Store.name();
    store.publish(later, Store.FORMS);
    String product = store.id("goods_" + later, "'name': '笔'");
    String place = store.id("places_" + later, "'name': '仓'");
    for (int i = 1; i <= 3; i++) {
      store.create(
          "moves_" + later,
          "'product': '%s', 'place': '%s', 'quantity': %d".formatted(product, place, i));
    }
    store.create(
        "orders_" + later,
        "'status': 'approved', 'lines': [{'product': '%s', 'place': '%s', 'quantity': 2}]"
            .formatted(product, place));
    store.publish(later, Store.OPEN, Store.STOCK);
    store.ready("stock_" + later);
    store.ready("open_" + later);
    Store.await(() -> store.balance("stock_" + later, product, place).equals("6 2 0"));
    store.publish(
        later,
        Store.OPEN,
        Store.STOCK.replace(
            "\"quantity\": \"MAX(ordered - shipped, 0)\"", "\"quantity\": \"ordered * 2\""));
    Store.await(() -> store.balance("stock_" + later, product, place).equals("6 4 0"));
  }

  @Test
  void findsWhatCannotBePosted() {
    String other = Store.name();
    store.publish(other, Store.FORMS);
    List<Finding> findings =
        store.check(
            other,
            Store.OPEN
                .replace(
                    "\"quantity\": \"quantity\"", "\"quantity\": \"IF(product.name = 'x', 1, 2)\"")
                .replace("\"date\": \"parent.due\"", "\"date\": \"TODAY()\""));
    assertThat(findings.stream().map(each -> each.message().code()))
        .containsExactlyInAnyOrder(
            "ledger.reads_beyond", "ledger.reads_clock", "ledger.reads_beyond");
  }

  @Test
  void what_is_posted_to_a_ledger_that_is_not_there_is_refused() {
    String nowhere =
        "{\"today\": \"2026-03-01\", \"checked\": true, \"post\": {\"nowhere\": {\"entries\": [], \"sums\": [], \"days\": []}}}";

    assertThatThrownBy(() ->
            store.database.query(
                "SELECT " + store.workspace.table("l__post") + "(?::jsonb)", row -> {}, nowhere))
        .rootCause()
        .extracting(cause -> ((java.sql.SQLException) cause).getSQLState())
        .isEqualTo("XD410");
  }
}
