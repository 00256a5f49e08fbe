package io.xiaodan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

@ServerTest
@Import(Store.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class BalanceFieldTests {

  private static final String BALANCE =
      """
      {"key": "free", "type": "balance", "label": "可用", "ledger": "stock_@", "figure": "free", "at": {"product": "product", "place": "place"}}\
      """;
  private static final String PROMISE =
      """
      {"key": "soon", "type": "promise", "label": "交期", "ledger": "stock_@", "quantity": "quantity", "at": {"product": "product", "place": "place"}}\
      """;

  /**
   * Orders may not take more than is free, as a validation says; a moves form shows all of a
   * product.
   */
  private static final String FORMS =
      Store.FORMS.replace(
          "{\"key\": \"lot\", \"type\": \"text\", \"label\": \"批次\"},\n    {\"key\": \"quantity\", \"type\": \"number\", \"scale\": 3, \"label\": \"数量\"}]}]}\n{\"kind\": \"form\", \"key\": \"ships_@\"",
          "{\"key\": \"lot\", \"type\": \"text\", \"label\": \"批次\"},\n    {\"key\": \"quantity\", \"type\": \"number\", \"scale\": 3, \"label\": \"数量\"}, "
              + BALANCE
              + ", "
              + PROMISE
              + "], \"validations\": [{\"key\": \"there\", \"formula\": \"parent.note <> 'strict' or quantity <= free\", \"message\": \"没有这么多\"}]}]}\n{\"kind\": \"form\", \"key\": \"ships_@\"");

  private final Store store;
  private final LedgerFields fields;
  private final RecordLists lists;
  private String name = "";
  private String paper = "";
  private String here = "";

  @Autowired
  BalanceFieldTests(Store store, LedgerFields fields, RecordLists lists) {
    this.store = store;
    this.fields = fields;
    this.lists = lists;
  }

  @BeforeEach
  void open() {
    name = Store.name();
    store.publish(name, FORMS, Store.OPEN, Store.STOCK);
    paper = store.id("goods_" + name, "'name': 'A4纸'");
    here = store.id("places_" + name, "'name': '一号仓'");
    store.create(
        "moves_" + name, "'product': '%s', 'place': '%s', 'quantity': 10".formatted(paper, here));
  }

  private StoredRecord order(String note, int quantity) {
    return store.create(
        "orders_" + name,
        "'status': 'draft', 'note': '%s', 'due': '%s', 'lines': [{'product': '%s', 'place': '%s', 'quantity': %d}]"
            .formatted(
                note, LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")), paper, here, quantity));
  }

  private Map<String, String> place() {
    return Map.of("product", paper, "place", here);
  }

  @Test
  void isShownAsItIsAtThisMomentAndReadByValidationsInMemoryAndInTheDatabase() {
    StoredRecord order = order("loose", 4);
    assertThat(store.records.json(store.caller(), order).toString()).contains("free=10");
    assertThat(
            fields.figures(
                store.blueprints.current(),
                Actor.system(Origin.API),
                "orders_" + name,
                "lines.free",
                List.of(place())))
        .containsExactly("10");
    store.change(order, "'status': 'approved'");
    assertThat(
            store
                .records
                .json(store.caller(), store.records.get(store.caller(), order.form(), order.id()))
                .toString())
        .contains("free=6");
    assertThatThrownBy(() -> order("strict", 7)).isInstanceOf(ProblemException.class);
    order("strict", 6);
    ListQuery query = new ListQuery("COUNTIF(lines.free, \">5\") > 0", null, null, false, 10, null);
    assertThat(lists.page(store.caller(), "orders_" + name, query).items()).hasSize(2);
  }

  @Test
  void keepsWhatSomebodyTypesFromThePromisesOfOthersUntilItIsGivenBack() {
    UUID mine = UUID.randomUUID();
    Promises.Line line = new Promises.Line("r1", place(), BigDecimal.valueOf(8), null);
    assertThat(offer(line, mine).free()).isEqualTo("10");
    LedgerTermsHold.publish(store, name, FORMS);
    assertThat(offer(line, mine).free()).isEqualTo("10");
    PromiseOffer other = offer(line, UUID.randomUUID());
    assertThat(other.held()).isEqualTo("8");
    assertThat(other.free()).isEqualTo("2");
    assertThat(other.reasons()).contains("held");
    fields.release(
        store.blueprints.current(), Actor.system(Origin.API), "orders_" + name, "lines.soon", mine);
    assertThat(offer(line, null).held()).isEqualTo("8");
  }

  private PromiseOffer offer(Promises.Line line, @org.jspecify.annotations.Nullable UUID session) {
    return fields
        .offers(
            store.blueprints.current(),
            Actor.system(Origin.API),
            "orders_" + name,
            "lines.soon",
            List.of(line),
            null,
            session)
        .getFirst();
  }

  @Test
  void saysWhoHoldsWhatIsMissing() {
    StoredRecord order = order("loose", 7);
    store.change(order, "'status': 'approved'");
    PromiseOffer offer = offer(new Promises.Line("r1", place(), BigDecimal.valueOf(5), null), null);
    assertThat(offer.free()).isEqualTo("3");
    assertThat(offer.missing()).isEqualTo("2");
    assertThat(offer.reasons()).containsExactly("none");
    assertThat(offer.holders())
        .singleElement()
        .satisfies(holder -> {
          assertThat(holder.record()).isEqualTo(order.id());
          assertThat(holder.quantity()).isEqualTo("7");
        });
    PromiseOffer second =
        fields
            .offers(
                store.blueprints.current(),
                Actor.system(Origin.API),
                "orders_" + name,
                "lines.soon",
                List.of(
                    new Promises.Line("a", place(), BigDecimal.valueOf(2), null),
                    new Promises.Line("b", place(), BigDecimal.valueOf(2), null)),
                null,
                null)
            .getLast();
    assertThat(second.free()).as("what the line before leaves").isEqualTo("1");
  }

  @Test
  void isRefusedWhereItWouldStayBehindOrAsksForWhatIsNotThere() {
    String kept =
        FORMS.replace(
            "{\"key\": \"note\", \"type\": \"text\", \"label\": \"备注\"}",
            "{\"key\": \"note\", \"type\": \"text\", \"label\": \"备注\"}, {\"key\": \"sum\", \"type\": \"number\", \"label\": \"合计\", \"formula\": \"SUM(lines.free)\"}");
    assertThat(codes(kept)).contains("form.formula_reads_balance");
    assertThat(codes(FORMS.replace("\"figure\": \"free\"", "\"figure\": \"nothing\"")))
        .contains("ledger.no_figure");
    assertThat(
            codes(
                FORMS
                    .replace(
                        "\"place\": \"place\"}, \"quantity\"", "\"place\": \"lot\"}, \"quantity\"")
                    .replace(
                        "\"at\": {\"product\": \"product\", \"place\": \"place\"}}",
                        "\"at\": {\"product\": \"place\"}}")))
        .contains("ledger.dimension_type");
    String posting =
        Store.STOCK.replace("\"quantity\": \"0 - quantity\"", "\"quantity\": \"0 - quantity\"");
    assertThat(
            store
                .blueprints
                .check(
                    store.documents(
                        name,
                        FORMS,
                        Store.OPEN.replace(
                            "\"account\": \"ordered\", \"quantity\": \"quantity\"",
                            "\"account\": \"ordered\", \"quantity\": \"free\""),
                        posting))
                .findings()
                .stream()
                .map(finding -> finding.message().code()))
        .contains("ledger.reads_beyond");
  }

  private List<String> codes(String forms) {
    return store
        .blueprints
        .check(store.documents(name, forms, Store.OPEN, Store.STOCK))
        .findings()
        .stream()
        .filter(finding -> finding.artifact().equals(new ArtifactId("form", "orders_" + name)))
        .map(finding -> finding.message().code())
        .toList();
  }

  /** A ledger whose promises hold for ten minutes. */
  private static final class LedgerTermsHold {
    static void publish(Store store, String name, String forms) {
      store.publish(
          name,
          forms,
          Store.OPEN,
          Store.STOCK.replace("\"limits\": [", "\"promise\": {\"hold\": 10}, \"limits\": ["));
    }
  }
}
