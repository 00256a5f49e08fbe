package io.xiaodan.web.blueprint;

import static io.xiaodan.support.Company.ok;
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

/** What people find in the menu, and who may know the names of the roles. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MenuTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Company company;
  private Browser builder;

  @BeforeAll
  void openTheShop() {
    company = new Company(port, people);
    builder = company.person("builder");
  }

  private static List<String> texts(JsonNode items, String property) {
    return items.valueStream().map(each -> each.path(property).asString()).toList();
  }

  private static JsonNode groups(Browser browser) {
    return ok(200, browser.get("/api/blueprint")).path("groups");
  }

  @Test
  void theGroupsOfTheMenuHaveNamesAndAnOrder() {
    assertThat(texts(groups(builder), "key"))
        .containsSubsequence("sales", "finance", "warehouse", "purchasing");
    assertThat(groups(builder).valueStream().map(each -> each.path("label").path("zh").asString()))
        .containsSubsequence("销售", "财务", "仓储", "采购");
  }

  @Test
  void aGroupIsShownOnlyToThoseWhoSeeAFormOfIt() {
    String number = Integer.toString(Company.unique());
    String group = "menu_group" + number;
    String form = "menu_form" + number;
    String role = "menu_role" + number;
    Company.publish(
        builder,
        """
        {"kind": "group", "key": "%s", "label": {"zh": "模具车间", "en": "Moulds"}, "position": 1}
        """
            .formatted(group));
    assertThat(texts(groups(builder), "key")).doesNotContain(group);
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "模具", "group": "%s", "title": "name", "fields": [
          {"key": "name", "type": "text", "label": "名称"}]}
        """
            .formatted(form, group));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "%s", "label": "模具工", "forms": {"%s": {"view": "all"}}}
        """
            .formatted(role, form));
    assertThat(texts(groups(builder), "key").getFirst()).isEqualTo(group);
    JsonNode worker = groups(company.person(role));
    assertThat(texts(worker, "key")).containsExactly(group);
    assertThat(worker.get(0).path("label").path("en").asString()).isEqualTo("Moulds");
    assertThat(texts(groups(company.person("sales")), "key")).doesNotContain(group);
  }

  @Test
  void aGroupWithoutANameIsRefused() {
    String key = "menu_bad" + Company.unique();
    JsonNode draft =
        JsonMapper.shared()
            .readTree("{\"kind\": \"group\", \"key\": \"%s\", \"position\": -1}".formatted(key));
    ok(200, Company.draft(builder, draft));
    JsonNode refused = ok(422, builder.post("/api/artifacts/group/" + key + "/publish", Map.of()));
    assertThat(texts(refused.path("findings"), "severity")).contains("error");
  }

  @Test
  void rolesAreNamedToWhoHasSomethingToGiveToThem() {
    for (Browser one : List.of(builder, company.person("sales_director"))) {
      JsonNode items = ok(200, one.get("/api/roles")).path("items");
      assertThat(texts(items, "key"))
          .contains("sales", "warehouse")
          .endsWith("administrator", "builder")
          .doesNotHaveDuplicates();
      assertThat(items.get(0).propertyNames()).containsExactlyInAnyOrder("key", "label");
    }
    assertThat(company.person("sales").get("/api/roles").status()).isEqualTo(403);
    assertThat(new Browser(port).get("/api/roles").status()).isEqualTo(401);
  }
}
