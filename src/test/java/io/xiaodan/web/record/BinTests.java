package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The recycle bin: who threw away what, taking it out again, removing it for good. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BinTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String cards = "cards" + number;
  private final String uses = "uses" + number;
  private Browser builder;
  private Browser deleter;
  private Browser purger;

  @BeforeAll
  void buildForms() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "卡片", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "code", "type": "text", "unique": true}, {"key": "papers", "type": "attachment"}]}
        """
            .formatted(cards));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "用途", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "card", "type": "reference", "form": "%s"}]}
        """
            .formatted(uses, cards));
    role("deleter", "\"delete\": \"all\"");
    role("purger", "\"delete\": \"all\", \"purge\": true");
    deleter = company.named("丢卡人" + number, "deleter" + number);
    purger = company.person("purger" + number);
  }

  private void role(String key, String rights) {
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "%s%d", "label": "%s", "forms": {"%s": {"view": "all", "edit": "all", %s}}}
        """
            .formatted(key, number, key, cards, rights));
  }

  private String card(@Nullable String code, String... files) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", "卡" + Company.unique());
    if (code != null) {
      values.put("code", code);
    }
    values.put("papers", List.of(files));
    return id(create(builder, cards, values));
  }

  private void throwAway(Browser browser, String id) {
    assertThat(browser.delete(record(cards, id) + "?rev=1").status()).isEqualTo(204);
  }

  private String upload(String content) {
    return id(
        ok(
            201,
            builder.upload("/api/attachments", "a.txt", content.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void listsWhoThrewAwayWhatAndWhenTheLatestFirst() {
    String first = card(null);
    String second = card(null);
    throwAway(builder, first);
    throwAway(deleter, second);
    JsonNode items =
        ok(200, builder.get(records(cards) + "?deleted=true&sort=-deleted_at")).path("items");
    List<String> ids = items.valueStream().map(Company::id).toList();
    assertThat(ids.indexOf(second)).isLessThan(ids.indexOf(first));
    JsonNode item = items.get(ids.indexOf(second));
    assertThat(item.path("deletedBy").path("title").asString()).isEqualTo("丢卡人" + number);
    assertThat(item.path("deletedAt").isNull()).isFalse();
  }

  @Test
  void saysInPlainWordsWhyARecordCannotComeBack() {
    String code = "C" + Company.unique();
    String first = card(code);
    throwAway(builder, first);
    card(code);
    assertThat(violations(builder.post(record(cards, first) + "/restore", Map.of())))
        .containsExactly("code record.unique");
    assertThat(ok(200, builder.get(record(cards, first))).path("deletedAt").isNull()).isFalse();
  }

  @Test
  void removesForGoodOnlyWithTheRightAndOnlyFromTheBin() {
    String one = card(null);
    assertThat(purger.delete(purge(one)).status()).as("still alive").isEqualTo(409);
    throwAway(builder, one);
    assertThat(deleter.delete(purge(one)).status()).isEqualTo(403);
    Map<String, Object> order = Map.of("kind", "purge", "ids", List.of(one));
    assertThat(deleter.post("/api/forms/" + cards + "/batches", order).status()).isEqualTo(403);
    assertThat(purger.delete(purge(one)).status()).isEqualTo(204);
    assertThat(builder.get(record(cards, one)).status()).isEqualTo(404);
    assertThat(builder.get(record(cards, one) + "/history").status()).isEqualTo(404);
    assertThat(purger.delete(purge(one)).status()).isEqualTo(404);
    assertThat(deleter.get("/api/purges").status()).isEqualTo(403);
  }

  private String purge(String id) {
    return record(cards, id) + "/purge";
  }

  @Test
  void keepsWhatOthersReferToAndListsItAmongTheRefused() {
    String used = card(null);
    String free = card(null);
    create(builder, uses, Map.of("name", "u", "card", used));
    throwAway(builder, used);
    throwAway(builder, free);
    assertThat(
            purger.delete(purge(used)).json().path("violations").get(0).path("message").asString())
        .contains("用途");
    JsonNode job =
        ok(
            201,
            purger.post(
                "/api/forms/" + cards + "/batches",
                Map.of("kind", "purge", "ids", List.of(used, free))));
    String path = "/api/batches/" + id(job);
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> !purger.get(path).json().path("finishedAt").isNull());
    JsonNode over = purger.get(path).json();
    assertThat(over.path("outcomes").path("changed").asInt()).isEqualTo(1);
    assertThat(over.path("outcomes").path("refused").asInt()).isEqualTo(1);
    assertThat(over.path("mayUndo").asBoolean()).isFalse();
    assertThat(builder.get(record(cards, used)).status()).isEqualTo(200);
    assertThat(builder.get(record(cards, free)).status()).isEqualTo(404);
  }

  @Test
  void freesTheFilesThatStandNowhereElse() {
    String own = upload("own " + Company.unique());
    String common = upload("common " + Company.unique());
    String one = card(null, own, common);
    card(null, common);
    throwAway(builder, one);
    assertThat(builder.get("/api/attachments/" + own).status()).isEqualTo(200);
    assertThat(purger.delete(purge(one)).status()).isEqualTo(204);
    assertThat(builder.get("/api/attachments/" + own).status()).isEqualTo(404);
    assertThat(builder.get("/api/attachments/" + common).status()).isEqualTo(200);
  }

  @Test
  void onlyAdministratorsSayHowLongTheBinIsKept() {
    assertThat(deleter.json("PUT", "/api/bin", "{\"days\": 30}").status()).isEqualTo(403);
    assertThat(ok(200, deleter.get("/api/bin")).has("days")).isTrue();
  }
}
