package io.xiaodan.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.NewPerson;
import io.xiaodan.identity.People;
import io.xiaodan.platform.StartupNotice;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.net.HttpCookie;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class SignInTests {

  private static final String PASSWORD = "a-good-password";

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private List<StartupNotice> notices;

  private Browser browser;
  private String login;
  private UUID person;

  @BeforeEach
  void somebodyWorksHere() {
    browser = new Browser(port);
    login = "Fang." + System.nanoTime();
    person =
        people.create(new NewPerson(login, "王芳", PASSWORD, null, null, Set.of("builder"))).id();
  }

  @Test
  void signsInWhateverTheCaseOfTheLoginAndTellsWhoItIs() {
    Answer answer = signIn(browser, login.toUpperCase(Locale.ROOT), PASSWORD);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/person/name").asString()).isEqualTo("王芳");
    assertThat(answer.json().at("/person/login").asString()).isEqualTo(login);
    assertThat(answer.json().at("/roles/0/key").asString()).isEqualTo("builder");
    assertThat(answer.json().at("/builds").asBoolean()).isTrue();
    assertThat(answer.json().at("/administers").asBoolean()).isFalse();
    assertThat(browser.get("/api/session").json()).isEqualTo(answer.json());
  }

  @Test
  void namesTheRolesInTheReadersLanguage() {
    browser.with("Accept-Language", "en-GB,en;q=0.9,zh;q=0.1");
    Answer answer = signIn(browser, login, PASSWORD);
    assertThat(answer.json().at("/roles/0/label").asString()).isEqualTo("Builder");
  }

  @Test
  void keepsTheSessionInACookieThatNoScriptReads() {
    List<HttpCookie> cookies =
        signIn(browser, login, PASSWORD).response().headers().allValues("Set-Cookie").stream()
            .flatMap(header -> HttpCookie.parse(header).stream())
            .toList();
    HttpCookie session =
        cookies.stream().filter(c -> c.getName().equals("xd_session")).findFirst().orElseThrow();
    assertThat(session.isHttpOnly()).isTrue();
    assertThat(session.getPath()).isEqualTo("/");
    assertThat(session.getValue()).hasSize(43);
    assertThat(
            signIn(new Browser(port), login, PASSWORD).response().headers().allValues("Set-Cookie"))
        .allMatch(header -> header.contains("SameSite=Lax"));
  }

  @Test
  void answersAWrongPasswordAndAnUnknownLoginAlike() {
    Answer wrong = signIn(browser, login, "not-the-password");
    Answer unknown = signIn(browser, "nobody." + login, "not-the-password");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().at("/code").asString()).isEqualTo("bad_credentials");
    assertThat(unknown.json()).isEqualTo(wrong.json());
  }

  @Test
  void makesWhoeverGuessesWaitEvenWithTheRightPasswordInTheEnd() {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn(browser, login, "guess-" + i).status()).isEqualTo(401);
    }
    Answer paused = signIn(browser, login, PASSWORD);
    assertThat(paused.status()).isEqualTo(429);
    assertThat(paused.json().at("/code").asString()).isEqualTo("sign_in_paused");
    assertThat(Long.parseLong(paused.header("Retry-After"))).isBetween(1L, 900L);
  }

  @Test
  void endsTheSessionAtSignOut() {
    browser.signIn(login, PASSWORD);
    String stolen = browser.cookie("xd_session").orElseThrow();
    assertThat(browser.delete("/api/session").status()).isEqualTo(204);
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    assertThat(
            new Browser(port).with("Cookie", "xd_session=" + stolen).get("/api/session").status())
        .isEqualTo(401);
  }

  @Test
  void shutsOutADisabledPersonAtOnceAndSaysSoOnlyToWhoKnowsThePassword() {
    browser.signIn(login, PASSWORD);
    people.disable(person);
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    assertThat(signIn(browser, login, PASSWORD).json().at("/code").asString())
        .isEqualTo("person_disabled");
    assertThat(signIn(browser, login, "not-the-password").json().at("/code").asString())
        .isEqualTo("bad_credentials");
  }

  @Test
  void aNewPasswordEndsTheSessionsOpenedWithTheOldOne() {
    browser.signIn(login, PASSWORD);
    people.changePassword(person, "another-password");
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    assertThat(signIn(browser, login, PASSWORD).status()).isEqualTo(401);
    assertThat(signIn(browser, login, "another-password").status()).isEqualTo(200);
  }

  @Test
  void otherRolesAreInForceWithTheNextRequest() {
    browser.signIn(login, PASSWORD);
    people.setRoles(person, Set.of());
    Answer answer = browser.get("/api/session");
    assertThat(answer.json().at("/roles").isEmpty()).isTrue();
    assertThat(answer.json().at("/builds").asBoolean()).isFalse();
  }

  @Test
  void theLinkOfTheFirstStartSetsThePasswordOnceAndOnlyAGoodOne() {
    String link =
        notices.stream()
            .flatMap(notice -> notice.lines("http://localhost", Locale.CHINESE).stream())
            .filter(line -> line.startsWith("http://localhost/setup?token="))
            .findFirst()
            .orElseThrow();
    String token = link.substring(link.indexOf('=') + 1);
    assertThat(browser.get("/api/setup?token=" + token).json().at("/login").asString())
        .isEqualTo("admin");

    Answer weak = browser.post("/api/setup", Map.of("token", token, "password", "short"));
    assertThat(weak.status()).isEqualTo(422);
    assertThat(weak.json().at("/violations/0/code").asString()).isEqualTo("password_short");

    Answer set = browser.post("/api/setup", Map.of("token", token, "password", PASSWORD));
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.json().at("/administers").asBoolean()).isTrue();
    assertThat(browser.get("/api/session").status()).isEqualTo(200);

    Browser late = new Browser(port);
    assertThat(late.get("/api/setup?token=" + token).status()).isEqualTo(404);
    assertThat(late.post("/api/setup", Map.of("token", token, "password", PASSWORD)).status())
        .isEqualTo(404);
    assertThat(signIn(late, "admin", PASSWORD).status()).isEqualTo(200);
  }

  private static Answer signIn(Browser browser, String login, String password) {
    return browser.post("/api/session", Map.of("login", login, "password", password));
  }
}
