package io.xiaodan.web.link;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A form with a secret or two, links to it, and people who open them. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LinkShop {

  static final JsonMapper JSON = JsonMapper.shared();

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired JdbcTemplate database;

  final int number = Company.unique();
  final String goods = "goods" + number;
  final String wishes = "wishes" + number;
  Browser builder;
  Company company;
  String pen;
  String secret;

  @BeforeAll
  void build() {
    company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "货品", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "open", "type": "switch"}, {"key": "price", "type": "money"}, {"key": "cost", "type": "money"}]}
        """
            .formatted(goods));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "求购", "title": "no", "fields": [
          {"key": "no", "type": "auto_number", "pattern": "W%d-{0000}"}, {"key": "name", "type": "text", "required": true, "label": "姓名"},
          {"key": "phone", "type": "phone", "label": "电话"}, {"key": "source", "type": "text"}, {"key": "grade", "type": "text", "default": "\\"A\\""},
          {"key": "favourite", "type": "reference", "form": "%s", "among": "item.open and CONTAINS(item.name, source) and CONTAINS(item.name, name)"}, {"key": "papers", "type": "attachment"},
          {"key": "status", "type": "select", "label": "状态", "options": [{"key": "new", "label": "新建"}], "default": "\\"new\\""},
          {"key": "lines", "type": "lines", "fields": [
            {"key": "product", "type": "reference", "form": "%s", "required": true}, {"key": "quantity", "type": "number", "required": true},
            {"key": "price", "type": "money", "copy": "product.price"}, {"key": "margin", "type": "money"},
            {"key": "amount", "type": "money", "formula": "quantity * price"}]},
          {"key": "amount", "type": "money", "formula": "SUM(lines.amount)"},
          {"key": "profit", "type": "money", "formula": "SUM(lines.margin)"}],
          "validations": [{"key": "v", "formula": "grade <> \\"Z\\"", "fields": ["grade"], "message": "x"}]}
        """
            .formatted(wishes, number, goods, goods));
    pen =
        id(
            create(
                builder, goods, Map.of("name", "钢笔", "open", true, "price", "12.50", "cost", "7")));
    secret =
        id(
            create(
                builder, goods, Map.of("name", "机密钢笔", "open", false, "price", "99", "cost", "1")));
  }

  static String form(String more) {
    return """
    {"title": "在线下单", "thanks": "谢谢", "number": true%s, "fields": [
      {"field": "name"}, {"field": "phone"}, {"field": "source", "hidden": true, "value": "公开链接"}, {"field": "papers"},
      {"field": "lines", "columns": [{"field": "product", "filter": "open = TRUE", "show": ["price"]}, {"field": "quantity"}, {"field": "price"}, {"field": "amount"}]},
      {"field": "amount"}]}
    """
        .formatted(more);
  }

  JsonNode made(String kind, String document) {
    return ok(
        201,
        builder.post(
            "/api/links",
            Map.of(
                "kind", kind, "form", wishes, "label", "链接", "document", JSON.readTree(document))));
  }

  String address(String document) {
    return at(made("form", document));
  }

  static String at(JsonNode made) {
    return "/api/public/links/" + made.path("token").asString();
  }

  Browser visitor() {
    return new Browser(port).with("Accept-Language", "en");
  }

  Map<String, Object> order(String product) {
    return Map.of(
        "values",
        Map.of(
            "name",
            "张三",
            "phone",
            "13800138000",
            "lines",
            List.of(Map.of("product", product, "quantity", "2"))));
  }
}
