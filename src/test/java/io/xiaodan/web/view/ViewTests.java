package io.xiaodan.web.view;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.violations;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Views: one's own, shared ones, and what they must not tell. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewTests {

  private static final String DOCUMENT =
      """
      {"filter": {"all": [{"field": "cost", "op": "gt", "value": "5"}]}, "sort": "-cost,name",
       "groups": [{"field": "cost"}], "columns": [{"field": "name", "width": 200, "frozen": true}, {"field": "cost"}],
       "colors": [{"when": {"field": "cost", "op": "gt", "value": 9}, "color": "red"}, {"when": {"field": "name", "op": "filled"}, "color": "gold", "field": "name"}],
       "totals": [{"field": "cost", "function": "sum"}], "density": "compact",
       "kanban": {"field": "stage", "fields": ["cost"]}, "gallery": {"fields": ["name"]}}
      """;

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String form = "viewed" + number;
  private final String views = "/api/forms/" + form + "/views";
  private Browser builder;
  private Browser limited;
  private Browser sharer;
  private Browser stranger;

  @BeforeAll
  void buildAFormAndRoles() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "视图", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "cost", "type": "number"},
          {"key": "stage", "type": "select", "options": [{"key": "a"}]}]}
        """
            .formatted(form));
    role("seer", "\"view\": \"all\", \"fields\": {\"cost\": \"hidden\"}");
    role("sharer", "\"view\": \"all\", \"share\": true");
    role("nobody", "\"view\": \"none\"");
    limited = company.person("seer" + number);
    sharer = company.person("sharer" + number);
    stranger = company.person("nobody" + number);
    create(builder, form, Map.of("name", "n", "cost", 7));
  }

  private void role(String key, String rights) {
    Company.publish(
        builder,
        "{\"kind\": \"role\", \"key\": \"%s%d\", \"label\": \"%s\", \"forms\": {\"%s\": {%s}}}"
            .formatted(key, number, key, form, rights));
  }

  private static String body(String scope, String roles) {
    return "{\"label\": \"贵的\", \"kind\": \"grid\", \"scope\": \"%s\", \"roles\": [%s], \"document\": %s}"
        .formatted(scope, roles, DOCUMENT);
  }

  private List<String> seenBy(Browser who) {
    return ok(200, who.get(views)).path("items").valueStream().map(Company::id).toList();
  }

  @Test
  void keepsAViewOfOnesOwnAndBeginsWithIt() {
    JsonNode made = ok(201, sharer.json("POST", views, body("own", "")));
    String path = views + "/" + id(made);
    assertThat(made.path("document").path("columns").path(0).path("width").asInt()).isEqualTo(200);
    assertThat(seenBy(builder)).doesNotContain(id(made));
    assertThat(builder.get(path).status()).isEqualTo(404);
    ok(204, sharer.post(path + "/default", Map.of()));
    assertThat(ok(200, sharer.get(views)).path("default").asString()).isEqualTo(id(made));
    JsonNode changed =
        ok(
            200,
            sharer.patch(
                path, Map.of("rev", 1, "label", "更贵的", "document", Map.of("sort", "name"))));
    assertThat(changed.path("rev").asLong()).isEqualTo(2);
    assertThat(changed.path("document").has("filter")).isFalse();
    assertThat(sharer.patch(path, Map.of("rev", 1, "label", "x")).status()).isEqualTo(409);
    assertThat(sharer.delete(path + "?rev=1").status()).isEqualTo(409);
    ok(204, sharer.delete(path + "?rev=2"));
    assertThat(ok(200, sharer.get(views)).path("default").isNull()).isTrue();
  }

  @Test
  void sharesWithEverybodyOrWithSomeRolesOnly() {
    JsonNode all = ok(201, sharer.json("POST", views, body("shared", "")));
    JsonNode some = ok(201, sharer.json("POST", views, body("shared", "\"sharer" + number + "\"")));
    assertThat(seenBy(limited)).contains(id(all)).doesNotContain(id(some));
    assertThat(seenBy(builder)).contains(id(all), id(some));
    assertThat(limited.json("POST", views, "{\"label\": \"x\", \"scope\": \"shared\"}").status())
        .isEqualTo(403);
    assertThat(limited.patch(views + "/" + id(all), Map.of("rev", 1, "label", "x")).status())
        .isEqualTo(403);
    assertThat(limited.delete(views + "/" + id(all) + "?rev=1").status()).isEqualTo(403);
    assertThat(stranger.get(views).status()).isEqualTo(404);
  }

  @Test
  void namesNoFieldThatIsHidden() {
    JsonNode made = ok(201, sharer.json("POST", views, body("shared", "")));
    JsonNode seen = ok(200, limited.get(views + "/" + id(made)));
    assertThat(seen.toString()).doesNotContain("cost");
    assertThat(seen.path("leftOut").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder(
            "filter", "sort", "groups", "totals", "columns", "colors", "kanban");
    assertThat(seen.path("document").path("colors")).hasSize(1);
    assertThat(seen.path("document").path("gallery").path("fields").path(0).asString())
        .isEqualTo("name");
    assertThat(ok(200, limited.get(views)).toString()).doesNotContain("cost");
  }

  @Test
  void refusesAHiddenFieldLikeOneThatIsNotThere() {
    for (String field : List.of("cost", "nothing")) {
      for (String part :
          List.of(
              "{\"sort\": \"%s\"}",
              "{\"filter\": {\"field\": \"%s\", \"op\": \"filled\"}}",
              "{\"filter\": {\"formula\": \"%s > 1\"}}",
              "{\"columns\": [{\"field\": \"%s\"}]}",
              "{\"calendar\": {\"start\": \"%s\"}}")) {
        Browser.Answer answer =
            limited.json(
                "POST", views, "{\"label\": \"x\", \"document\": " + part.formatted(field) + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(violations(answer)).containsExactly("document view.part");
        assertThat(answer.text()).doesNotContain(field);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"label\": \" \"}",
        "{\"label\": \"x\", \"kind\": \"list\"}",
        "{\"label\": \"x\", \"scope\": \"all\"}",
        "{\"label\": \"x\", \"roles\": [\"nobody_has_it\"]}",
        "{\"label\": \"x\", \"document\": {\"unknown\": 1}}",
        "{\"label\": \"x\", \"document\": {\"columns\": [{\"field\": \"name\", \"width\": 3}]}}",
        "{\"label\": \"x\", \"document\": []}"
      })
  void refusesWhatIsNoView(String body) {
    Browser.Answer answer = builder.json("POST", views, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(seenBy(builder)).doesNotContain("");
  }
}
