package io.xiaodan.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Sheets that go out, are changed in a spreadsheet and come back. */
@ServerTest
class LivingSheetTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Company company;
  private Browser builder;
  private String mark;

  @BeforeEach
  void open() {
    company = new Company(port, people);
    builder = company.person("builder");
    mark = "活" + Company.unique();
  }

  private String customer(String name, String contact) {
    return Company.id(
        Company.create(
            builder,
            "customers",
            Map.of("name", mark + name, "contact", contact, "region", "south")));
  }

  private byte[] export() {
    JsonNode job =
        Company.ok(
            201,
            builder.post(
                "/api/forms/customers/exports",
                Map.of(
                    "search",
                    mark,
                    "living",
                    true,
                    "columns",
                    List.of("name", "contact", "phone", "region"))));
    String path = "/api/exports/" + job.path("id").asString();
    assertThat(Waiting.over(builder, path).path("state").asString()).isEqualTo("done");
    return builder.get(path + "/file").response().body();
  }

  private Answer giveBack(Browser browser, byte[] sheet) {
    return browser.upload("/api/forms/customers/exports/returned", "客户.xlsx", sheet);
  }

  private JsonNode rows(JsonNode returned) {
    return builder
        .get("/api/returned/" + returned.path("id").asString() + "/rows")
        .json()
        .path("items");
  }

  private JsonNode wait(JsonNode returned, String action, Object body) {
    String path = "/api/returned/" + returned.path("id").asString();
    Company.ok(200, builder.post(path + "/" + action, body));
    return Waiting.over(builder, path);
  }

  private String contact(String id) {
    return Company.value(builder.get(Company.record("customers", id)).json(), "contact");
  }

  private void change(String id, String contact) {
    JsonNode now = builder.get(Company.record("customers", id)).json();
    Company.ok(
        200,
        builder.patch(
            Company.record("customers", id),
            Map.of("rev", now.path("rev").asLong(), "values", Map.of("contact", contact))));
  }

  @Test
  void findsNothingChangedInASheetThatComesBackAsItWent() throws Exception {
    customer("甲", "王芳");
    customer("乙", "=SUM(1)");
    JsonNode returned = Company.ok(201, giveBack(builder, export()));
    assertThat(returned.path("unchanged").asInt()).as(returned.toString()).isEqualTo(2);
    assertThat(returned.path("kinds")).isEmpty();
  }

  @Test
  void takesOverWhatWasChangedAndLeavesWhatSomebodyElseHasChangedToo() throws Exception {
    String plain = customer("甲", "原一");
    String both = customer("乙", "原二");
    String other = customer("丙", "原三");
    byte[] sheet = export();
    change(both, "别人改的");
    change(other, "只有别人改");
    byte[] mine =
        Books.changed(
            Books.changed(sheet, "&#x539f;&#x4e00;", "new one"), "&#x539f;&#x4e8c;", "new two");
    JsonNode returned = Company.ok(201, giveBack(builder, mine));
    assertThat(returned.at("/kinds/changed").asInt()).as(returned.toString()).isEqualTo(2);
    assertThat(returned.path("conflicts").asInt()).isEqualTo(1);
    JsonNode conflict =
        rows(returned)
            .valueStream()
            .flatMap(row -> row.path("cells").valueStream())
            .filter(cell -> cell.path("conflict").asBoolean())
            .findFirst()
            .orElseThrow();
    assertThat(conflict.path("base").asString()).isEqualTo("原二");
    assertThat(conflict.path("mine").asString()).isEqualTo("new two");
    assertThat(conflict.path("theirs").asString()).isEqualTo("别人改的");
    JsonNode over = wait(returned, "apply", Map.of());
    assertThat(over.path("state").asString()).isEqualTo("applied");
    assertThat(contact(plain)).isEqualTo("new one");
    assertThat(contact(both)).isEqualTo("别人改的");
    assertThat(contact(other)).isEqualTo("只有别人改");
    assertThat(
            builder
                .post("/api/returned/" + returned.path("id").asString() + "/apply", Map.of())
                .status())
        .isEqualTo(409);
    JsonNode undone = wait(returned, "undo", Map.of());
    assertThat(undone.at("/outcomes/undone").asInt()).as(undone.toString()).isEqualTo(1);
    assertThat(contact(plain)).isEqualTo("原一");
  }

  @Test
  void createsNewRowsAndDeletesMissingOnesOnlyWhenTold() throws Exception {
    String stays = customer("甲", "一");
    String goes = customer("乙", "二");
    byte[] sheet = export();
    String xml =
        new String(
            Books.parts(sheet).get("xl/worksheets/sheet1.xml"),
            java.nio.charset.StandardCharsets.UTF_8);
    int from = xml.indexOf("<row r=\"2\"");
    int to = xml.indexOf("<row r=\"3\"");
    String second = xml.substring(from, to);
    String fresh =
        "<row r=\"2\"><c r=\"D2\" t=\"inlineStr\"><is><t>"
            + mark
            + "新</t></is></c><c r=\"G2\" t=\"inlineStr\"><is><t>华南</t></is></c></row>";
    byte[] mine = Books.changed(sheet, second, fresh);
    JsonNode returned = Company.ok(201, giveBack(builder, mine));
    assertThat(returned.at("/kinds/new").asInt()).as(returned.toString()).isEqualTo(1);
    assertThat(returned.at("/kinds/missing").asInt()).isEqualTo(1);
    JsonNode over = wait(returned, "apply", Map.of());
    assertThat(over.at("/outcomes/applied").asInt()).as(rows(returned).toString()).isEqualTo(1);
    assertThat(over.at("/outcomes/left").asInt()).isEqualTo(1);
    assertThat(alive(stays) && alive(goes)).isTrue();
    JsonNode again = Company.ok(201, giveBack(builder, mine));
    JsonNode deleted = wait(again, "apply", Map.of("deleteMissing", true, "create", false));
    assertThat(deleted.at("/outcomes/applied").asInt()).isEqualTo(1);
    assertThat(alive(stays) ^ alive(goes)).isTrue();
    wait(again, "undo", Map.of());
    assertThat(alive(stays) && alive(goes)).isTrue();
  }

  private boolean alive(String id) {
    return builder.get(Company.record("customers", id)).json().path("deletedAt").isNull();
  }

  @Test
  void saysWhichCellsCannotBeTakenAndChangesNothingOfThem() throws Exception {
    String id = customer("甲", "一");
    JsonNode now = builder.get(Company.record("customers", id)).json();
    Company.ok(
        200,
        builder.patch(
            Company.record("customers", id),
            Map.of("rev", now.path("rev").asLong(), "values", Map.of("phone", "13800138000"))));
    byte[] mine = Books.changed(export(), "13800138000", "12");
    JsonNode returned = Company.ok(201, giveBack(builder, mine));
    assertThat(rows(returned).at("/0/cells/0/problem").asString()).isNotBlank();
    wait(returned, "apply", Map.of("conflicts", "mine"));
    assertThat(Company.value(builder.get(Company.record("customers", id)).json(), "phone"))
        .isEqualTo("13800138000");
  }

  @Test
  void refusesSheetsThatDidNotGoOutToComeBackAndPeopleWhoMayNot() throws Exception {
    customer("甲", "一");
    byte[] plain = Books.of(List.of(List.of("客户名称"), List.of("甲")));
    assertThat(Company.violations(giveBack(builder, plain)))
        .containsExactly("file exchange.returned_foreign");
    byte[] sheet = export();
    assertThat(
            Company.violations(
                builder.upload("/api/forms/products/exports/returned", "a.xlsx", sheet)))
        .containsExactly("file exchange.returned_other_form");
    assertThat(giveBack(company.person("warehouse"), sheet).status()).isIn(403, 404);
    JsonNode returned = Company.ok(201, giveBack(builder, sheet));
    assertThat(
            company
                .person("builder")
                .get("/api/returned/" + returned.path("id").asString())
                .status())
        .isEqualTo(404);
  }
}
