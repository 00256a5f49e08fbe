package io.xiaodan.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is sent, the answer is a clear refusal in the one shape of errors. */
@ServerTest
class HostileInputTests {

  private static final String SESSION = "/api/session";
  private static final String PEOPLE = "/api/people";

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;

  private Browser system;

  @BeforeEach
  void anAdministratorsSystem() {
    system = new Browser(port).bearer(sessions.openToken("administrator").token());
  }

  record Sent(String method, String path, String body, int status) {
    static Sent post(String path, String body, int status) {
      return new Sent("POST", path, body, status);
    }
  }

  static Stream<Sent> bodies() {
    String deep = "[".repeat(50_000);
    return Stream.of(
        Sent.post(SESSION, "", 400),
        Sent.post(SESSION, "null", 400),
        Sent.post(SESSION, "{}", 422),
        Sent.post(SESSION, "[]", 400),
        Sent.post(SESSION, "\"text\"", 400),
        Sent.post(SESSION, "{\"login\":", 400),
        Sent.post(SESSION, "{\"login\":{\"a\":1},\"password\":[]}", 400),
        Sent.post(SESSION, "{\"login\":\"a\",\"password\":\"b\"} trailing", 400),
        Sent.post(SESSION, deep, 400),
        Sent.post(SESSION, "{\"a\":" + deep + "}", 400),
        Sent.post(SESSION, "{\"a\":" + "9".repeat(5_000) + "}", 400),
        Sent.post(SESSION, "{\"a\":1e999999999}", 422),
        Sent.post(SESSION, "{\"" + "k".repeat(5_000) + "\":1}", 400),
        Sent.post(SESSION, "{\"a\":\"" + "x".repeat(3_000_000) + "\"}", 400),
        Sent.post(SESSION, "{\"login\":\"a\\u0000b\",\"password\":\"c\"}", 422),
        Sent.post(SESSION, "{\"login\":\"\\ud800\",\"password\":\"c\"}", 401),
        Sent.post(
            SESSION, "{\"login\":\"' or 1=1 --\",\"password\":\"" + "p".repeat(9_000) + "\"}", 401),
        Sent.post("/api/setup", "{\"token\":\"\\u0000\",\"password\":\"long-enough\"}", 404),
        Sent.post(PEOPLE, "{\"login\":\"a\\u0000\",\"name\":\"\\u202e\",\"password\":\"1\"}", 422),
        Sent.post(
            PEOPLE,
            "{\"login\":\"x\",\"name\":\"x\",\"password\":\"12345678\",\"roles\":[null,1]}",
            422),
        Sent.post(
            PEOPLE, "{\"login\":\"x\",\"name\":\"x\",\"password\":\"12345678\",\"roles\":{}}", 400),
        Sent.post(
            PEOPLE,
            "{\"login\":\"y\",\"name\":\"y\",\"password\":\"" + "长".repeat(25) + "\"}",
            422),
        Sent.post(
            PEOPLE, "{\"login\":\"api:builder\",\"name\":\"x\",\"password\":\"12345678\"}", 422),
        new Sent("PATCH", PEOPLE + "/not-an-id", "{}", 400),
        new Sent("PATCH", PEOPLE + "/00000000-0000-0000-0000-000000000000", "{}", 404),
        new Sent("PATCH", PEOPLE + "/00000000-0000-0000-0000-000000000001", "{}", 404),
        new Sent("PUT", PEOPLE, "{}", 405),
        Sent.post("/api/notices/read", "{\"ids\":[\"x\"]}", 400),
        Sent.post("/api/notices/read", "{\"ids\":[null]}", 204),
        Sent.post("/api/control/tokens", "{\"role\":\"builder\"}", 403),
        Sent.post("/api/payments/callback", "{}", 401));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void refusesABodyThatCannotBeMeant(Sent sent) {
    Answer answer = system.json(sent.method(), sent.path(), sent.body());
    assertThat(answer.status()).as(answer.text()).isEqualTo(sent.status());
    if (sent.status() >= 400) {
      assertProblem(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/notices?after=x",
        "/api/notices?after=99999999999999999999_00000000-0000-0000-0000-000000000000",
        "/api/notices?after=-99999999999999999999999_1",
        "/api/notices?limit=abc",
        "/api/notices?limit=99999999999",
        "/api/deliveries?after=%00_%00",
        "/api/attachments/..%2f..%2fetc%2fpasswd",
        "/api/attachments/x",
        "/api/setup",
        "/api//people",
        "/api/people;x=1",
        "/api/people/..%252f"
      })
  void refusesAnAddressThatCannotBeMeant(String path) {
    Answer answer = system.get(path);
    assertThat(answer.status()).as(answer.text()).isBetween(400, 405);
    assertProblem(answer);
  }

  @Test
  void boundsHowMuchIsAskedForAtOnce() {
    assertThat(system.get("/api/notices?limit=-5").status()).isEqualTo(200);
    assertThat(system.get("/api/notices?limit=2000000000").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
  void takesNothingButJson(String type) {
    Answer answer = new Browser(port).send("POST", SESSION, type, BodyPublishers.ofString("a=b"));
    assertThat(answer.status()).isEqualTo(415);
    assertProblem(answer);
  }

  @Test
  void refusesBytesThatAreNoText() {
    byte[] bytes = {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};
    Answer answer =
        new Browser(port)
            .send("POST", SESSION, "application/json", BodyPublishers.ofByteArray(bytes));
    assertThat(answer.status()).isEqualTo(400);
    assertProblem(answer);
  }

  @Test
  void refusesABodyOfAForm() {
    for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=x")) {
      Answer answer =
          system.send("POST", "/api/attachments", type, BodyPublishers.ofString("--y\r\n\r\n"));
      assertThat(answer.status()).as(answer.text()).isIn(400, 422);
      assertProblem(answer);
    }
  }

  @Test
  void saysWhereJsonIsWrong() {
    Answer answer = system.with("Accept-Language", "en").json("POST", SESSION, "{\n \"a\": tru }");
    assertThat(answer.json().at("/detail").asString()).contains("line 2");
    Answer misfit = system.json("POST", PEOPLE, "{\"roles\": 7}");
    assertThat(misfit.json().at("/detail").asString()).contains("roles");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/people?search=王 HTTP/1.1",
        "GET /%zz HTTP/1.1",
        "GET /api/../../etc/passwd HTTP/1.1",
        "GET /api/session HTTP/9.9",
        "G\u0001T / HTTP/1.1"
      })
  void survivesRequestLinesThatNoBrowserSends(String line) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              (line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .containsPattern("^HTTP/1.1 (4..|505)")
          .doesNotContain("<html")
          .doesNotContain("at io.");
    }
  }

  private static void assertProblem(Answer answer) {
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().at("/status").asInt()).isEqualTo(answer.status());
    assertThat(answer.json().at("/code").asString()).isNotEmpty();
    assertThat(answer.json().at("/title").asString()).isNotEmpty().doesNotStartWith("title_");
    assertThat(answer.json().at("/detail").asString()).isNotEmpty().doesNotContain("Exception");
    assertThat(answer.json().at("/violations").isArray()).isTrue();
  }
}
