package io.xiaodan.web.blueprint;

import static io.xiaodan.support.Company.artifact;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Two people on the draft of one form. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DraftTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;
  private Browser other;

  @BeforeAll
  void hire() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    other = company.person("builder");
  }

  private static JsonNode form(String layout) {
    return JSON.readTree(
        "{\"kind\": \"form\", \"key\": \"draft%d\", \"label\": \"新\", \"title\": \"name\", \"fields\": [{\"key\": \"name\", \"type\": \"text\"}, {\"key\": \"size\", \"type\": \"number\"}], \"layout\": [%s]}"
            .formatted(Company.unique(), layout));
  }

  private static Answer save(Browser who, JsonNode form, int basedOn, JsonNode seen) {
    ObjectNode body = JSON.createObjectNode().put("basedOn", basedOn);
    body.set("document", form);
    body.set("seen", seen);
    return who.json("PUT", artifact(form) + "/draft", body.toString());
  }

  private static JsonNode at(JsonNode saved) {
    return saved.path("draft").path("at");
  }

  @Test
  void aDraftThatSomebodyElseHasChangedIsNotOverwrittenPublishedOrThrownAway() {
    JsonNode form = form("");
    JsonNode none = JSON.nullNode();
    JsonNode mine = ok(200, save(builder, form, 0, none));
    assertThat(save(other, form, 0, none).status()).isEqualTo(409);
    JsonNode theirs = ok(200, save(other, form, 0, at(mine)));
    Answer late = save(builder, form, 0, at(mine));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().path("code").asString()).isEqualTo("blueprint.draft_moved");
    ObjectNode seen = JSON.createObjectNode();
    seen.set("seen", at(mine));
    assertThat(builder.json("POST", artifact(form) + "/publish", seen.toString()).status())
        .isEqualTo(409);
    assertThat(builder.delete(artifact(form) + "/draft?seen=" + at(mine).asString()).status())
        .isEqualTo(409);
    seen.set("seen", at(theirs));
    ok(200, builder.json("POST", artifact(form) + "/publish", seen.toString()));
  }

  @Test
  void aDraftThatWasNeverPublishedIsGoneAndAPublishedFormStays() {
    JsonNode form = form("");
    ok(200, save(builder, form, 0, JSON.nullNode()));
    assertThat(builder.delete(artifact(form) + "/draft").status()).isEqualTo(204);
    assertThat(builder.get(artifact(form)).status()).isEqualTo(404);
    publish(builder, form);
    ok(200, save(builder, form, 1, JSON.nullNode()));
    assertThat(builder.delete(artifact(form) + "/draft").status()).isEqualTo(204);
    JsonNode kept = ok(200, builder.get(artifact(form)));
    assertThat(kept.path("draft").isNull()).isTrue();
    assertThat(kept.path("published").path("version").asInt()).isEqualTo(1);
    Browser clerk = new Company(port, people).person("sales");
    assertThat(clerk.delete(artifact(form) + "/draft").status()).isEqualTo(403);
    assertThat(clerk.get("/api/artifacts?kind=form").status()).isEqualTo(403);
  }

  @Test
  void aLayoutNamesFieldsThatAreThereAndEachOnce() {
    JsonNode form =
        form(
            "{\"key\": \"a\", \"fields\": [\"name\", \"nothing\"]}, {\"key\": \"a\", \"fields\": [\"name\"]}");
    ok(200, save(builder, form, 0, JSON.nullNode()));
    JsonNode check = ok(200, builder.post(artifact(form) + "/check", java.util.Map.of()));
    assertThat(
            check
                .path("findings")
                .valueStream()
                .map(each -> each.path("code").asString())
                .filter(code -> code.startsWith("form.")))
        .containsExactlyInAnyOrder("form.layout_unknown", "form.layout_key", "form.layout_twice");
  }
}
