package io.xiaodan.web.blueprint;

import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every place that uses a field is found, and nothing else. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String goods = "usegoods" + number;
  private final String orders = "useorders" + number;
  private Browser builder;
  private Browser clerk;

  @BeforeAll
  void useOneFieldEverywhere() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    builds(
        """
        {"kind": "form", "key": "%1$s", "label": "货", "title": "name", "fields": [
          {"key": "name", "type": "text", "label": "名称"}, {"key": "spare", "type": "text"},
          {"key": "price", "type": "money", "label": "价"},
          {"key": "twice", "type": "money", "label": {"zh": "双价"}, "formula": "price * 2"},
          {"key": "note", "type": "text", "label": "注", "visible": "price > 1"}],
          "list": {"columns": ["name", "price", "spare"], "sort": "price"}}
        """);
    builds(
        """
        {"kind": "form", "key": "%2$s", "label": "单", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "ware", "type": "reference", "form": "%1$s"},
          {"key": "seen", "type": "lookup", "path": "ware.price", "label": "现价"},
          {"key": "rows", "type": "lines", "label": "行", "fields": [
            {"key": "ware", "type": "reference", "form": "%1$s"},
            {"key": "cost", "type": "money", "label": "成本", "copy": "ware.price"},
            {"key": "idle", "type": "number"}]}]}
        """);
    builds(
        """
        {"kind": "role", "key": "usehider%3$d", "label": "藏", "forms": {
          "%1$s": {"view": "all", "fields": {"price": "hidden"}}}}
        """);
    builds(
        """
        {"kind": "role", "key": "useseer%3$d", "label": "看", "forms": {"%1$s": {"view": "all"}, "%2$s": {"view": "all"}}}
        """);
    builds(
        """
        {"kind": "flow", "key": "useflow%3$d", "label": "批", "form": "%1$s", "start": {"on": "submit"}, "nodes": [
          {"key": "start", "type": "start", "next": "which"},
          {"key": "which", "type": "condition", "label": "按价", "branches": [
            {"key": "dear", "label": "贵的", "when": "price > 100", "next": "end"}, {"key": "rest", "else": true, "next": "end"}]},
          {"key": "end", "type": "end"}]}
        """);
    builds(
        """
        {"kind": "rule", "key": "userule%3$d", "label": "提醒", "form": "%1$s", "trigger": {"on": ["change"], "fields": {"price": {}}},
          "steps": [{"key": "tell", "action": "create_task", "title": "看一看", "who": {"roles": ["useseer%3$d"]}}]}
        """);
    builds(
        """
        {"kind": "print", "key": "useprint%3$d", "label": "签", "form": "%1$s", "paper": {"size": "A4"}, "body": [
          {"key": "text", "type": "text", "text": "价 {price}"}]}
        """);
    clerk = company.person("useseer" + number);
    view(goods, "{\"columns\": [{\"field\": \"name\"}, {\"field\": \"price\"}]}", "有价");
    view(goods, "{\"columns\": [{\"field\": \"name\"}]}", "无价");
    view(
        orders,
        "{\"filter\": {\"field\": \"ware.price\", \"op\": \"gt\", \"value\": \"5\"}}",
        "贵货");
    link("问价", "[\"name\", \"price\"]");
    link("问名", "[\"name\"]");
  }

  private void builds(String document) {
    publish(builder, document.formatted(goods, orders, number));
  }

  private void view(String form, String document, String label) {
    ok(
        201,
        clerk.json(
            "POST",
            "/api/forms/" + form + "/views",
            "{\"label\": \"%s\", \"kind\": \"grid\", \"scope\": \"own\", \"roles\": [], \"document\": %s}"
                .formatted(label, document)));
  }

  private void link(String label, String shown) {
    ok(
        201,
        builder.json(
            "POST",
            "/api/links",
            "{\"kind\": \"query\", \"form\": \"%s\", \"label\": \"%s\", \"document\": {\"by\": [\"name\"], \"shown\": %s}}"
                .formatted(goods, label, shown)));
  }

  private List<String> uses(String form, String field) {
    return ok(
            200,
            builder.get("/api/artifacts/form/" + form + "/usages" + Company.query("field", field)))
        .path("items")
        .valueStream()
        .map(use ->
            use.path("kind").asString()
                + " "
                + label(use)
                + " "
                + String.join(
                    "/", use.path("words").valueStream().map(JsonNode::asString).toList()))
        .map(String::strip)
        .toList();
  }

  private static String label(JsonNode use) {
    JsonNode label = use.path("label");
    return label.isString() ? label.asString() : label.path("zh").asString();
  }

  @Test
  void namesEveryPlaceThatUsesAField() {
    assertThat(uses(goods, "price"))
        .containsExactlyInAnyOrder(
            "form 货 双价",
            "form 货 注",
            "form 单 现价",
            "form 单 行/成本",
            "role 藏",
            "flow 批 按价/贵的",
            "rule 提醒",
            "print 签",
            "view 有价",
            "view 贵货",
            "link 问价");
    assertThat(uses(orders, "rows.ware")).containsExactly("form 单 行/成本");
    assertThat(uses(orders, "ware")).containsExactlyInAnyOrder("form 单 现价", "view 贵货");
  }

  @Test
  void findsNothingWhereNothingUsesIt() {
    assertThat(uses(goods, "spare")).isEmpty();
    assertThat(uses(orders, "rows.idle")).isEmpty();
    assertThat(builder.get("/api/artifacts/form/" + goods + "/usages?field=nothing").status())
        .isEqualTo(404);
    assertThat(clerk.get("/api/artifacts/form/" + goods + "/usages?field=price").status())
        .isEqualTo(403);
  }

  @Test
  void looksAtTheFormAsItIsBeingBuilt() {
    String key = "usedraft" + number;
    JsonNode document =
        JsonMapper.shared()
            .readTree(
                """
                {"kind": "form", "key": "%s", "label": "草", "title": "a", "fields": [
                  {"key": "a", "type": "text"}, {"key": "b", "type": "text", "label": "乙", "formula": "a"}]}
                """
                    .formatted(key));
    ok(
        200,
        builder.json(
            "PUT",
            "/api/artifacts/form/" + key + "/draft",
            JsonMapper.shared().writeValueAsString(Map.of("basedOn", 0, "document", document))));
    assertThat(uses(key, "a")).containsExactly("form 草 乙");
    assertThat(uses(key, "b")).isEmpty();
  }
}
