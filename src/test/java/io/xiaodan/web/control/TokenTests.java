package io.xiaodan.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.platform.ControlKey;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class TokenTests {

  @LocalServerPort private int port;
  @Autowired private ControlKey key;

  @Test
  void givesACommandATokenWithExactlyOneRole() {
    Browser system = new Browser(port).bearer(token("builder"));
    JsonNode session = system.get("/api/session").json();
    assertThat(session.at("/roles")).hasSize(1);
    assertThat(session.at("/builds").asBoolean()).isTrue();
    assertThat(session.at("/administers").asBoolean()).isFalse();
    assertThat(system.post("/api/people", Map.of()).status()).isEqualTo(403);
  }

  @Test
  void refusesWhoeverCannotReadTheDataFolder() {
    for (String sent : new String[] {"", "x", key.value().substring(1)}) {
      Answer answer =
          new Browser(port)
              .with(ControlKey.HEADER, sent)
              .post("/api/control/tokens", Map.of("role", "builder"));
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Test
  void saysThatThereIsNoSuchRole() {
    Answer answer = asked("emperor");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/violations/0/code").asString()).isEqualTo("role_unknown");
  }

  @Test
  void offersNoServiceWherePeopleAreChosen() {
    Browser system = new Browser(port).bearer(token("builder"));
    assertThat(system.get("/api/people?search=API").json().at("/items")).isEmpty();
    assertThat(
            system
                .get("/api/people?search=系统".replace("系统", "%E7%B3%BB%E7%BB%9F"))
                .json()
                .at("/items"))
        .isEmpty();
  }

  @Test
  void endsATokenThatAnAdministratorRevokes() {
    Browser system = new Browser(port).bearer(token("builder"));
    Browser administrator = new Browser(port).bearer(token("administrator"));
    assertThat(system.get("/api/session").status()).isEqualTo(200);
    JsonNode newest = null;
    for (JsonNode item : administrator.get("/api/tokens").json().at("/items")) {
      if (newest == null && item.at("/role").asString().equals("builder")) {
        newest = item;
      }
    }
    assertThat(newest).isNotNull();
    String id = newest.at("/id").asString();
    assertThat(administrator.delete("/api/tokens/" + id).status()).isEqualTo(204);
    assertThat(system.get("/api/session").status()).isEqualTo(401);
    assertThat(administrator.delete("/api/tokens/" + id).status()).isEqualTo(404);
  }

  private String token(String role) {
    return asked(role).json().at("/token").asString();
  }

  private Answer asked(String role) {
    return new Browser(port)
        .with(ControlKey.HEADER, key.value())
        .post("/api/control/tokens", Map.of("role", role));
  }
}
