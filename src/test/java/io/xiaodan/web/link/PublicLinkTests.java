package io.xiaodan.web.link;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What visitors may do through a link, and what they may not find out by it. */
class PublicLinkTests extends LinkShop {

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
  void offersAndTakesOnlyWhatFitsBesideWhatIsFilledIn() {
    String path =
        address(
            """
            {"title": "x", "fields": [{"field": "name"}, {"field": "source", "hidden": true, "value": "钢"}, {"field": "favourite"}]}
            """);
    Browser visitor = visitor();
    JsonNode seen = ok(200, visitor.get(path));
    assertThat(seen.toString()).contains("\"limited\":true").doesNotContain("CONTAINS", "钢");
    assertThat(titles(visitor, path, Map.of("name", "笔"))).containsExactly("钢笔");
    assertThat(titles(visitor, path, Map.of("name", "纸"))).isEmpty();
    assertThat(titles(visitor, path, Map.of("name", "笔", "source", "机密")))
        .as("what the link puts in stays")
        .containsExactly("钢笔");
    assertThat(sent(visitor, path, "纸", pen).status()).isEqualTo(422);
    assertThat(sent(visitor, path, "笔", secret).status()).isEqualTo(422);
    assertThat(sent(visitor, path, "笔", pen).status()).isEqualTo(201);
  }

  private static List<String> titles(Browser visitor, String path, Map<String, String> values) {
    JsonNode answer =
        ok(200, visitor.post(path + "/choices", Map.of("field", "favourite", "values", values)));
    return answer.path("items").valueStream().map(item -> item.path("title").asString()).toList();
  }

  private static Browser.Answer sent(Browser visitor, String path, String name, String chosen) {
    return visitor.post(
        path + "/records", Map.of("values", Map.of("name", name, "favourite", chosen)));
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
