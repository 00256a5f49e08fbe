package io.xiaodan.web.guide;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** First steps tick themselves off by what is there, and are put away for good. */
@ServerTest
class GuideTests {

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String form = "first" + number;
  private Browser administrator;

  @BeforeEach
  void anAdministrator() {
    administrator = new Browser(port).bearer(sessions.openToken("administrator").token());
  }

  private JsonNode open() {
    return ok(200, administrator.get("/api/guide")).path("guide");
  }

  /** Puts away whatever stands before a guide, which others have left or the order app brings. */
  private JsonNode open(String key) {
    JsonNode guide = open();
    while (!guide.isNull() && !guide.path("key").asString().equals(key)) {
      ok(204, administrator.delete("/api/guide/" + guide.path("key").asString()));
      guide = open();
    }
    return guide;
  }

  private static List<String> done(JsonNode guide) {
    return guide
        .path("steps")
        .valueStream()
        .filter(step -> step.path("done").asBoolean())
        .map(step -> step.path("key").asString())
        .toList();
  }

  private void publish(String key, String steps) {
    Company.publish(
        administrator,
        "{\"kind\": \"guide\", \"key\": \"%s\", \"label\": \"先做这些\", \"steps\": [%s]}"
            .formatted(key, steps));
  }

  private String step(String key, String more) {
    return "{\"key\": \"%s\", \"label\": \"做\", \"help\": \"为什么\", %s}".formatted(key, more);
  }

  private void publishForm() {
    Company.publish(
        administrator,
        "{\"kind\": \"form\", \"key\": \"%s\", \"label\": \"货\", \"title\": \"name\", \"fields\": [{\"key\": \"name\", \"type\": \"text\"}]}"
            .formatted(form));
  }

  @Test
  void aStepIsDoneOnceItsRecordsAreThereAndTheListIsGoneWhenAllAre() {
    publishForm();
    new Company(port, people).person("sales");
    String key = "guide" + number;
    publish(
        key,
        step("goods", "\"form\": \"%s\", \"by\": \"file\"".formatted(form))
            + ","
            + step("people", "\"setting\": \"people\""));
    JsonNode guide = open(key);
    assertThat(done(guide)).containsExactly("people");
    assertThat(guide.path("steps").get(0).path("by").asString()).isEqualTo("file");
    create(administrator, form, Map.of("name", "纸"));
    assertThat(open(key).isNull()).isTrue();
  }

  @Test
  void aListThatIsPutAwayStaysAwayForEveryAdministratorAndIsNobodyElsesBusiness() {
    publishForm();
    String key = "guide" + number;
    publish(key, step("goods", "\"form\": \"%s\", \"by\": \"hand\"".formatted(form)));
    assertThat(open(key).path("key").asString()).isEqualTo(key);
    Browser clerk = new Company(port, people).person("sales");
    assertThat(clerk.get("/api/guide").status()).isEqualTo(403);
    assertThat(clerk.delete("/api/guide/" + key).status()).isEqualTo(403);
    ok(204, administrator.delete("/api/guide/" + key));
    ok(204, administrator.delete("/api/guide/" + key));
    assertThat(open().path("key").asString()).isNotEqualTo(key);
    assertThat(administrator.delete("/api/guide/nothing").status()).isEqualTo(404);
  }

  @Test
  void aStepAboutAFormThatIsNotThereIsRefusedWithItsPlace() {
    String document =
        "{\"kind\": \"guide\", \"key\": \"g%s\", \"label\": \"x\", \"steps\": [%s]}"
            .formatted(number, step("a", "\"form\": \"nowhere\", \"by\": \"hand\""));
    JsonNode draft = JsonMapper.shared().readTree(document);
    ok(200, Company.draft(administrator, draft));
    String path = Company.artifact(draft);
    assertThat(administrator.post(path + "/publish", Map.of()).text())
        .contains("steps.0.form")
        .contains("nowhere");
    ok(204, administrator.delete(path + "/draft"));
  }
}
