package io.xiaodan.web.blueprint;

import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A form and who may work with it are published as one. */
@ServerTest
class RightsOnPublishingTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;
  private Browser clerk;
  private String role;
  private String form;

  @BeforeEach
  void prepare() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    role = "clerks" + Company.unique();
    form = "newform" + Company.unique();
    draft(
        "role",
        role,
        "{\"kind\":\"role\",\"key\":\"%s\",\"label\":\"文员\",\"forms\":{\"products\":{\"view\":\"all\"}}}"
            .formatted(role));
    ok(200, builder.post("/api/artifacts/role/" + role + "/publish", Map.of()));
    clerk = company.person(role);
    draft(
        "form",
        form,
        "{\"kind\":\"form\",\"key\":\"%s\",\"label\":\"新表\",\"title\":\"name\",\"fields\":[{\"key\":\"name\",\"type\":\"text\",\"label\":\"名称\"}]}"
            .formatted(form));
  }

  private void draft(String kind, String key, String document) {
    ObjectNode body = JSON.createObjectNode().put("basedOn", published(kind, key));
    body.set("document", JSON.readTree(document));
    ok(200, builder.json("PUT", "/api/artifacts/" + kind + "/" + key + "/draft", body.toString()));
  }

  private int published(String kind, String key) {
    Answer answer = builder.get("/api/artifacts/" + kind + "/" + key);
    return answer.status() == 404 ? 0 : answer.json().at("/published/version").asInt(0);
  }

  private Answer publish(Browser who, String rights) {
    return who.json(
        "POST",
        "/api/artifacts/form/" + form + "/publish",
        "{\"rights\": {\"%s\": %s}}".formatted(role, rights));
  }

  @Test
  void theRoleSeesTheFormFromTheMomentItIsThere() {
    JsonNode done =
        ok(200, publish(builder, "{\"view\": \"mine\", \"create\": true, \"edit\": \"mine\"}"));
    assertThat(done.path("version").asInt()).isEqualTo(1);
    assertThat(
            clerk
                .get("/api/blueprint")
                .json()
                .path("forms")
                .valueStream()
                .map(f -> f.path("key").asString()))
        .contains(form, "products");
    Company.create(clerk, form, Map.of("name", "我的"));
    JsonNode others = Company.create(builder, form, Map.of("name", "别人的"));
    JsonNode list = ok(200, clerk.get(Company.records(form)));
    assertThat(list.path("items").valueStream().map(r -> r.path("title").asString()))
        .containsExactly("我的");
    assertThat(clerk.get(Company.record(form, Company.id(others))).status()).isEqualTo(404);
    assertThat(published("role", role)).isEqualTo(2);
  }

  @Test
  void withoutRightsOnlyBuildersSeeTheForm() {
    ok(200, builder.post("/api/artifacts/form/" + form + "/publish", Map.of()));
    assertThat(clerk.get(Company.records(form)).status()).isEqualTo(404);
    assertThat(published("role", role)).isEqualTo(1);
  }

  @Test
  void rightsThatAreNoneRefuseTheFormToo() {
    Answer answer = publish(builder, "{\"view\": \"everybody\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/findings/0/artifact").asString()).isEqualTo("role/" + role);
    assertThat(publish(builder, "true").status()).isEqualTo(422);
    assertThat(published("form", form)).isZero();
    assertThat(published("role", role)).isEqualTo(1);
  }

  @Test
  void aRoleThatSomebodyIsChangingIsNotOverwritten() {
    draft("role", role, "{\"kind\":\"role\",\"key\":\"%s\",\"label\":\"改了名\"}".formatted(role));
    Answer answer = publish(builder, "{\"view\": \"all\"}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("code").asString()).isEqualTo("access.role_draft");
    assertThat(answer.text()).contains("文员");
    assertThat(published("form", form)).isZero();
    assertThat(
            builder
                .get("/api/artifacts/role/" + role)
                .json()
                .at("/draft/document/label")
                .asString())
        .isEqualTo("改了名");
  }

  @Test
  void nobodyGivesRightsWhoDoesNotBuild() {
    assertThat(publish(clerk, "{\"view\": \"all\"}").status()).isEqualTo(403);
    role = "nobody" + Company.unique();
    assertThat(publish(builder, "{\"view\": \"all\"}").status()).isEqualTo(404);
    assertThat(published("form", form)).isZero();
  }
}
