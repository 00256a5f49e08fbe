package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.publish;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.value;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Every field type keeps what fits, in its normal form, and refuses what does not by name. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldTypeTests {

  private static final String FORM =
      """
      {"kind": "form", "key": "type_specimens", "label": "样品", "title": "name", "fields": [
        {"key": "name", "type": "text", "required": true},
        {"key": "story", "type": "rich_text"},
        {"key": "opens", "type": "time", "default": "\\"08:30\\""},
        {"key": "sort", "type": "cascader", "options": [
          {"key": "paper", "label": {"zh": "纸", "en": "Paper"}, "children": [
            {"key": "a4", "label": "A4"}, {"key": "a3", "label": "A3"}]},
          {"key": "ink", "label": "墨"}]},
        {"key": "citizen", "type": "id_number"},
        {"key": "company", "type": "credit_code", "unique": true},
        {"key": "tax_number", "type": "credit_code", "old": true},
        {"key": "card", "type": "bank_card"},
        {"key": "label_code", "type": "barcode", "format": "ean13"},
        {"key": "track", "type": "barcode", "formula": "name & \\"-\\" & opens"},
        {"key": "stars", "type": "rating"},
        {"key": "county", "type": "region"},
        {"key": "city", "type": "region", "level": "city"},
        {"key": "address", "type": "address"},
        {"key": "place", "type": "location"},
        {"key": "team", "type": "department"},
        {"key": "photo", "type": "image", "maximum": 2},
        {"key": "signed", "type": "signature"},
        {"key": "rows", "type": "lines", "fields": [
          {"key": "at", "type": "time"}, {"key": "to", "type": "address"},
          {"key": "where_at", "type": "location"}, {"key": "vendor", "type": "credit_code"}]}]}
      """;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Sessions sessions;

  private Browser builder;
  private Browser administrator;

  @BeforeAll
  void buildAFormOfEveryNewType() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    administrator =
        new Browser(port)
            .with("Accept-Language", "en")
            .bearer(sessions.openToken("administrator").token());
    publish(builder, FORM);
  }

  @ParameterizedTest
  @CsvSource({
    "opens, 8:05, 08:05",
    "opens, 23：59, 23:59",
    "sort, a4, a4",
    "sort, ink, ink",
    "citizen, 11010519491231002x, 11010519491231002X",
    "citizen, 110105 19491231 002X, 11010519491231002X",
    "tax_number, 440301108284746, 440301108284746",
    "tax_number, 91350100m000100y43, 91350100M000100Y43",
    "card, 6222 0200 0000 0000 000, 6222020000000000000",
    "label_code, 6901234567892, 6901234567892",
    "stars, 5, 5",
    "county, 441903, 441903",
    "county, 东莞南城街道, 441903",
    "county, 河南省郑州市新郑市, 410184",
    "city, 广东省深圳市, 440300",
    "city, 深圳, 440300",
  })
  void keepsAValueInItsNormalForm(String field, String sent, String kept) {
    JsonNode made = create(builder, "type_specimens", Map.of("name", "一", field, sent));
    assertThat(value(made, field)).isEqualTo(kept);
    JsonNode read = ok(200, builder.get(record("type_specimens", id(made))));
    assertThat(value(read, field)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "opens, 24:00, form.time_format",
    "opens, 8, form.time_format",
    "sort, paper, form.cascader_unknown",
    "citizen, 110105194912310021, form.id_number_format",
    "citizen, 11010519490231002X, form.id_number_format",
    "company, 91350100M000100Y4Z, form.credit_code_format",
    "company, 440301108284746, form.credit_code_format",
    "card, 6222020000000000001, form.bank_card_format",
    "card, 4111111111111, form.bank_card_format",
    "label_code, 6901234567893, form.barcode_format",
    "stars, 6, form.number_maximum",
    "stars, 0, form.number_minimum",
    "stars, 3.5, form.number_scale",
    "county, 440300, form.region_format",
    "county, 999999, form.region_format",
    "county, 鼓楼区, form.region_format",
    "city, 441903, form.region_format",
    "place, '181,10', form.location_format",
    "place, here, form.location_format",
    "team, 00000000-0000-0000-0000-000000000001, record.department_missing",
  })
  void refusesAValueThatBreaksTheRuleOfItsType(String field, String sent, String code) {
    var answer =
        builder.post(records("type_specimens"), Map.of("values", Map.of("name", "二", field, sent)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(violations(answer)).containsExactly(field + " " + code);
  }

  @Test
  void computesFromNewTypesAndKeepsOneCompanyOnce() {
    JsonNode made =
        create(builder, "type_specimens", Map.of("name", "三", "company", "91350100M000100Y43"));
    assertThat(value(made, "track")).isEqualTo("三-08:30");
    var twice =
        builder.post(
            records("type_specimens"),
            Map.of("values", Map.of("name", "四", "company", "91350100-M000100Y43")));
    assertThat(violations(twice)).containsExactly("company record.unique");
  }

  @Test
  void keepsOnlyWhatFormatsTextOfARichText() {
    String sent =
        "<p onclick=x()>一<b>二</b><script>alert(1)</script><a href='javascript:x'>三</a>"
            + "<a href='https://example.com'>四</a><img src=x onerror=y><style>p{}</style></p>";
    JsonNode made = create(builder, "type_specimens", Map.of("name", "五", "story", sent));
    assertThat(value(made, "story"))
        .contains("<b>二</b>", "href=\"https://example.com\"", "三")
        .doesNotContain("script", "onclick", "onerror", "style", "javascript", "img");
    for (String search : List.of("一二三", "二三四")) {
      JsonNode found = ok(200, builder.get(records("type_specimens") + query("search", search)));
      assertThat(found.path("items")).extracting(Company::id).contains(id(made));
    }
    for (String mark : List.of("href", "example.com", "strong")) {
      JsonNode found = ok(200, builder.get(records("type_specimens") + query("search", mark)));
      assertThat(found.path("items")).extracting(Company::id).doesNotContain(id(made));
    }
    JsonNode empty = create(builder, "type_specimens", Map.of("name", "六", "story", "<p><br></p>"));
    assertThat(empty.path("values").path("story").isNull()).isTrue();
  }

  @Test
  void takesAnAddressAndAPlaceInPartsOrAsText() {
    JsonNode made =
        create(
            builder,
            "type_specimens",
            Map.of(
                "name",
                "七",
                "address",
                Map.of("region", "441903", "detail", "鸿福路 1 号"),
                "place",
                Map.of("longitude", 113.7517651, "latitude", "23.020536", "name", "市民中心"),
                "rows",
                List.of(Map.of("at", "9:00", "to", "北京市朝阳区建国路1号", "where_at", "116.4,39.9"))));
    JsonNode read = ok(200, builder.get(record("type_specimens", id(made)))).path("values");
    assertThat(read.path("address").path("text").asString()).isEqualTo("广东省东莞市南城街道鸿福路 1 号");
    assertThat(read.path("place").path("longitude").asString()).isEqualTo("113.751765");
    JsonNode row = read.path("rows").path(0);
    assertThat(row.path("at").asString()).isEqualTo("09:00");
    assertThat(row.path("to").path("region").asString()).isEqualTo("110105");
    assertThat(row.path("to").path("detail").asString()).isEqualTo("建国路1号");
    assertThat(row.path("where_at").path("latitude").asString()).isEqualTo("39.900000");

    var found =
        builder.get(
            records("type_specimens")
                + query("filter", "CONTAINS(address, \"南城街道\") and opens < \"09:00\""));
    assertThat(ok(200, found).path("items")).extracting(Company::id).contains(id(made));
    var sorted =
        builder.get(
            records("type_specimens")
                + query("sort", "-address,opens", "limit", "1", "search", "鸿福路"));
    assertThat(ok(200, sorted).path("items")).extracting(Company::id).contains(id(made));
  }

  @Test
  void choosesADepartmentThatIsOpen() {
    JsonNode sales = ok(201, administrator.post("/api/departments", Map.of("name", "销售部")));
    String team = sales.path("id").asString();
    JsonNode made = create(builder, "type_specimens", Map.of("name", "八", "team", team));
    assertThat(made.path("values").path("team").path("title").asString()).isEqualTo("销售部");

    assertThat(builder.post("/api/departments", Map.of("name", "黑客部")).status()).isEqualTo(403);
    String path = "/api/departments/" + team;
    assertThat(administrator.json("PATCH", path, "{\"parent\": \"" + team + "\"}").status())
        .isEqualTo(422);
    ok(200, administrator.json("PATCH", path, "{\"disabled\": true}"));
    var refused =
        builder.post(
            records("type_specimens"), Map.of("values", Map.of("name", "九", "team", team)));
    assertThat(violations(refused)).containsExactly("team record.department_missing");
    JsonNode kept =
        ok(
            200,
            builder.json(
                "PATCH",
                record("type_specimens", id(made)),
                "{\"rev\": 1, \"values\": {\"name\": \"十\", \"team\": \"" + team + "\"}}"));
    assertThat(kept.path("values").path("team").path("title").asString()).isEqualTo("销售部");
  }

  @Test
  void placesPeopleInDepartmentsWithoutACircleOfManagers() {
    String team =
        ok(201, administrator.post("/api/departments", Map.of("name", "仓库"))).path("id").asString();
    Company company = new Company(port, people);
    String first = Company.idOf(company.person("builder"));
    String second = Company.idOf(company.person("builder"));
    JsonNode placed =
        ok(
            200,
            administrator.json(
                "PATCH",
                "/api/people/" + first,
                "{\"department\": \"" + team + "\", \"manager\": \"" + second + "\"}"));
    assertThat(placed.path("department").asString()).isEqualTo(team);
    var circle =
        administrator.json("PATCH", "/api/people/" + second, "{\"manager\": \"" + first + "\"}");
    assertThat(circle.status()).isEqualTo(422);
    assertThat(builder.get("/api/people?search=").text()).doesNotContain(team);
  }

  @Test
  void servesTheRegionsWithThoseThatAreNoMore() {
    JsonNode regions = ok(200, builder.get("/api/regions"));
    assertThat(regions.path("items").size()).isGreaterThan(3_800);
    assertThat(regions.path("items").toString())
        .contains("[\"441903\",\"南城街道\"]", "[\"710000\",\"台湾省\"]");
    assertThat(regions.path("former").toString()).contains("江干区");
  }
}
