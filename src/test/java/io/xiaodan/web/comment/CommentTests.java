package io.xiaodan.web.comment;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.record;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Comments: who reads and writes them, who can be mentioned and hears of it. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommentTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String talks = "talks" + number;
  private Browser builder;
  private Browser near;
  private Browser stranger;

  @BeforeAll
  void buildForm() {
    Company company = new Company(port, people);
    builder = company.named("建者" + number, "builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "事项", "title": "name", "fields": [{"key": "name", "type": "text"}, {"key": "zone", "type": "text"}]}
        """
            .formatted(talks));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "near%d", "label": "近", "forms": {"%s": {"view": {"formula": "zone = \\"near\\""}, "fields": {"name": "hidden"}}}}
        """
            .formatted(number, talks));
    near = company.named("近人" + number, "near" + number);
    stranger = company.named("外人" + number);
  }

  private String talk(String zone) {
    return id(create(builder, talks, Map.of("name", "机密名称" + Company.unique(), "zone", zone)));
  }

  private String comments(String talk) {
    return record(talks, talk) + "/comments";
  }

  private static String mention(Browser person) {
    return "@[" + Company.idOf(person) + "]";
  }

  @Test
  void areReadAndWrittenByWhoSeesTheRecordAndNobodyElse() {
    String talk = talk("near");
    ok(201, builder.post(comments(talk), Map.of("text", " 请看一下 ")));
    ok(201, near.post(comments(talk), Map.of("text", "好的")));
    JsonNode items = ok(200, near.get(comments(talk))).path("items");
    assertThat(items.valueStream().map(item -> item.path("text").asString()))
        .containsExactly("好的", "请看一下");
    assertThat(items.get(0).path("mine").asBoolean()).isTrue();
    assertThat(items.get(1).path("by").path("title").asString()).isEqualTo("建者" + number);

    String far = talk("far");
    ok(201, builder.post(comments(far), Map.of("text", "x")));
    for (Browser outside : List.of(near, stranger)) {
      assertThat(outside.get(comments(far)).status()).isEqualTo(404);
      assertThat(outside.post(comments(far), Map.of("text", "y")).status()).isEqualTo(404);
      assertThat(outside.get(record(talks, far) + "/mentionable").status()).isEqualTo(404);
    }
  }

  @Test
  void tellWhoIsMentionedAndOnlyThemAndOnlyOnce() {
    String talk = talk("near");
    String path = comments(talk);
    JsonNode said =
        ok(201, builder.post(path, Map.of("text", mention(near) + " 看这里 " + mention(near))));
    assertThat(said.path("mentions")).hasSize(1);
    assertThat(said.path("mentions").get(0).path("title").asString()).isEqualTo("近人" + number);
    List<JsonNode> heard = noticesOf(near, talk);
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().path("body").asString()).contains("@近人" + number);
    assertThat(heard.getFirst().toString())
        .as("a name that is hidden stays so in a notice")
        .doesNotContain("机密名称");

    ok(
        200,
        builder.patch(
            path + "/" + id(said), Map.of("text", mention(near) + " 改过 " + mention(builder))));
    assertThat(noticesOf(near, talk)).as("told already").hasSize(1);
    assertThat(noticesOf(builder, talk)).as("one's own words").isEmpty();
    assertThat(ok(200, builder.get(path)).path("items").get(0).path("editedAt").isNull()).isFalse();
  }

  private static List<JsonNode> noticesOf(Browser person, String talk) {
    return ok(200, person.get("/api/notices"))
        .path("items")
        .valueStream()
        .filter(notice -> notice.path("recordId").asString("").equals(talk))
        .toList();
  }

  @Test
  void mentionNobodyWhoMayNotSeeTheRecord() {
    String talk = talk("far");
    for (Browser outside : List.of(near, stranger)) {
      assertThat(violations(builder.post(comments(talk), Map.of("text", mention(outside)))))
          .containsExactly("text comment.may_not_see");
      assertThat(noticesOf(outside, talk)).isEmpty();
    }
    JsonNode all =
        ok(200, builder.get(record(talks, talk) + "/mentionable" + query("search", "" + number)));
    assertThat(all.path("items").valueStream().map(each -> each.path("title").asString()))
        .contains("建者" + number)
        .doesNotContain("近人" + number, "外人" + number);
    JsonNode here =
        ok(
            200,
            builder.get(
                record(talks, talk("near")) + "/mentionable" + query("search", "" + number)));
    assertThat(here.path("items").valueStream().map(each -> each.path("title").asString()))
        .contains("近人" + number);
    assertThat(violations(builder.post(comments(talk), Map.of("text", "  "))))
        .containsExactly("text comment.text");
    assertThat(violations(builder.post(comments(talk), Map.of("text", "长".repeat(4_001)))))
        .containsExactly("text comment.text");
    assertThat(ok(200, builder.get(comments(talk))).path("items")).isEmpty();
  }

  @Test
  void belongToTheirAuthors() {
    String talk = talk("near");
    String mine = id(ok(201, near.post(comments(talk), Map.of("text", "我的"))));
    String path = comments(talk) + "/" + mine;
    assertThat(builder.patch(path, Map.of("text", "别人的")).status()).isEqualTo(403);
    assertThat(builder.delete(path).status()).isEqualTo(403);
    assertThat(near.patch(comments(talk("near")) + "/" + mine, Map.of("text", "x")).status())
        .as("of another record")
        .isEqualTo(404);
    assertThat(near.delete(path).status()).isEqualTo(204);
    assertThat(ok(200, near.get(comments(talk))).path("items")).isEmpty();

    assertThat(builder.delete(record(talks, talk) + "?rev=1").status()).isEqualTo(204);
    assertThat(builder.post(comments(talk), Map.of("text", "x")).status()).isEqualTo(409);
  }
}
