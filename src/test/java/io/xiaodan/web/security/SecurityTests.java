package io.xiaodan.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.NewPerson;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class SecurityTests {

  private static final String PASSWORD = "a-good-password";
  private static final Map<String, Object> READ = Map.of("all", true);

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Sessions sessions;

  private String login;

  @BeforeEach
  void somebodyWorksHere() {
    login = "security." + System.nanoTime();
    people.create(new NewPerson(login, "李雷", PASSWORD, null, null, Set.of()));
  }

  @Test
  void takesAWritingRequestOfAPageThatRepeatsItsToken() {
    Browser browser = new Browser(port).signIn(login, PASSWORD);
    assertThat(browser.post("/api/notices/read", READ).status()).isEqualTo(204);
  }

  @Test
  void refusesAWritingRequestWithoutTheToken() {
    Browser browser = new Browser(port).signIn(login, PASSWORD).withoutToken();
    Answer answer = browser.post("/api/notices/read", READ);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().at("/code").asString()).isEqualTo("csrf");
    assertThat(browser.delete("/api/session").status()).isEqualTo(403);
  }

  @Test
  void refusesTheTokenOfAnotherSession() {
    Browser other = new Browser(port).signIn(login, PASSWORD);
    Browser browser =
        new Browser(port)
            .signIn(login, PASSWORD)
            .withoutToken()
            .with("X-XSRF-TOKEN", other.cookie("XSRF-TOKEN").orElseThrow());
    assertThat(browser.post("/api/notices/read", READ).status()).isEqualTo(403);
  }

  @Test
  void givesThePageItsTokenAgainWhenTheBrowserLostIt() {
    Browser first = new Browser(port).signIn(login, PASSWORD);
    Browser second =
        new Browser(port).with("Cookie", "xd_session=" + first.cookie("xd_session").orElseThrow());
    assertThat(second.get("/api/session").header("Set-Cookie"))
        .startsWith("XSRF-TOKEN=" + first.cookie("XSRF-TOKEN").orElseThrow());
  }

  @Test
  void needsNoRepeatedTokenFromAnotherSystem() {
    String token = sessions.openToken("builder").token();
    Browser system = new Browser(port).bearer(token);
    assertThat(system.post("/api/notices/read", READ).status()).isEqualTo(204);
    assertThat(system.get("/api/session").json().at("/person/name").asString())
        .isEqualTo("API builder");
  }

  @Test
  void answersNobodyWithoutASession() {
    for (String path : new String[] {"/api/people", "/api/notices", "/api/what-is-this"}) {
      Answer answer = new Browser(port).get(path);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      assertThat(answer.json().at("/code").asString()).isEqualTo("unauthenticated");
    }
    assertThat(new Browser(port).bearer("xd_made-up").get("/api/people").status()).isEqualTo(401);
  }

  @Test
  void letsNoPageOfAnotherSiteFrameOrRunAnything() {
    Answer page = new Browser(port).get("/");
    assertThat(page.header("Content-Security-Policy"))
        .contains("script-src 'self';")
        .contains("frame-ancestors 'none'")
        .contains("object-src 'none'");
    assertThat(
            new Browser(port).get("/build/forms/orders/preview").header("Content-Security-Policy"))
        .as("the preview stands inside the designer, and in no other site's page")
        .contains("frame-ancestors 'self'");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    Answer data = new Browser(port).get("/api/session");
    assertThat(data.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
    assertThat(data.header("Cache-Control")).contains("no-store");
  }
}
