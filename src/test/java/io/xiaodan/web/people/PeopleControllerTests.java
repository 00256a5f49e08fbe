package io.xiaodan.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class PeopleControllerTests {

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;

  private Browser administrator;
  private String login;

  @BeforeEach
  void anAdministrator() {
    administrator = new Browser(port).bearer(sessions.openToken("administrator").token());
    login = "people." + System.nanoTime();
  }

  @Test
  void createsSomebodyWhoCanSignInAndIsFound() {
    Answer created = create(login, "欧阳修" + login);
    assertThat(created.status()).isEqualTo(201);
    Browser somebody = new Browser(port).signIn(login, "a-good-password");
    JsonNode found = somebody.get("/api/people?search=" + login.substring(7)).json();
    assertThat(found.at("/items/0/id")).isEqualTo(created.json().at("/id"));
    assertThat(found.at("/items/0/roles/0").asString()).isEqualTo("builder");
    assertThat(found.at("/items/0").has("email")).as("hidden from colleagues").isFalse();
  }

  @Test
  void findsEverythingWrongAtOnce() {
    Answer answer =
        administrator.post(
            "/api/people",
            Map.of(
                "login", "a b",
                "name", "x".repeat(61),
                "password", "short",
                "email", "nobody",
                "phone", "call me",
                "roles", List.of("nonsense")));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/violations").findValuesAsString("code"))
        .containsExactly(
            "login_format",
            "name_format",
            "email_format",
            "phone_format",
            "password_short",
            "role_unknown");
  }

  @Test
  void refusesALoginThatDiffersInItsCaseOnly() {
    create(login, "张三");
    Answer second = create(login.toUpperCase(java.util.Locale.ROOT), "张三");
    assertThat(second.status()).isEqualTo(422);
    assertThat(second.json().at("/violations/0/code").asString()).isEqualTo("login_taken");
  }

  @Test
  void letsOnlyAdministratorsCreateAndChange() {
    String id = create(login, "李四").json().at("/id").asString();
    Browser builder = new Browser(port).signIn(login, "a-good-password");
    assertThat(builder.post("/api/people", Map.of("login", "x")).status()).isEqualTo(403);
    assertThat(
            builder.patch("/api/people/" + id, Map.of("roles", List.of("administrator"))).status())
        .isEqualTo(403);
    assertThat(builder.get("/api/people/all").status()).isEqualTo(403);
    assertThat(builder.get("/api/tokens").status()).isEqualTo(403);
    assertThat(builder.get("/api/deliveries").status()).isEqualTo(403);
    assertThat(builder.get("/api/integration/payment").status()).isEqualTo(403);
  }

  @Test
  void changesWhatIsSentAndLeavesTheRest() {
    String id = create(login, "赵六").json().at("/id").asString();
    Answer changed = administrator.patch("/api/people/" + id, Map.of("email", "zhao@example.com"));
    assertThat(changed.json().at("/name").asString()).isEqualTo("赵六");
    assertThat(changed.json().at("/email").asString()).isEqualTo("zhao@example.com");
    Answer cleared = administrator.patch("/api/people/" + id, Map.of("email", ""));
    assertThat(cleared.json().has("email")).isFalse();
    assertThat(cleared.json().at("/roles/0").asString()).isEqualTo("builder");
  }

  @Test
  void offersNobodyWhoIsDisabledButKeepsThemInTheFullList() {
    String id = create(login, "孙七").json().at("/id").asString();
    administrator.patch("/api/people/" + id, Map.of("disabled", true));
    assertThat(administrator.get("/api/people?search=" + login).json().at("/items")).isEmpty();
    assertThat(administrator.get("/api/people/all").text()).contains(id);
    administrator.patch("/api/people/" + id, Map.of("disabled", false));
    assertThat(administrator.get("/api/people?search=" + login).json().at("/items")).hasSize(1);
  }

  @Test
  void keepsAtLeastOneAdministrator() {
    String admin =
        administrator.get("/api/people?search=admin").json().at("/items/0/id").asString();
    Answer answer = administrator.patch("/api/people/" + admin, Map.of("disabled", true));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/violations/0/code").asString()).isEqualTo("last_administrator");
    assertThat(administrator.patch("/api/people/" + admin, Map.of("roles", List.of())).status())
        .isEqualTo(422);
  }

  private Answer create(String login, String name) {
    return administrator.post(
        "/api/people",
        Map.of(
            "login",
            login,
            "name",
            name,
            "password",
            "a-good-password",
            "email",
            "somebody@example.com",
            "roles",
            List.of("builder")));
  }
}
