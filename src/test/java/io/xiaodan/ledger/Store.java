package io.xiaodan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Publication;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A store of its own for each test: goods, places, orders, deliveries and moves, a ledger of what
 * is open of orders, and one of the stock that it posts to.
 */
@TestComponent
class Store {

  private static final AtomicInteger counter = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Blueprints blueprints;
  final Records records;
  final JdbcTemplate database;
  final Workspace workspace;
  final JsonMapper json;

  Store(
      Blueprints blueprints,
      Records records,
      JdbcTemplate database,
      Workspace workspace,
      JsonMapper json) {
    this.blueprints = blueprints;
    this.records = records;
    this.database = database;
    this.workspace = workspace;
    this.json = json;
  }

  /** The keys of a store's forms and ledgers end with this. */
  static String name() {
    return "s" + counter.incrementAndGet();
  }

  static final String FORMS =
      """
      {"kind": "form", "key": "goods_@", "label": "货品", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "名称", "required": true}]}
      {"kind": "form", "key": "places_@", "label": "仓库", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "名称", "required": true}]}
      {"kind": "form", "key": "orders_@", "label": "订单", "title": "no", "fields": [
        {"key": "no", "type": "auto_number", "label": "单号", "pattern": "D{0000}"},
        {"key": "status", "type": "select", "label": "状态", "default": "'draft'", "options": [
          {"key": "draft", "label": "草稿"}, {"key": "approved", "label": "已审核"}, {"key": "cancelled", "label": "已取消"}]},
        {"key": "due", "type": "date", "label": "交期"},
        {"key": "note", "type": "text", "label": "备注"},
        {"key": "lines", "type": "lines", "label": "明细", "fields": [
          {"key": "product", "type": "reference", "form": "goods_@", "label": "货品"},
          {"key": "place", "type": "reference", "form": "places_@", "label": "仓库"},
          {"key": "lot", "type": "text", "label": "批次"},
          {"key": "quantity", "type": "number", "scale": 3, "label": "数量"}]}]}
      {"kind": "form", "key": "ships_@", "label": "送货单", "title": "no", "fields": [
        {"key": "no", "type": "auto_number", "label": "单号", "pattern": "S{0000}"},
        {"key": "order", "type": "reference", "form": "orders_@", "label": "订单"},
        {"key": "shipped", "type": "switch", "label": "已发货"},
        {"key": "lines", "type": "lines", "label": "明细", "fields": [
          {"key": "product", "type": "reference", "form": "goods_@", "label": "货品"},
          {"key": "place", "type": "reference", "form": "places_@", "label": "仓库"},
          {"key": "quantity", "type": "number", "scale": 3, "label": "数量"}]}]}
      {"kind": "form", "key": "moves_@", "label": "出入库", "title": "no", "fields": [
        {"key": "no", "type": "auto_number", "label": "单号", "pattern": "M{0000}"},
        {"key": "product", "type": "reference", "form": "goods_@", "label": "货品"},
        {"key": "place", "type": "reference", "form": "places_@", "label": "仓库"},
        {"key": "target", "type": "reference", "form": "places_@", "label": "移入"},
        {"key": "lot", "type": "text", "label": "批次"},
        {"key": "quantity", "type": "number", "scale": 3, "label": "数量"},
        {"key": "expected", "type": "date", "label": "预计"}]}
      """;

  static final String OPEN =
      """
      {"kind": "ledger", "key": "open_@", "label": "订单进度", "dimensions": [
        {"key": "order", "type": "reference", "form": "orders_@", "label": "订单"},
        {"key": "product", "type": "reference", "form": "goods_@", "label": "货品"},
        {"key": "place", "type": "reference", "form": "places_@", "label": "仓库"}],
       "accounts": [{"key": "ordered", "label": "订货"}, {"key": "shipped", "label": "发货"}],
       "values": [{"key": "left", "label": "未发", "formula": "MAX(ordered - shipped, 0)"}],
       "postings": [
        {"key": "order", "form": "orders_@", "lines": "lines", "when": "parent.status = 'approved'", "account": "ordered", "quantity": "quantity",
         "dimensions": {"order": "parent.id", "product": "product", "place": "place"}, "date": "parent.due"},
        {"key": "ship", "form": "ships_@", "lines": "lines", "when": "parent.shipped", "account": "shipped", "quantity": "quantity",
         "dimensions": {"order": "parent.order", "product": "product", "place": "place"}}],
       "limits": [{"key": "over", "label": {"zh": "还可以发", "en": "still to ship"}, "value": "ordered * 1.1 - shipped"}]}
      """;

  static final String STOCK =
      """
      {"kind": "ledger", "key": "stock_@", "label": "库存", "dimensions": [
        {"key": "product", "type": "reference", "form": "goods_@", "label": "货品"},
        {"key": "place", "type": "reference", "form": "places_@", "label": "仓库"}],
       "accounts": [{"key": "on_hand", "label": "在库"}, {"key": "reserved", "label": "预占"}, {"key": "incoming", "label": "在途", "expected": true}],
       "values": [{"key": "free", "label": "可用", "formula": "on_hand - reserved"}],
       "postings": [
        {"key": "reserve", "ledger": "open_@", "account": "reserved", "quantity": "MAX(ordered - shipped, 0)", "date": "ordered",
         "dimensions": {"product": "product", "place": "place"}},
        {"key": "ship", "form": "ships_@", "lines": "lines", "when": "parent.shipped", "account": "on_hand", "quantity": "0 - quantity",
         "dimensions": {"product": "product", "place": "place"}},
        {"key": "move", "form": "moves_@", "when": "ISEMPTY(expected)", "account": "on_hand", "quantity": "IF(ISEMPTY(target), quantity, 0 - quantity)",
         "dimensions": {"product": "product", "place": "place"}},
        {"key": "arrive", "form": "moves_@", "when": "NOT(ISEMPTY(target))", "account": "on_hand", "quantity": "quantity",
         "dimensions": {"product": "product", "place": "target"}},
        {"key": "expect", "form": "moves_@", "when": "NOT(ISEMPTY(expected))", "account": "incoming", "quantity": "quantity",
         "dimensions": {"product": "product", "place": "place"}, "date": "expected"}],
       "limits": [
        {"key": "there", "label": {"zh": "在库", "en": "on hand"}, "value": "on_hand"},
        {"key": "free", "label": {"zh": "可用", "en": "free"}, "value": "on_hand + incoming - reserved", "everyDay": true}]}
      """;

  /** Documents by artifact; single quotes stand for double ones inside formulas. */
  SequencedMap<ArtifactId, JsonNode> documents(String name, String... texts) {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    for (String text : texts) {
      for (String part : text.split("\n(?=\\{\"kind\")")) {
        JsonNode document = json.readTree(part.replace("'", "\\\"").replace("@", name));
        documents.put(
            new ArtifactId(document.path("kind").asString(), document.path("key").asString()),
            document);
      }
    }
    return documents;
  }

  void publish(String name, String... texts) {
    Publication publication = blueprints.publish(documents(name, texts), Actor.SYSTEM);
    assertThat(publication.isAllowed()).as(publication.findings().toString()).isTrue();
  }

  List<Finding> check(String name, String... texts) {
    return blueprints.check(documents(name, texts)).findings().stream()
        .filter(finding -> finding.artifact().kind().equals("ledger"))
        .toList();
  }

  /** Publishes all of it. */
  String open() {
    String name = name();
    publish(name, FORMS, OPEN, STOCK);
    return name;
  }

  Caller caller() {
    return new Caller(blueprints.current(), Actor.system(Origin.API));
  }

  StoredRecord create(String form, String values) {
    return records.create(caller(), form, Write.of(values(values)));
  }

  String id(String form, String values) {
    return create(form, values).id().toString();
  }

  StoredRecord change(StoredRecord record, String values) {
    return records.update(
        caller(), record.form(), record.id(), record.rev(), Write.of(values(values)));
  }

  JsonNode values(String values) {
    return json.readTree("{" + values.replace('\'', '"') + "}");
  }

  /** The accounts of one product at one place, in the order of the ledger; zeros where nothing. */
  String balance(String ledger, String product, String place) {
    List<Map<String, Object>> rows =
        database.queryForList(
            "SELECT * FROM %s WHERE product = ?::uuid AND place = ?::uuid"
                .formatted(workspace.table("l_" + ledger)),
            product,
            place);
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> row : rows) {
      row.forEach((key, value) -> {
        if (value instanceof BigDecimal number) {
          text.append(text.isEmpty() ? "" : " ").append(LimitRefusals.plain(number));
        }
      });
    }
    return text.toString();
  }

  void ready(String ledger) {
    await(() -> "ready"
        .equals(
            database.queryForObject(
                "SELECT state FROM %s WHERE ledger = ?".formatted(workspace.table("ledger_state")),
                String.class,
                ledger)));
  }

  static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }
}
