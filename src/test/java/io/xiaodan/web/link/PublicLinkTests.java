package io.xiaodan.web.link;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What visitors may do through a link, and what they may not find out by it. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicLinkTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcTemplate database;

  private final int number = Company.unique();
  private final String goods = "goods" + number;
  private final String wishes = "wishes" + number;
  private Browser builder;
  private Company company;
  private String pen;
  private String secret;

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
          {"key": "favourite", "type": "reference", "form": "%s"}, {"key": "papers", "type": "attachment"},
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

  private static String form(String more) {
    return """
    {"title": "在线下单", "thanks": "谢谢", "number": true%s, "fields": [
      {"field": "name"}, {"field": "phone"}, {"field": "source", "hidden": true, "value": "公开链接"}, {"field": "papers"},
      {"field": "lines", "columns": [{"field": "product", "filter": "open = TRUE", "show": ["price"]}, {"field": "quantity"}, {"field": "price"}, {"field": "amount"}]},
      {"field": "amount"}]}
    """
        .formatted(more);
  }

  private JsonNode made(String kind, String document) {
    return ok(
        201,
        builder.post(
            "/api/links",
            Map.of(
                "kind", kind, "form", wishes, "label", "链接", "document", JSON.readTree(document))));
  }

  private String address(String document) {
    return at(made("form", document));
  }

  private static String at(JsonNode made) {
    return "/api/public/links/" + made.path("token").asString();
  }

  private Browser visitor() {
    return new Browser(port).with("Accept-Language", "en");
  }

  private Map<String, Object> order(String product) {
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

  @Test
  void makesARecordOfWhatAVisitorSendsAndOfWhatTheLinkAdds() {
    String path = address(form(""));
    Browser visitor = visitor();
    JsonNode seen = ok(200, visitor.get(path));
    assertThat(seen.path("title").asString()).isEqualTo("在线下单");
    Answer sent = visitor.post(path + "/records", order(pen));
    assertThat(ok(201, sent).path("number").asString()).startsWith("W" + number);
    JsonNode stored =
        ok(
                200,
                builder.get(
                    Company.records(wishes) + "?search=" + sent.json().path("number").asString()))
            .path("items")
            .path(0);
    JsonNode whole = ok(200, builder.get(record(wishes, id(stored))));
    assertThat(whole.path("values").path("source").asString()).isEqualTo("公开链接");
    assertThat(whole.path("values").path("amount").asString()).isEqualTo("25.00");
    JsonNode history =
        ok(200, builder.get(record(wishes, id(stored)) + "/history")).path("items").path(0);
    assertThat(history.path("origin").asString()).isEqualTo("link");
  }

  @Test
  void tellsAVisitorNothingThatIsNotGranted() {
    String path = address(form(""));
    Browser visitor = visitor();
    String seen = visitor.get(path).text();
    assertThat(seen)
        .contains("姓名", "product", "quantity")
        .doesNotContain(
            "source", "公开链接", "grade", "margin", "profit", "favourite", "cost", "status", "open");
    JsonNode choices = ok(200, visitor.get(path + "/choices?field=lines.product")).path("items");
    assertThat(choices.toString())
        .contains("钢笔", "12.50", pen)
        .doesNotContain("机密", "cost", secret, "open");
    assertThat(choices.size()).isEqualTo(1);
    assertThat(
            ok(
                    200,
                    visitor.get(
                        path + "/choices" + Company.query("field", "lines.product", "search", "机")))
                .path("items")
                .size())
        .isZero();
    assertThat(
            ok(
                    200,
                    visitor.get(
                        path
                            + "/choices"
                            + Company.query(
                                "field", "lines.product", "search", "\") or TRUE or (\"\" = \"")))
                .path("items")
                .size())
        .isZero();
    assertThat(visitor.get(path + "/choices?field=favourite").status()).isEqualTo(404);
    assertThat(visitor.get(path + "/choices?field=source").status()).isEqualTo(404);
    for (String inside :
        List.of(Company.records(wishes), record(goods, pen), "/api/blueprint", "/api/links")) {
      assertThat(visitor.get(inside).status()).isEqualTo(401);
    }
  }

  @Test
  void refusesWhatTheLinkDoesNotTake() {
    String path = address(form("")) + "/records";
    Browser visitor = visitor();
    assertThat(
            violations(
                visitor.post(
                    path,
                    Map.of("values", Map.of("name", "x", "source", "y", "grade", "B", "none", 1)))))
        .containsExactlyInAnyOrder(
            "source record.unknown_field",
            "grade record.unknown_field",
            "none record.unknown_field");
    assertThat(violations(visitor.post(path, order(secret))))
        .contains("lines[0].product record.reference_missing");
    assertThat(
            violations(
                visitor.post(
                    path,
                    Map.of(
                        "values",
                        Map.of(
                            "name",
                            "x",
                            "lines",
                            List.of(Map.of("product", pen, "quantity", 1, "margin", 5)))))))
        .containsExactly("lines[0].margin record.unknown_field");
    assertThat(violations(visitor.post(path, Map.of("values", Map.of("phone", "123")))))
        .contains("phone form.phone_format", "name record.required");
    assertThat(
            violations(
                visitor.post(
                    path,
                    Map.of(
                        "values",
                        Map.of(
                            "name",
                            "x",
                            "lines",
                            List.of(
                                Map.of(
                                    "product",
                                    Map.of("by", Map.of("name", "机密钢笔")),
                                    "quantity",
                                    1)))))))
        .isNotEmpty();
  }

  @Test
  void attachesOnlyFilesThatCameThroughTheSameLink() {
    String path = address(form(""));
    Browser visitor = visitor();
    byte[] content = "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String own = id(ok(201, visitor.upload(path + "/files", "a.txt", content)));
    String inside = id(ok(201, builder.upload("/api/attachments", "b.txt", content)));
    String other = id(ok(201, visitor.upload(address(form("")) + "/files", "c.txt", content)));
    for (String foreign : List.of(inside, other)) {
      assertThat(
              violations(
                  visitor.post(
                      path + "/records",
                      Map.of("values", Map.of("name", "x", "papers", List.of(foreign))))))
          .containsExactly("papers record.file_missing");
    }
    Map<String, Object> values = Map.of("values", Map.of("name", "x", "papers", List.of(own)));
    ok(201, visitor.post(path + "/records", values));
    assertThat(violations(visitor.post(path + "/records", values)))
        .containsExactly("papers record.file_missing");
    assertThat(visitor.get("/api/attachments/" + own).status()).isEqualTo(401);
  }

  @Test
  void worksUntilItIsStoppedExpiredOrUsedUp() {
    JsonNode made = made("form", form(""));
    String path = at(made);
    String inside = "/api/links/" + id(made);
    assertThat(visitor().get(path).status()).isEqualTo(200);
    ok(200, builder.post(inside + "/revoke", ""));
    assertGone(path, "link.revoked");
    ok(200, builder.post(inside + "/resume", ""));
    JsonNode renewed = ok(200, builder.post(inside + "/renew", ""));
    assertGone(path, "link.unknown");
    assertThat(visitor().get(at(renewed)).status()).isEqualTo(200);
    ok(
        200,
        builder.patch(
            inside,
            Map.of(
                "rev",
                renewed.path("rev").asLong(),
                "label",
                "旧",
                "document",
                JSON.readTree(form("")),
                "expiresAt",
                "2020-01-01T00:00:00Z")));
    assertGone(at(renewed), "link.expired");
    String limited = address(form(", \"most\": 1"));
    ok(201, visitor().post(limited + "/records", order(pen)));
    Answer full = visitor().post(limited + "/records", order(pen));
    assertThat(full.status()).isEqualTo(409);
    assertThat(full.json().path("code").asString()).isEqualTo("link.full");
    assertGone("/api/public/links/" + "A".repeat(43), "link.unknown");
  }

  private void assertGone(String path, String code) {
    for (Answer answer :
        List.of(visitor().get(path), visitor().post(path + "/records", order(pen)))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }
  }

  @Test
  void takesOneRecordFromAPhoneNumberOrABrowser() {
    String byPhone = address(form(", \"once\": \"phone\", \"phone\": \"phone\""));
    ok(201, visitor().post(byPhone + "/records", order(pen)));
    Answer again = visitor().post(byPhone + "/records", order(pen));
    assertThat(again.json().path("code").asString()).isEqualTo("link.once");
    assertThat(visitor().post(byPhone + "/records", Map.of("values", Map.of("name", "x"))).status())
        .isEqualTo(422);
    String byBrowser = address(form(", \"once\": \"browser\""));
    Browser one = visitor();
    ok(200, one.get(byBrowser));
    ok(201, one.post(byBrowser + "/records", order(pen)));
    assertThat(one.post(byBrowser + "/records", order(pen)).status()).isEqualTo(409);
    assertThat(ok(200, one.get(byBrowser)).path("done").asBoolean()).isTrue();
    Browser another = visitor();
    ok(200, another.get(byBrowser));
    ok(201, another.post(byBrowser + "/records", order(pen)));
  }

  @Test
  void makesOneRecordHoweverOftenTheSameIsSent() {
    JsonNode made = made("form", form(""));
    Map<String, String> key = Map.of("Idempotency-Key", "k1");
    String first =
        ok(201, visitor().post(at(made) + "/records", order(pen), key)).path("number").asString();
    String second =
        ok(201, visitor().post(at(made) + "/records", order(pen), key)).path("number").asString();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void asksForACodeFirstAndStopsWhoGuessesIt() {
    String path = address(form(", \"code\": \"8421\""));
    JsonNode closed = ok(200, visitor().get(path));
    assertThat(closed.path("code").asBoolean()).isTrue();
    assertThat(closed.has("form")).isFalse();
    assertThat(visitor().post(path + "/records", order(pen)).json().path("code").asString())
        .isEqualTo("link.code_needed");
    Browser right = visitor().with("X-Link-Code", "8421");
    assertThat(ok(200, right.get(path)).path("form").path("fields").size()).isPositive();
    ok(201, right.post(path + "/records", order(pen)));
    Browser wrong = visitor().with("X-Link-Code", "0000");
    for (int i = 0; i < 8; i++) {
      assertThat(wrong.get(path).status()).isEqualTo(403);
    }
    assertThat(wrong.get(path).status()).isEqualTo(429);
    assertThat(right.get(path).status())
        .as("guessing stops the place it comes from")
        .isEqualTo(429);
  }

  @Test
  void letsOnePlaceSendSoManyAndNoMore() {
    String path = address(form("")) + "/records";
    Browser visitor = visitor();
    Answer answer = visitor.post(path, Map.of("values", Map.of()));
    for (int i = 0; i < 20; i++) {
      answer = visitor.post(path, Map.of("values", Map.of()));
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotBlank();
    assertThat(visitor.post(address(form("")) + "/records", order(pen)).status())
        .as("another link")
        .isEqualTo(201);
  }

  @Test
  void answersAQuestionOnlyToWhoKnowsEveryValue() {
    Map<String, Object> values =
        Map.of(
            "name",
            "李四",
            "phone",
            "13900139000",
            "source",
            "内部来源",
            "lines",
            List.of(Map.of("product", pen, "quantity", 3, "margin", "1.23")));
    String made = id(create(builder, wishes, values));
    String no = Company.value(ok(200, builder.get(record(wishes, made))), "no");
    String path =
        at(
            made(
                "query",
                """
                {"title": "查订单", "by": ["no", "phone"], "shown": ["no", "status", "lines.product", "lines.quantity"]}
                """));
    JsonNode seen = ok(200, visitor().get(path));
    assertThat(seen.path("ask").size()).isEqualTo(2);
    Answer found = ask(path, no, "139 0013 9000");
    assertThat(ok(200, found).path("items").size()).isEqualTo(1);
    assertThat(found.text())
        .contains(no, "新建", "钢笔")
        .doesNotContain("李四", "内部来源", "1.23", "13900139000");
    String nothing = ask(path, no, "13900139001").text();
    assertThat(ask(path, "W" + number + "-9999", "13900139000").text()).isEqualTo(nothing);
    assertThat(
            ask(path, no.toLowerCase(java.util.Locale.ROOT) + "\" or \"\" = \"", "13900139000")
                .text())
        .isEqualTo(nothing);
    assertThat(ask(path, "%", "13900139000").text()).isEqualTo(nothing);
    assertThat(visitor().post(path + "/answers", Map.of("values", Map.of("no", no))).status())
        .isEqualTo(422);
    assertThat(visitor().post(path + "/records", order(pen)).status()).isEqualTo(404);
    Answer last = found;
    for (int i = 0; i < 31; i++) {
      last = ask(path, no, "13900139002");
    }
    assertThat(last.status()).isEqualTo(429);
  }

  private Answer ask(String path, String no, String phone) {
    return visitor().post(path + "/answers", Map.of("values", Map.of("no", no, "phone", phone)));
  }

  @Test
  void keepsNoSecretAndIsBuiltByBuildersOnly() {
    JsonNode made = made("form", form(""));
    String token = made.path("token").asString();
    assertThat(token).hasSize(43);
    assertThat(builder.get("/api/links/" + id(made)).text()).doesNotContain(token);
    assertThat(
            database.queryForObject(
                "SELECT count(*) FROM w_main.public_link WHERE public_link::text LIKE ?",
                Long.class,
                "%" + token + "%"))
        .isZero();
    Browser sales = company.person("sales");
    for (Answer answer :
        List.of(
            sales.get("/api/links"),
            sales.post("/api/links", Map.of()),
            sales.post("/api/links/" + id(made) + "/revoke", ""),
            sales.delete("/api/links/" + id(made)))) {
      assertThat(answer.status()).isEqualTo(403);
    }
    Answer page = builder.get(at(made));
    assertThat(page.status()).as("somebody signed in is a visitor too").isEqualTo(200);
    assertThat(builder.withoutToken().post(at(made) + "/records", order(pen)).status())
        .isEqualTo(201);
    builder = company.person("builder");
  }

  @Test
  void findsWhatALinkCannotGrant() {
    Answer answer =
        builder.post(
            "/api/links",
            Map.of(
                "kind",
                "form",
                "form",
                wishes,
                "label",
                "链接",
                "document",
                JSON.readTree(
                    """
                    {"title": "t", "once": "phone", "phone": "name", "fields": [{"field": "none"}, {"field": "grade", "hidden": true}, {"field": "lines"},
                      {"field": "name", "show": ["x"]}, {"field": "favourite", "filter": "nothing = 1"}, {"field": "amount", "value": "1"}]}
                    """)));
    assertThat(
            answer
                .json()
                .path("violations")
                .valueStream()
                .map(each -> each.path("code").asString()))
        .containsExactlyInAnyOrder(
            "link.field_unknown",
            "link.value_missing",
            "link.no_columns",
            "link.no_reference",
            "link.filter",
            "record.computed",
            "link.phone");
  }
}
