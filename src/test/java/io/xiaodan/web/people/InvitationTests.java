package io.xiaodan.web.people;

import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Placement;
import io.xiaodan.identity.Sessions;
import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import io.xiaodan.task.Assignees;
import io.xiaodan.task.NewTask;
import io.xiaodan.task.TaskKind;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** People come by a link of their own, and leave what waits for them to somebody else. */
@ServerTest
class InvitationTests {

  private static final String PASSWORD = "chosen-by-themselves";

  @LocalServerPort private int port;
  @Autowired private Secrets secrets;
  @Autowired private Workspace workspace;
  @Autowired private Sessions sessions;
  @Autowired private People people;
  @Autowired private Departments departments;
  @Autowired private Tasks tasks;
  @Autowired private JdbcTemplate database;
  @Autowired private Clock clock;

  private Browser administrator;
  private String login;

  @BeforeEach
  void anAdministrator() {
    administrator =
        new Browser(port)
            .with("Accept-Language", "zh")
            .bearer(sessions.openToken("administrator").token());
    login = "invited." + System.nanoTime();
  }

  private String person(String email) {
    return ok(
            201,
            administrator.post(
                "/api/people",
                Map.of("login", login, "name", "林新", "email", email, "roles", List.of())))
        .path("id")
        .asString();
  }

  private JsonNode invite(String id, boolean mail) {
    return ok(
            200,
            administrator.post(
                "/api/people/invitations", Map.of("people", List.of(id), "mail", mail)))
        .at("/items/0");
  }

  private JsonNode inList(String id) {
    return ok(200, administrator.get("/api/people/all"))
        .path("items")
        .valueStream()
        .filter(each -> each.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Answer choose(String path) {
    String token = path.replaceFirst(".*token=", "");
    return new Browser(port).post("/api/setup", Map.of("token", token, "password", PASSWORD));
  }

  @Test
  void opensTheDoorOnceAndOnlyByTheLatestLink() {
    String id = person("");
    assertThat(inList(id).path("joined").asBoolean()).isFalse();
    String first = invite(id, false).path("path").asString();
    String second = invite(id, false).path("path").asString();
    assertThat(inList(id).path("invitedUntil").isString()).isTrue();
    assertThat(choose(first).status()).isEqualTo(404);
    assertThat(ok(200, choose(second)).at("/person/login").asString()).isEqualTo(login);
    assertThat(choose(second).status()).isEqualTo(404);
    assertThat(inList(id).path("joined").asBoolean()).isTrue();
    new Browser(port).signIn(login, PASSWORD);
  }

  @Test
  void sendsTheLinkByMailAndTellsNobodyElse() {
    String mail = login + "@example.com";
    String id = person(mail);
    JsonNode invited = invite(id, true);
    assertThat(invited.path("mailed").asBoolean()).isTrue();
    assertThat(invited.path("path").isString()).isFalse();
    JsonNode[] sent = new JsonNode[1];
    Awaitility.await()
        .atMost(java.time.Duration.ofMinutes(1))
        .until(() -> {
          ok(200, administrator.get("/api/deliveries?limit=100"))
              .path("items")
              .valueStream()
              .filter(each -> each.path("recipient").asString().equals(mail))
              .forEach(each -> sent[0] = each);
          return sent[0] != null;
        });
    assertThat(sent[0].path("body").asString())
        .as("the log names no address that opens")
        .contains("林新", login, "/setup?token=…");
    String sealed =
        database.queryForObject(
            "SELECT sealed FROM " + workspace.table("outbound_message") + " WHERE recipient = ?",
            String.class,
            mail);
    String body = secrets.open("message", Objects.requireNonNull(sealed));
    String link = body.lines().filter(line -> line.contains("/setup?token=")).findFirst().get();
    assertThat(link).startsWith("http://localhost:" + port + "/setup?token=");
    assertThat(choose(link.strip()).status()).isEqualTo(200);
  }

  @Test
  void isForAdministratorsAndNotForThoseWhoLeft() {
    String id = person("");
    Browser builder = new Company(port, people).person("builder");
    Map<String, Object> body = Map.of("people", List.of(id));
    assertThat(builder.post("/api/people/invitations", body).status()).isEqualTo(403);
    assertThat(builder.get("/api/people/" + id + "/duties").status()).isEqualTo(403);
    assertThat(builder.post("/api/people/" + id + "/handover", Map.of("to", id)).status())
        .isEqualTo(403);
    String path = invite(id, false).path("path").asString();
    ok(200, administrator.patch("/api/people/" + id, Map.of("disabled", true)));
    assertThat(choose(path).status()).isEqualTo(404);
    assertThat(administrator.post("/api/people/invitations", body).status()).isEqualTo(409);
    assertThat(
            administrator
                .post("/api/people/invitations", Map.of("people", List.of(new UUID(5, 5))))
                .status())
        .isEqualTo(404);
    assertThat(administrator.post("/api/people/invitations", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void handsOverWhatWaitsAndTheDepartmentsAndThePeople() {
    Company company = new Company(port, people);
    UUID leaving = UUID.fromString(Company.idOf(company.named("走的人")));
    Browser heir = company.named("接手的人");
    UUID to = UUID.fromString(Company.idOf(heir));
    UUID other = UUID.fromString(Company.idOf(company.named("下属")));
    UUID boss = UUID.fromString(Company.idOf(company.named("老板")));
    UUID department = departments.create("交接" + login, null, 0, leaving).id();
    departments.place(leaving, new Placement(department, boss));
    departments.place(other, new Placement(department, leaving));
    departments.place(to, new Placement(department, other));
    UUID task = new UUID(System.nanoTime(), 7);
    tasks
        .insert(
            new NewTask(
                task,
                TaskKind.TODO,
                null,
                null,
                null,
                "todo",
                "给客户回电话",
                clock.instant(),
                new Assignees(Set.of(), Set.of(leaving, to))))
        .forEach(each -> database.update(each.sql(), each.binds().toArray()));
    JsonNode duties = ok(200, administrator.get("/api/people/" + leaving + "/duties"));
    assertThat(duties.path("openTasks").asInt()).isEqualTo(1);
    assertThat(duties.at("/tasks/0/title").asString()).isEqualTo("给客户回电话");
    assertThat(duties.at("/leads/0/id").asString()).isEqualTo(department.toString());
    assertThat(duties.at("/reports/0/id").asString()).isEqualTo(other.toString());
    String path = "/api/people/" + leaving + "/handover";
    assertThat(administrator.post(path, Map.of("to", leaving.toString())).status()).isEqualTo(422);
    assertThat(ok(200, administrator.post(path, Map.of("to", to.toString()))).path("tasks").asInt())
        .isEqualTo(1);
    assertThat(heir.get("/api/tasks/count").json().path("open").asInt()).isEqualTo(1);
    assertThat(departments.organisation().head(department)).contains(to);
    assertThat(departments.organisation().managers(other)).containsExactly(to, boss);
    assertThat(ok(200, administrator.get("/api/people/" + leaving + "/duties")).toString())
        .isEqualTo("{\"openTasks\":0,\"tasks\":[],\"leads\":[],\"reports\":[]}");
  }
}
