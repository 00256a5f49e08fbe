package io.xiaodan.web.link;

import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** When a link works, for whom, and how often. */
class LinkLimitTests extends LinkShop {

  @Test
  void worksUntilItIsStoppedExpiredOrUsedUp() {
    JsonNode made = made("form", form(""));
    String path = at(made);
    String inside = "/api/links/" + id(made);
    assertThat(visitor().get(path).status()).isEqualTo(200);
    ok(200, builder.post(inside + "/revoke", ""));
    assertGone(path, "link.revoked");
    ok(200, builder.post(inside + "/resume", ""));
    JsonNode renewed = ok(200, builder.post(inside + "/renew", ""));
    assertGone(path, "link.unknown");
    assertThat(visitor().get(at(renewed)).status()).isEqualTo(200);
    ok(
        200,
        builder.patch(
            inside,
            Map.of(
                "rev",
                renewed.path("rev").asLong(),
                "label",
                "旧",
                "document",
                JSON.readTree(form("")),
                "expiresAt",
                "2020-01-01T00:00:00Z")));
    assertGone(at(renewed), "link.expired");
    String limited = address(form(", \"most\": 1"));
    ok(201, visitor().post(limited + "/records", order(pen)));
    Answer full = visitor().post(limited + "/records", order(pen));
    assertThat(full.status()).isEqualTo(409);
    assertThat(full.json().path("code").asString()).isEqualTo("link.full");
    assertGone("/api/public/links/" + "A".repeat(43), "link.unknown");
  }

  private void assertGone(String path, String code) {
    for (Answer answer :
        List.of(visitor().get(path), visitor().post(path + "/records", order(pen)))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }
  }

  @Test
  void takesOneRecordFromAPhoneNumberOrABrowser() {
    String byPhone = address(form(", \"once\": \"phone\", \"phone\": \"phone\""));
    ok(201, visitor().post(byPhone + "/records", order(pen)));
    Answer again = visitor().post(byPhone + "/records", order(pen));
    assertThat(again.json().path("code").asString()).isEqualTo("link.once");
    assertThat(visitor().post(byPhone + "/records", Map.of("values", Map.of("name", "x"))).status())
        .isEqualTo(422);
    String byBrowser = address(form(", \"once\": \"browser\""));
    Browser one = visitor();
    ok(200, one.get(byBrowser));
    ok(201, one.post(byBrowser + "/records", order(pen)));
    assertThat(one.post(byBrowser + "/records", order(pen)).status()).isEqualTo(409);
    assertThat(ok(200, one.get(byBrowser)).path("done").asBoolean()).isTrue();
    Browser another = visitor();
    ok(200, another.get(byBrowser));
    ok(201, another.post(byBrowser + "/records", order(pen)));
  }

  @Test
  void makesOneRecordHoweverOftenTheSameIsSent() {
    JsonNode made = made("form", form(""));
    Map<String, String> key = Map.of("Idempotency-Key", "k1");
    String first =
        ok(201, visitor().post(at(made) + "/records", order(pen), key)).path("number").asString();
    String second =
        ok(201, visitor().post(at(made) + "/records", order(pen), key)).path("number").asString();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void asksForACodeFirstAndStopsWhoGuessesIt() {
    String path = address(form(", \"code\": \"8421\""));
    JsonNode closed = ok(200, visitor().get(path));
    assertThat(closed.path("code").asBoolean()).isTrue();
    assertThat(closed.has("form")).isFalse();
    assertThat(visitor().post(path + "/records", order(pen)).json().path("code").asString())
        .isEqualTo("link.code_needed");
    Browser right = visitor().with("X-Link-Code", "8421");
    assertThat(ok(200, right.get(path)).path("form").path("fields").size()).isPositive();
    ok(201, right.post(path + "/records", order(pen)));
    Browser wrong = visitor().with("X-Link-Code", "0000");
    for (int i = 0; i < 8; i++) {
      assertThat(wrong.get(path).status()).isEqualTo(403);
    }
    assertThat(wrong.get(path).status()).isEqualTo(429);
    assertThat(right.get(path).status())
        .as("guessing stops the place it comes from")
        .isEqualTo(429);
  }

  @Test
  void letsOnePlaceSendSoManyAndNoMore() {
    String path = address(form("")) + "/records";
    Browser visitor = visitor();
    Answer answer = visitor.post(path, Map.of("values", Map.of()));
    for (int i = 0; i < 20; i++) {
      answer = visitor.post(path, Map.of("values", Map.of()));
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotBlank();
    assertThat(visitor.post(address(form("")) + "/records", order(pen)).status())
        .as("another link")
        .isEqualTo(201);
  }
}
