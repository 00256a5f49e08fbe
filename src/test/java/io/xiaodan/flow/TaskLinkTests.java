package io.xiaodan.flow;

import static io.xiaodan.flow.FlowHall.ask;
import static io.xiaodan.flow.FlowHall.people;
import static io.xiaodan.support.Company.idOf;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.xiaodan.identity.People;
import io.xiaodan.identity.PersonChange;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Tasks that are done from the link of a mail, over a mail server that takes what is sent. */
@ServerTest
class TaskLinkTests {

  private static final Pattern LINK =
      Pattern.compile("https://orders\\.example\\.com/m/([A-Za-z0-9_-]{43})\\s");
  private static final String REJECTING = "\"return\": {\"to\": [\"start\"]},";

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;
  private FlowHall hall;
  private Browser admin;
  private Browser starter;
  private Browser first;
  private Browser visitor;

  @BeforeEach
  void aCompanyWithMail() {
    server.start();
    hall = new FlowHall(port, people);
    admin = hall.company.person("administrator");
    starter = hall.member("发起人");
    first = hall.member("甲");
    mailbox(first, "first");
    visitor = new Browser(port);
    connect();
    ok(200, put("address", "{\"address\": \"https://Orders.example.com/\"}"));
    ok(200, put("task-mails", "{\"enabled\": true, \"days\": 3}"));
  }

  private void connect() {
    ok(
        204,
        admin.json(
            "PUT",
            "/api/connections/mail",
            "{\"kind\": \"mail\", \"label\": \"邮件\", \"settings\": {\"host\": \"127.0.0.1\", \"port\": \"%d\", \"tls\": \"none\", \"from\": \"xiaodan@example.com\"}}"
                .formatted(server.getSmtp().getPort())));
  }

  @AfterEach
  void noMail() {
    put("task-mails", "{\"enabled\": false, \"days\": 7}");
    put("address", "{\"address\": null}");
    admin.delete("/api/connections/mail");
    people.setRoles(UUID.fromString(idOf(admin)), Set.of());
    server.stop();
  }

  private Answer put(String setting, String body) {
    return admin.json("PUT", "/api/settings/" + setting, body);
  }

  private void mailbox(Browser of, String name) {
    people.change(
        UUID.fromString(idOf(of)),
        new PersonChange(null, name + "@example.com", null, null, null, null));
  }

  /** The link in the latest mail to somebody, once there are so many. */
  private String token(String name, int mails) throws InterruptedException, MessagingException {
    FlowHall.await(() -> to(name).size() >= mails);
    MimeMessage mail = to(name).getLast();
    assertThat(mail.getSubject()).startsWith("待办：");
    Matcher found = LINK.matcher(text(mail));
    assertThat(found.find()).as(text(mail)).isTrue();
    return found.group(1);
  }

  private static String text(MimeMessage mail) {
    try {
      return String.valueOf(mail.getContent());
    } catch (java.io.IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private List<MimeMessage> to(String name) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(
            mail -> GreenMailUtil.getAddressList(recipients(mail)).contains(name + "@example.com"))
        .toList();
  }

  private static jakarta.mail.Address[] recipients(MimeMessage mail) {
    try {
      return mail.getAllRecipients();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private Answer look(String token) {
    return visitor.get("/api/public/tasks/" + token);
  }

  private Answer answer(String token, String outcome, String comment) {
    return visitor.post(
        "/api/public/tasks/" + token + "/outcomes/" + outcome, Map.of("comment", comment));
  }

  @Test
  void opensWhatItsPersonMaySeeAndTakesOneAnswerThatTheTrailTellsApart() throws Exception {
    hall.flow(
        "",
        ask(
            "a",
            people(first),
            REJECTING + "\"fields\": {\"area\": \"hidden\"}, \"opinions\": [\"情况属实\"],",
            "end"));
    String record = hall.start(starter, 12);
    String token = token("first", 1);
    for (int i = 0; i < 5; i++) {
      assertThat(look(token).status()).as("mail scanners look too").isEqualTo(200);
    }
    JsonNode page = look(token).json();
    assertThat(page.path("person").asString()).isEqualTo("甲");
    assertThat(page.path("starter").asString()).isEqualTo("发起人");
    assertThat(page.path("opinions").path(0).asString()).isEqualTo("情况属实");
    assertThat(keys(page.path("fields"))).contains("name", "amount").doesNotContain("area");
    assertThat(keys(page.path("outcomes"))).containsExactly("approve", "reject");
    assertThat(hall.trail(record)).as("looking has done nothing").hasSize(1);
    Answer without = answer(token, "reject", "");
    assertThat(without.status()).as(without.text()).isEqualTo(422);
    assertThat(Company.violations(without)).containsExactly("comment flow.comment_needed");
    ok(200, answer(token, "reject", "价格不对"));
    JsonNode last = hall.flow(record).path("trail").path(1);
    assertThat(last.path("via").asString()).isEqualTo("mail");
    assertThat(last.path("comment").asString()).isEqualTo("价格不对");
    assertThat(last.path("person").path("title").asString()).isEqualTo("甲");
    assertThat(hall.stored(record).path("values").path("verdict").asString()).isEqualTo("rejected");
    assertThat(look(token).status()).isEqualTo(409);
    assertThat(answer(token, "approve", "再来").json().path("code").asString())
        .isEqualTo("flow.mail_used");
    String logged =
        ok(200, admin.get("/api/deliveries?channel=email&text=first@example.com"))
            .path("items")
            .path(0)
            .path("body")
            .asString();
    assertThat(logged).contains("/m/…").doesNotContain(token.substring(20));
  }

  private static List<String> keys(JsonNode items) {
    return items.valueStream().map(each -> each.path("key").asString()).toList();
  }

  /** A message in the table of the log. */
  private record Row(String state, String body, @Nullable String sealed) {}

  private List<Row> logged(String name) {
    return database.query(
        "SELECT state, body, sealed FROM "
            + workspace.table("outbound_message")
            + " WHERE recipient = ? ORDER BY id",
        (row, number) ->
            new Row(
                String.valueOf(row.getString(1)),
                String.valueOf(row.getString(2)),
                row.getString(3)),
        name + "@example.com");
  }

  @Test
  void theLogHoldsNoAddressThatOpensAndStillSendsOneWhenTriedAgain() throws Exception {
    String name = "kept" + Company.unique();
    mailbox(first, name);
    hall.flow("", ask("a", people(first), "", "end"));
    server.stop();
    hall.start(starter, 8);
    FlowHall.await(() -> logged(name).stream().anyMatch(row -> row.state().equals("failed")));
    Row row = logged(name).getFirst();
    assertThat(row.body()).contains("/m/…").doesNotContainPattern("/m/[A-Za-z0-9_-]{20,}");
    assertThat(row.sealed()).isNotNull();
    server.start();
    connect();
    String id =
        ok(200, admin.get("/api/deliveries?channel=email&text=" + name))
            .path("items")
            .path(0)
            .path("id")
            .asString();
    Answer again = admin.post("/api/deliveries/" + id + "/send", Map.of());
    assertThat(again.status()).as("or the job was faster, " + again.text()).isIn(200, 409);
    String token = token(name, 1);
    assertThat(look(token).status()).as("the address it had").isEqualTo(200);
    FlowHall.await(() -> logged(name).getFirst().state().equals("sent"));
    assertThat(logged(name).getFirst().sealed()).as("gone with the mail").isNull();
    assertThat(logged(name).toString()).doesNotContain(token.substring(20));
  }

  @Test
  void aTaskOfARoleManyHaveIsMailedToThemOnlyWhenSomebodyCallsToHurry() throws Exception {
    String name = "member" + Company.unique();
    mailbox(first, name);
    hall.flow("", ask("a", "{\"roles\": [\"%s\"]}".formatted(hall.role), "", "end"));
    ok(200, put("task-mails", "{\"enabled\": true, \"days\": 3, \"members\": 1}"));
    assertThat(
            Company.violations(
                put("task-mails", "{\"enabled\": true, \"days\": 0, \"members\": 999}")))
        .containsExactly("days flow.mail_days", "members flow.mail_members");
    String many = hall.start(starter, 5);
    ok(200, put("task-mails", "{\"enabled\": true, \"days\": 3, \"members\": 2}"));
    hall.start(starter, 6);
    token(name, 1);
    ok(200, hall.act(starter, many, "urge", Map.of("comment", "客户在等")));
    token(name, 2);
    assertThat(to(name)).as("not the first time").hasSize(2);
  }

  @Test
  void everybodyIsToldInTheirOwnLanguage() throws Exception {
    String name = "english" + Company.unique();
    Browser second = hall.member("乙");
    mailbox(second, name);
    ok(
        204,
        second.json(
            "PUT",
            "/api/notices/preferences",
            "{\"ways\": {}, \"quiet\": null, \"digest\": \"18:00\", \"language\": \"en\"}"));
    hall.flow(
        "",
        "{\"key\": \"a\", \"type\": \"cc\", \"who\": %s, \"next\": \"b\"},\n%s"
            .formatted(people(first, second), ask("b", people(first, second), "", "end")));
    hall.start(starter, 7);
    token("first", 1);
    FlowHall.await(() -> !to(name).isEmpty());
    MimeMessage mail = to(name).getFirst();
    assertThat(mail.getSubject()).startsWith("To do: ");
    assertThat(text(mail)).contains("Open this link to look and to act").doesNotContain("打开");
    assertThat(text(to("first").getLast())).contains("打开").doesNotContain("Open this link");
    assertThat(titles(first)).anyMatch(title -> title.startsWith("抄送："));
    assertThat(titles(second))
        .anyMatch(title -> title.startsWith("For your information: "))
        .noneMatch(title -> title.contains("抄送"));
  }

  private static List<String> titles(Browser of) {
    return ok(200, of.get("/api/notices")).at("/items").findValuesAsString("title");
  }

  @Test
  void isWorthNothingOnceTheTaskIsDoneOrElsewhereOrItsPersonIsGone() throws Exception {
    Browser second = hall.member("乙");
    mailbox(second, "second");
    hall.flow("", ask("a", people(first), "\"actions\": [\"transfer\"],", "end"));
    String done = hall.start(starter, 1);
    String token = token("first", 1);
    hall.approve(first, done);
    assertThat(look(token).status()).isEqualTo(409);
    assertThat(answer(token, "approve", "").status()).isEqualTo(409);

    String moved = hall.start(starter, 2);
    String before = token("first", 2);
    ok(200, hall.hand(first, moved, "transfer", Map.of("people", List.of(idOf(second)))));
    assertThat(answer(before, "approve", "").status()).isIn(404, 409);
    String after = token("second", 1);
    assertThat(look(after).status()).isEqualTo(200);

    people.change(
        UUID.fromString(idOf(second)), new PersonChange(null, null, null, null, null, true));
    assertThat(look(after).json().path("code").asString()).isEqualTo("link.revoked");
    assertThat(answer(after, "approve", "").status()).isEqualTo(404);
    assertThat(hall.trail(moved)).containsExactly("发起人 start", "甲 transfer");
  }

  @Test
  void holdsNoLongerOnceItIsOverOrCalledBackOrSwitchedOffAndNeverForAnotherToken()
      throws Exception {
    hall.flow("", ask("a", people(first), "", "end"));
    String record = hall.start(starter, 3);
    String token = token("first", 1);
    char last = token.charAt(30) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, 30) + last + token.substring(31);
    assertThat(look(forged).json().path("code").asString()).isEqualTo("link.unknown");
    ok(200, put("task-mails", "{\"enabled\": false, \"days\": 3}"));
    assertThat(answer(token, "approve", "").json().path("code").asString())
        .isEqualTo("flow.mail_off");
    ok(200, put("task-mails", "{\"enabled\": true, \"days\": 3}"));
    String links = workspace.table("record_link");
    database.update(
        "UPDATE " + links + " SET expires_at = now() - interval '1 minute' WHERE record_id = ?",
        UUID.fromString(record));
    assertThat(answer(token, "approve", "").json().path("code").asString())
        .isEqualTo("link.expired");
    database.update(
        "UPDATE " + links + " SET expires_at = now() + interval '1 day' WHERE record_id = ?",
        UUID.fromString(record));
    assertThat(
            ok(200, admin.post("/api/settings/task-mails/call-back", Map.of()))
                .path("links")
                .asInt())
        .isPositive();
    assertThat(answer(token, "approve", "").json().path("code").asString())
        .isEqualTo("link.revoked");
    assertThat(hall.trail(record)).hasSize(1);
    assertThat(hall.member("丙").get("/api/settings").status()).isEqualTo(403);
  }

  @Test
  void takesOneOfManyAnswersAtOnceAndRefusesWhoTriesTooOften() throws Exception {
    hall.flow("", ask("a", people(first), "", "end"));
    String record = hall.start(starter, 4);
    String token = token("first", 1);
    CyclicBarrier barrier = new CyclicBarrier(8);
    List<Integer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(
            threads.submit(() -> {
              barrier.await();
              return answer(token, "approve", "同时").status();
            }));
      }
      for (Future<Integer> each : asked) {
        answers.add(each.get());
      }
    }
    assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
    assertThat(answers).allMatch(status -> status == 200 || status == 409);
    assertThat(hall.trail(record)).containsExactly("发起人 start", "甲 approve");
    int refused = 0;
    for (int i = 0; i < 300 && refused == 0; i++) {
      refused = look(token).status() == 429 ? i : 0;
    }
    assertThat(refused).as("looks until it was too many").isPositive();
  }
}
