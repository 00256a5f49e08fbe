package io.xiaodan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(Store.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LedgerPreviewTests {

  private final Store store;
  private final LedgerPreviews previews;
  private final Messages messages;
  private String name = "";
  private String paper = "";
  private String here = "";

  @Autowired
  LedgerPreviewTests(Store store, LedgerPreviews previews, Messages messages) {
    this.store = store;
    this.previews = previews;
    this.messages = messages;
  }

  @BeforeEach
  void open() {
    name = store.open();
    paper = store.id("goods_" + name, "'name': 'A4纸'");
    here = store.id("places_" + name, "'name': '一号仓'");
    store.create(
        "moves_" + name, "'product': '%s', 'place': '%s', 'quantity': 10".formatted(paper, here));
  }

  private StoredRecord draft(int quantity) {
    return store.create(
        "orders_" + name,
        "'status': 'draft', 'due': '%s', 'lines': [{'product': '%s', 'place': '%s', 'quantity': %d}]"
            .formatted(LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")), paper, here, quantity));
  }

  private LedgerPreview preview(String text, StoredRecord order, Map<String, JsonNode> supposed) {
    JsonNode document = store.documents(name, text).values().iterator().next();
    return previews.preview(
        Actor.system(Origin.API), "open_" + name, document, "orders_" + name, order.id(), supposed);
  }

  private Map<String, JsonNode> approved() {
    return Map.of("status", store.json.readTree("\"approved\""));
  }

  @Test
  void tellsWhatAnOrderWouldReserveHereAndInLedgersThatFollowAndWritesNothing() {
    LedgerPreview preview = preview(Store.OPEN, draft(4), approved());
    assertThat(preview.postings()).hasSize(1);
    assertThat(preview.postings().getFirst().entries())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.place()).endsWith("A4纸 / 一号仓");
          assertThat(line.quantity()).isEqualTo("4");
        });
    assertThat(preview.effects())
        .filteredOn(effect -> effect.ledger().equals("stock_" + name))
        .singleElement()
        .satisfies(effect -> {
          assertThat(effect.figures())
              .containsEntry("reserved", new LedgerPreview.BeforeAfter("0", "4"));
          assertThat(effect.figures())
              .containsEntry("free", new LedgerPreview.BeforeAfter("10", "6"));
        });
    assertThat(preview.refusals()).isEmpty();
    assertThat(store.balance("stock_" + name, paper, here)).isEqualTo("10 0 0");
    assertThat(store.balance("open_" + name, paper, here)).isEmpty();
  }

  @Test
  void tellsTheLimitThatWouldRefuseItWithItsNumbers() {
    LedgerPreview preview = preview(Store.OPEN, draft(15), approved());
    assertThat(preview.refusals().stream().map(each -> messages.text(each, Language.ZH)))
        .singleElement()
        .asString()
        .contains("A4纸 / 一号仓：可用 10，需要 15");
    assertThat(preview.effects()).isNotEmpty();
    assertThat(store.balance("stock_" + name, paper, here)).isEqualTo("10 0 0");
  }

  @Test
  void saysWhichPartOfTheConditionDoesNotHold() {
    LedgerPreview preview = preview(Store.OPEN, draft(4), Map.of());
    assertThat(preview.postings().getFirst().entries()).isEmpty();
    assertThat(preview.postings().getFirst().clauses())
        .singleElement()
        .satisfies(clause -> {
          assertThat(clause.value()).isEqualTo(false);
          assertThat(clause.reads().values()).containsExactly("draft");
        });
    assertThat(preview.effects()).isEmpty();
  }

  @Test
  void triesTheLedgerAsItIsBeingWritten() {
    String doubled =
        Store.OPEN.replace(
            "\"account\": \"ordered\", \"quantity\": \"quantity\"",
            "\"account\": \"ordered\", \"quantity\": \"quantity * 2\"");
    LedgerPreview preview = preview(doubled, draft(4), approved());
    assertThat(preview.postings().getFirst().entries().getFirst().quantity()).isEqualTo("8");
    String other =
        doubled
            .replace("\"type\": \"reference\", \"form\": \"places_@\"", "\"type\": \"text\"")
            .replace("\"place\": \"place\"", "\"place\": \"'x'\"");
    assertThat(preview(other, draft(4), approved()).effects())
        .as("dimensions that have no table yet")
        .isNull();
    assertThat(
            Objects.requireNonNull(
                    preview(
                        Store.OPEN.replace("parent.due", "parent.nothing"), draft(4), approved()))
                .findings())
        .isNotEmpty();
  }
}
