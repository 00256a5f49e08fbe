package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finding records by a part of their texts, as it is written or as it is spelled. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTests {

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  private final int number = Company.unique();
  private final String firms = "firms" + number;
  private final String deals = "sales" + number;
  private Browser builder;
  private Browser limited;
  private String huaqiang;
  private String bank;
  private String deal;

  @BeforeAll
  void fillForms() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "公司", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "note", "type": "long_text"}, {"key": "size", "type": "number"}]}
        """
            .formatted(firms));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "买卖", "title": "code", "fields": [
          {"key": "code", "type": "text"}, {"key": "firm", "type": "reference", "form": "%s"}]}
        """
            .formatted(deals, firms));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "searcher%d", "label": "查", "forms": {
          "%s": {"view": {"formula": "size < 10"}, "fields": {"note": "hidden"}},
          "%s": {"view": "all", "fields": {"firm": "hidden"}}}}
        """
            .formatted(number, firms, deals));
    limited = company.person("searcher" + number);
    huaqiang =
        id(create(builder, firms, Map.of("name", "东莞华强电子 ＡＢ-100%", "note", "重要客户 x_y", "size", 3)));
    bank = id(create(builder, firms, Map.of("name", "重庆银行", "note", "Note [1] \\ 行", "size", 30)));
    deal = id(create(builder, deals, Map.of("code", "D-7", "firm", huaqiang)));
  }

  private List<String> found(Browser who, String form, String search) {
    return ok(200, who.get(records(form) + query("search", search)))
        .path("items")
        .valueStream()
        .map(Company::id)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "华强",
        "强",
        "东莞华强电子",
        "hq",
        "dghqdz",
        "huaqiang",
        "HuaQiang",
        "dongguan",
        "ab",
        "ＡＢ-1",
        "100%",
        "0%",
        "b-1",
        "华强 hq",
        "子 ab",
        "x_y",
        "重要",
        "zykh",
        "zhongyao",
        "z"
      })
  void findsTheFirmBy(String search) {
    assertThat(found(builder, firms, search)).as(search).contains(huaqiang);
    assertThat(found(builder, firms, search + " 华强")).containsExactly(huaqiang);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chongqing", "cqyh", "yinhang", "cqyinhang", "[1]", "\\", "[1] \\", "note [1"})
  void findsTheBankBy(String search) {
    boolean mixed = search.equals("cqyinhang");
    assertThat(found(builder, firms, search))
        .as(search)
        .isEqualTo(mixed ? List.of() : List.of(bank));
  }

  @ParameterizedTest
  @CsvSource({"强华", "qh", "华强 银行", "name", "a.b", "x%y", "zongyao", "'.*'"})
  void findsNothingBy(String search) {
    assertThat(found(builder, firms, search)).isEmpty();
  }

  @Test
  void findsADealByTheNameOfItsFirmAndChoosesAFirm() {
    assertThat(found(builder, deals, "hqdz")).containsExactly(deal);
    assertThat(found(builder, deals, "d-7 华强")).containsExactly(deal);
    JsonNode choices =
        ok(200, builder.get("/api/forms/" + firms + "/choices" + query("search", "cqyh")));
    assertThat(choices.path("items").valueStream().map(Company::id)).containsExactly(bank);
  }

  @Test
  void choicesByIdAreThoseOneSees() {
    String path = "/api/forms/" + firms + "/choices" + query("ids", huaqiang + "," + bank);
    assertThat(ok(200, builder.get(path)).path("items")).hasSize(2);
    JsonNode seen = ok(200, limited.get(path)).path("items");
    assertThat(seen).hasSize(1);
    assertThat(id(seen.path(0))).isEqualTo(huaqiang);
    assertThat(seen.toString()).doesNotContain("重要");
  }

  @Test
  void looksIntoNothingThatIsHidden() {
    assertThat(found(limited, firms, "hq")).containsExactly(huaqiang);
    for (String search : List.of("重要", "zykh", "zhongyao", "x_y", "银行", "yinhang", "z")) {
      assertThat(found(limited, firms, search))
          .as(search)
          .isEqualTo(search.equals("z") ? List.of(huaqiang) : List.of());
    }
    assertThat(found(limited, deals, "hqdz")).isEmpty();
    assertThat(found(limited, deals, "d-7")).containsExactly(deal);
  }

  @Test
  void followsChangesAndOtherFields() {
    String made = id(create(builder, firms, Map.of("name", "变化" + number)));
    assertThat(found(builder, firms, "bianhua" + number)).containsExactly(made);
    ok(
        200,
        builder.patch(
            record(firms, made), Map.of("rev", 1, "values", Map.of("name", "厦门" + number))));
    assertThat(found(builder, firms, "bianhua" + number)).isEmpty();
    assertThat(found(builder, firms, "xiamen" + number)).containsExactly(made);
    database.update("UPDATE " + workspace.table("f_" + firms) + " SET _search = NULL");
    ObjectNode form = Company.document(builder, "form", firms);
    form.withArray("fields").addObject().put("key", "alias").put("type", "text");
    Company.publish(builder, form);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          assertThat(found(builder, firms, "xm" + number)).containsExactly(made);
          assertThat(found(builder, firms, "hqdz")).containsExactly(huaqiang);
        });
  }
}
