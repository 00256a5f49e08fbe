package io.xiaodan.report;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Publication;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small shop of its own beside the packaged app: deals of clients with items of goods. Rows are
 * written straight into the tables.
 */
@Component
class Shop {

  static final UUID ANN = new UUID(1, 1);
  static final UUID BOB = new UUID(1, 2);

  private static final String FORMS =
      """
      [
      {"kind": "form", "key": "clients", "label": "客户", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "名称"},
        {"key": "area", "type": "select", "label": {"zh": "区域", "en": "Area"}, "options": [
          {"key": "south", "label": {"zh": "华南", "en": "South"}},
          {"key": "east", "label": {"zh": "华东", "en": "East"}}]},
        {"key": "secret", "type": "text", "label": "机密"}]},
      {"kind": "form", "key": "goods", "label": "商品", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "名称"},
        {"key": "sort", "type": "text", "label": "类别"}]},
      {"kind": "form", "key": "deals", "label": "成交", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "名称"},
        {"key": "client", "type": "reference", "form": "clients", "label": "客户"},
        {"key": "day", "type": "date", "label": "日期"},
        {"key": "moment", "type": "datetime", "label": "时间"},
        {"key": "state", "type": "select", "label": "状态", "options": [
          {"key": "open", "label": "进行中"}, {"key": "done", "label": "完成"}, {"key": "cancelled", "label": "取消"}]},
        {"key": "amount", "type": "money", "scale": 2, "label": "金额"},
        {"key": "cost", "type": "money", "scale": 2, "label": "成本"},
        {"key": "seller", "type": "person", "label": "业务员"},
        {"key": "tags", "type": "multi_select", "label": "标签", "options": [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]},
        {"key": "items", "type": "lines", "label": "明细", "fields": [
          {"key": "good", "type": "reference", "form": "goods", "label": "商品"},
          {"key": "quantity", "type": "number", "scale": 3, "label": "数量"}]}]},
      {"kind": "role", "key": "seller", "label": "业务员", "dashboards": ["shop"], "forms": {
        "deals": {"view": "mine"}, "clients": {"view": "all"}, "goods": {"view": "all"}}},
      {"kind": "role", "key": "clerk", "label": "文员", "dashboards": ["shop"], "forms": {
        "deals": {"view": "all", "fields": {"amount": "hidden"}}, "clients": {"view": "all"}, "goods": {"view": "all"}}},
      {"kind": "role", "key": "visitor", "label": "访客", "dashboards": ["shop"], "forms": {
        "deals": {"view": "all"}, "clients": {"view": {"formula": "area = \\"east\\""}, "fields": {"secret": "hidden"}}}}
      ]
      """;

  private final Blueprints blueprints;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;
  private final Feed feed;
  private final FormChanges changes;

  Shop(
      Blueprints blueprints,
      JdbcTemplate database,
      Workspace workspace,
      JsonMapper json,
      Feed feed,
      FormChanges changes) {
    this.blueprints = blueprints;
    this.database = database;
    this.workspace = workspace;
    this.json = json;
    this.feed = feed;
    this.changes = changes;
  }

  /** Publishes the forms and roles where they are not there yet, and empties the tables. */
  void open() {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    json.readTree(FORMS)
        .forEach(document ->
            documents.put(
                new ArtifactId(document.path("kind").asString(), document.path("key").asString()),
                document));
    if (blueprints.current().find(Form.TYPE, "deals").isEmpty()) {
      require(blueprints.publish(documents, Actor.SYSTEM));
    }
    for (String table : List.of("f_deals__items", "f_deals", "f_goods", "f_clients")) {
      database.update("DELETE FROM " + workspace.table(table));
    }
    List.of("deals", "goods", "clients").forEach(this::changed);
  }

  /** Tells of a change, as the record door does after a commit, and waits until it was heard. */
  void changed(String form) {
    changed(form, "updated", UUID.randomUUID());
  }

  void changed(String form, String kind, UUID id) {
    long before = changes.of(List.of(form), changes.heard());
    feed.publish("records/" + form, "\"" + kind + " " + id + "\"");
    while (changes.of(List.of(form), changes.heard()) == before) {
      Thread.onSpinWait();
    }
  }

  Blueprint blueprint() {
    return blueprints.current();
  }

  /** Publishes a role. */
  void publishRole(String key, String document) {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    documents.put(new ArtifactId("role", key), json.readTree(document));
    require(blueprints.publish(documents, Actor.SYSTEM));
  }

  /** Publishes a dashboard {@code shop} with one widget {@code w} that asks the question. */
  void ask(String question) {
    require(publish(question));
  }

  /** Publishes a dashboard {@code shop}. */
  void publishBoard(String document) {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    documents.put(new ArtifactId("dashboard", "shop"), json.readTree(document));
    require(blueprints.publish(documents, Actor.SYSTEM));
  }

  /** What the check finds in a question, as {@code place: code}. */
  List<String> check(String question) {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    documents.put(new ArtifactId("dashboard", "shop"), json.readTree(dashboard(question)));
    return blueprints.check(documents).findings().stream()
        .map(finding -> finding.place() + ": " + finding.message().code())
        .toList();
  }

  private Publication publish(String question) {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    documents.put(new ArtifactId("dashboard", "shop"), json.readTree(dashboard(question)));
    return blueprints.publish(documents, Actor.SYSTEM);
  }

  private static String dashboard(String question) {
    return """
    {"kind": "dashboard", "key": "shop", "label": "店", "widgets": [
      {"key": "w", "chart": "table", "title": "w", "question": %s}]}
    """
        .formatted(question);
  }

  private static void require(Publication publication) {
    if (!publication.isAllowed()) {
      throw new AssertionError(publication.findings().stream().map(Finding::toString).toList());
    }
  }

  static Actor actor(UUID person, String... roles) {
    return new Actor(person, "某人", Set.of(roles), Language.ZH, Origin.USER, null);
  }

  static Actor boss() {
    return Actor.system(Origin.USER);
  }

  UUID client(String name, @Nullable String area) {
    return insert("f_clients", ANN, values("name", name, "area", area, "secret", "s"));
  }

  UUID good(String name, String sort) {
    return insert("f_goods", ANN, values("name", name, "sort", sort));
  }

  /** A deal made by Ann; further values as name, value. */
  UUID deal(@Nullable Object... values) {
    return insert("f_deals", ANN, values(values));
  }

  UUID dealOf(UUID creator, @Nullable Object... values) {
    return insert("f_deals", creator, values(values));
  }

  /** Gives a deal to another client, with the event that tells of it. */
  void move(UUID deal, @Nullable String from, @Nullable String to, BigDecimal amount) {
    database.update(
        "UPDATE %s SET client = ?::uuid, amount = ? WHERE id = ?"
            .formatted(workspace.table("f_deals")),
        to,
        amount,
        deal);
    database.update(
        "INSERT INTO %s (id, at, form, record_id, rev, kind, by, origin, changes) VALUES (?, now(), 'deals', ?, 1, 'updated', ?, 'user', jsonb_build_object('client', jsonb_build_array(?::text, ?::text)))"
            .formatted(workspace.table("event")),
        UUID.randomUUID(),
        deal,
        ANN,
        from,
        to);
  }

  void item(UUID deal, UUID good, String quantity) {
    database.update(
        "INSERT INTO %s (id, parent, position, good, quantity) VALUES (?, ?, 0, ?, ?::numeric)"
            .formatted(workspace.table("f_deals__items")),
        UUID.randomUUID(),
        deal,
        good,
        quantity);
  }

  private static Map<String, @Nullable Object> values(@Nullable Object... values) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      map.put(String.valueOf(values[i]), values[i + 1]);
    }
    return map;
  }

  private UUID insert(String table, UUID creator, Map<String, @Nullable Object> values) {
    UUID id = UUID.randomUUID();
    StringBuilder columns = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    List<@Nullable Object> binds = new ArrayList<>(List.of(id, creator, creator));
    values.forEach((key, value) -> {
      columns.append(", ").append(Workspace.quote(key));
      marks.append(", ?").append(cast(key));
      binds.add(value);
    });
    database.update(
        "INSERT INTO %s (id, rev, created_at, created_by, updated_at, updated_by%s) VALUES (?, 1, now(), ?, now(), ?%s)"
            .formatted(workspace.table(table), columns, marks),
        binds.toArray());
    return id;
  }

  private static String cast(String key) {
    return switch (key) {
      case "day" -> "::date";
      case "moment", "deleted_at" -> "::timestamptz";
      case "amount", "cost" -> "::numeric";
      case "tags" -> "::text[]";
      default -> "";
    };
  }
}
