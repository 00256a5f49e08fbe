package io.xiaodan.web.people;

import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The tree of departments, as administrators shape it. */
@ServerTest
class DepartmentTests {

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;
  @Autowired private People people;

  private Browser administrator;
  private int n;

  @BeforeEach
  void anAdministrator() {
    administrator = new Browser(port).bearer(sessions.openToken("administrator").token());
    n = Company.unique();
  }

  private String found(String name, @Nullable String parent) {
    Map<String, Object> body = new HashMap<>(Map.of("name", name + n));
    if (parent != null) {
      body.put("parent", parent);
    }
    return ok(201, administrator.post("/api/departments", body)).path("id").asString();
  }

  private List<String> below(String parent) {
    return ok(200, administrator.get("/api/departments"))
        .path("items")
        .valueStream()
        .filter(each -> each.path("parent").asString("").equals(parent))
        .map(each -> each.path("id").asString())
        .toList();
  }

  private int move(String id, @Nullable String parent, @Nullable String before) {
    Map<String, String> body = new HashMap<>();
    if (parent != null) {
      body.put("parent", parent);
    }
    if (before != null) {
      body.put("before", before);
    }
    return administrator.post("/api/departments/" + id + "/move", body).status();
  }

  @Test
  void movesAmongNeighboursAndIntoOthers() {
    String top = found("总部", null);
    String a = found("a", top);
    String b = found("b", top);
    String c = found("c", top);
    assertThat(move(c, top, a)).isEqualTo(200);
    assertThat(below(top).getFirst()).isEqualTo(c);
    assertThat(move(a, top, null)).isEqualTo(200);
    assertThat(below(top).getLast()).isEqualTo(a);
    assertThat(move(b, c, null)).isEqualTo(200);
    assertThat(below(c)).containsExactly(b);
    assertThat(below(top)).containsExactly(c, a);
    assertThat(move(c, b, null)).as("below itself").isEqualTo(422);
    assertThat(move(a, top, b)).as("before one that stands elsewhere").isEqualTo(422);
    assertThat(below(top)).containsExactly(c, a);
  }

  @Test
  void refusesTwoOfOneNameSideBySideEvenByMoving() {
    String top = found("总部", null);
    String other = found("分部", null);
    String here = found("财务", top);
    found("财务", other);
    assertThat(move(here, other, null)).isEqualTo(422);
    assertThat(below(top)).containsExactly(here);
  }

  @Test
  void hasAHeadWhoIsStillHere() {
    String id = found("总部", null);
    String head = Company.idOf(new Company(port, people).named("部长"));
    JsonNode changed = ok(200, administrator.patch("/api/departments/" + id, Map.of("head", head)));
    assertThat(changed.path("head").asString()).isEqualTo(head);
    ok(200, administrator.patch("/api/departments/" + id, Map.of("name", "新总部" + n)));
    ok(200, administrator.patch("/api/people/" + head, Map.of("disabled", true)));
    ok(200, administrator.patch("/api/departments/" + id, Map.of("position", 3)));
    JsonNode cleared = ok(200, administrator.patch("/api/departments/" + id, Map.of("head", "")));
    assertThat(cleared.path("head").isString()).isFalse();
    assertThat(administrator.patch("/api/departments/" + id, Map.of("head", head)).status())
        .isEqualTo(422);
    assertThat(
            administrator
                .patch("/api/departments/" + id, Map.of("head", new java.util.UUID(1, 1)))
                .status())
        .isEqualTo(422);
  }

  @Test
  void isShapedByAdministratorsOnly() {
    String id = found("总部", null);
    Browser builder = new Company(port, people).person("builder");
    assertThat(builder.post("/api/departments", Map.of("name", "x" + n)).status()).isEqualTo(403);
    assertThat(builder.post("/api/departments/" + id + "/move", Map.of()).status()).isEqualTo(403);
    assertThat(builder.patch("/api/departments/" + id, Map.of("name", "x")).status())
        .isEqualTo(403);
  }
}
