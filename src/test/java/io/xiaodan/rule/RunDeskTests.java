package io.xiaodan.rule;

import static io.xiaodan.rule.Workshop.form;
import static io.xiaodan.rule.Workshop.key;
import static io.xiaodan.rule.Workshop.rule;
import static io.xiaodan.rule.Workshop.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.notification.ConnectionKind;
import io.xiaodan.notification.Connections;
import io.xiaodan.notification.Notice;
import io.xiaodan.notification.Notices;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;

/** Ending runs, running again, trying everything again, and who is told of failures. */
@ServerTest
@Import(Workshop.class)
@TestPropertySource(
    properties = {
      "xiaodan.rules.attempts=3",
      "xiaodan.rules.first-pause=20ms",
      "xiaodan.rules.longest-pause=50ms",
      "xiaodan.jobs.poll-interval=50ms"
    })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RunDeskTests {

  private static final String TO_OPEN =
      "{\"on\": [\"change\"], \"fields\": {\"state\": {\"to\": \"open\"}}}";
  private static final String CREATED = "{\"on\": [\"create\"]}";

  private final Workshop workshop;
  private final RuleWatch watch;
  private final People people;
  private final Notices notices;
  private final JdbcTemplate database;
  private final Connections connections;
  private final RuleClock ruleClock;

  @Autowired
  RunDeskTests(
      Workshop workshop,
      RuleWatch watch,
      People people,
      Notices notices,
      JdbcTemplate database,
      Connections connections,
      RuleClock ruleClock) {
    this.connections = connections;
    this.ruleClock = ruleClock;
    this.workshop = workshop;
    this.watch = watch;
    this.people = people;
    this.notices = notices;
    this.database = database;
  }

  @Test
  void endsARunThatWaitsAndLeavesNoJobBehind() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            TO_OPEN,
            "",
            """
            {"key": "pause", "action": "wait", "for": {"amount": 2, "unit": "days"}},
            {"key": "copy", "action": "create_record", "after": ["pause"], "form": "%s", "values": {"name": "'copy'"}}
            """
                .formatted(form)));
    workshop.change(workshop.create(form, "'name': 'a'"), "'state': 'open'");
    RuleRun run = workshop.runs(rule).getFirst();
    Workshop.await(() -> waits(run.id()) == 1);
    RuleRun ended = workshop.desk.cancel(run.id());
    assertThat(ended.state()).isEqualTo("cancelled");
    assertThat(states(ended)).isEqualTo(Map.of("pause", "cancelled", "copy", "cancelled"));
    assertThat(waits(run.id())).isZero();
    assertThatThrownBy(() -> workshop.desk.cancel(run.id()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("rule.run_ended");
  }

  @Test
  void runsARuleOnceMoreOnTheRecordAsItIsNow() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            "{\"on\": [\"change\"], \"fields\": {\"state\": {\"to\": \"open\"}}}",
            "",
            "{\"key\": \"s\", \"action\": \"update_record\", \"record\": \"id\", \"values\": {\"number\": \"IFEMPTY(now.number, 0) + 1\"}}"));
    StoredRecord record = workshop.create(form, "'name': 'a'");
    workshop.change(record, "'state': 'open'");
    RuleRun first = workshop.ended(rule);
    UUID person = people.byRole(Role.ADMINISTRATOR).getFirst();
    RuleRun again = workshop.desk.again(first.id(), person);
    assertThat(again.by()).isEqualTo(person);
    assertThat(workshop.ended(rule, 2)).allMatch(run -> run.state().equals("done"));
    assertThat(workshop.get(record).values().get("number")).hasToString("2.00");
    workshop.records.delete(workshop.caller(), form, record.id(), workshop.get(record).rev());
    assertThatThrownBy(() -> workshop.desk.again(first.id(), person))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("rule.record_gone");
  }

  @Test
  void triesAllAgainAndTellsAdministratorsOnceADay() {
    String form = key("f");
    String rule = key("r");
    String broken =
        "{\"key\": \"copy\", \"action\": \"create_record\", \"form\": \"%s\", \"values\": {\"name\": \"mail\"}}"
            .formatted(form);
    String trigger = "{\"on\": [\"change\"], \"fields\": {\"state\": {\"to\": \"open\"}}}";
    workshop.publish(form(form), rule(rule, form, trigger, "", broken));
    for (int i = 0; i < 3; i++) {
      workshop.change(workshop.create(form, "'name': 'a'"), "'state': 'open'");
    }
    assertThat(workshop.ended(rule, 3)).allMatch(run -> run.state().equals("failed"));
    watch.look();
    watch.look();
    assertThat(told(rule)).hasSize(1);
    assertThat(told(rule).getFirst().title()).contains("连续失败");
    assertThat(workshop.runs.counters().failed()).isGreaterThanOrEqualTo(3);
    workshop.publish(rule(rule, form, trigger, "", broken.replace("\"mail\"", "\"name\"")));
    assertThat(workshop.desk.retryAll(rule)).isEqualTo(3);
    assertThat(workshop.ended(rule, 3)).allMatch(run -> run.state().equals("done"));
    assertThat(workshop.desk.retryAll(rule)).isZero();
  }

  @Test
  void findsRunsByTimeAndForm() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            CREATED,
            "",
            "{\"key\": \"t\", \"action\": \"create_task\", \"title\": \"x\", \"who\": {\"roles\": [\"warehouse\"]}}"));
    Instant before = Instant.now().minusSeconds(5);
    workshop.create(form, "'name': 'a'");
    workshop.ended(rule);
    Instant later = Instant.now().plusSeconds(5);
    assertThat(workshop.runs.list(new RunFilter(null, null, form, null, before, later, null), 10))
        .hasSize(1);
    assertThat(workshop.runs.list(new RunFilter(null, null, form, null, later, null, null), 10))
        .isEmpty();
    assertThat(workshop.runs.list(new RunFilter(null, null, form, null, null, before, null), 10))
        .isEmpty();
  }

  @Test
  void triesAMailAgainWhenTheServerIsMended() {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mail.start();
    int port = mail.getSmtp().getPort();
    mail.stop();
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            CREATED,
            "",
            "{\"key\": \"mail\", \"action\": \"send_email\", \"to\": \"mail\", \"subject\": \"{name}\", \"body\": \"x\"}"));
    try {
      mailServer(port);
      workshop.create(form, "'name': 'a', 'mail': 'a@example.com'");
      RuleRun run = workshop.ended(rule);
      assertThat(run.state()).isEqualTo("failed");
      assertThat(Workshop.step(run, "mail").attempts()).isEqualTo(3);
      assertThat(Workshop.step(run, "mail").reason()).extracting("code").isEqualTo("unreachable");
      GreenMail mended = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
      mended.start();
      try {
        mailServer(mended.getSmtp().getPort());
        workshop.desk.retry(run.id(), "mail");
        assertThat(workshop.ended(rule).state()).isEqualTo("done");
        assertThat(mended.getReceivedMessages()).hasSize(1);
      } finally {
        mended.stop();
      }
    } finally {
      connections.remove("mail");
    }
  }

  @Test
  void sendsARecordOnPaperAlongAndOneMailForEachLineUnderItsOwnKey() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mail.start();
    String form = key("f");
    String rule = key("r");
    String sheet = key("p");
    workshop.publish(
        form(form),
        """
        {"kind": "print", "key": "%s", "label": "单据", "form": "%s",
         "body": [{"key": "a", "type": "text", "text": "{name}"}]}
        """
            .formatted(sheet, form),
        rule(
            rule,
            form,
            CREATED,
            "",
            """
            {"key": "paper", "action": "send_email", "to": "mail", "subject": "带附件 {name}", "body": "x",
             "attach": [{"print": "%s", "record": "id"}]},
            {"key": "each", "action": "for_each", "each": "lines", "do": [
              {"key": "m", "action": "send_email", "to": "item.what", "subject": "{item.amount}", "body": "x"}]}
            """
                .formatted(sheet)));
    try {
      mailServer(mail.getSmtp().getPort());
      workshop.create(
          form,
          "'name': 'a', 'mail': 'a@example.com', 'lines': [{'what': 'one@example.com', 'amount': 1}, {'what': 'two@example.com', 'amount': 2}]");
      RuleRun run = workshop.ended(rule);
      assertThat(run.state()).isEqualTo("done");
      assertThat(run.steps()).extracting(RunStep::key).containsExactly("paper", "each");
      assertThat(Workshop.step(run, "each").action()).isEqualTo("send_each");
      assertThat(mail.getReceivedMessages()).hasSize(3);
      MimeMessage withPaper =
          java.util.Arrays.stream(mail.getReceivedMessages())
              .filter(message -> GreenMailUtil.getBody(message).contains("application/pdf"))
              .findFirst()
              .orElseThrow();
      assertThat(withPaper.getSubject()).isEqualTo("带附件 a");
      assertThat(
              database.queryForList(
                  "SELECT recipient FROM w_main.outbound_message WHERE idempotency_key LIKE ? ORDER BY idempotency_key",
                  String.class,
                  "rule:" + rule + "@%/m"))
          .containsExactly("one@example.com", "two@example.com");
    } finally {
      connections.remove("mail");
      mail.stop();
    }
  }

  private void mailServer(int port) {
    connections.save(
        "mail",
        new Connections.Wish(
            ConnectionKind.MAIL,
            "x",
            null,
            null,
            Map.of("host", "127.0.0.1", "port", String.valueOf(port), "tls", "none"),
            null),
        Actor.SYSTEM);
  }

  @Test
  void sumsUpAllRecordsInOneRunOfASchedule() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(form(form));
    workshop.create(form, "'name': 'a', 'number': '2.50'");
    workshop.create(form, "'name': 'b', 'number': '1'");
    workshop.create(form, "'name': 'c'");
    workshop.publish(
        rule(
            rule,
            form,
            "{\"schedule\": {\"every\": \"day\", \"at\": \"00:00\", \"together\": true}}",
            "number > 0",
            "{\"key\": \"t\", \"action\": \"notify\", \"who\": {\"roles\": [\"administrator\"]}, \"title\": \"%s {COUNT(items)}/{SUM(items.number)}\"}"
                .formatted(rule)));
    ruleClock.tick();
    database.update(
        "UPDATE w_main.rule_clock SET until = until - interval '2 days' WHERE rule = ?", rule);
    ruleClock.tick();
    RuleRun run = workshop.ended(rule);
    assertThat(run.state()).isEqualTo("done");
    assertThat(String.valueOf(Workshop.step(run, "t").detail())).contains(rule + " 2/3.5");
    assertThat(
            workshop.check(
                rule(
                    key("r"),
                    form,
                    "{\"schedule\": {\"every\": \"day\", \"together\": true}}",
                    "",
                    "{\"key\": \"t\", \"action\": \"notify\", \"who\": {\"roles\": [\"administrator\"]}, \"title\": \"{name}\"}")))
        .as("a field of one record has no meaning for many")
        .isNotEmpty();
  }

  private List<Notice> told(String rule) {
    UUID person = people.byRole(Role.ADMINISTRATOR).getFirst();
    return notices.list(person, null, 100).items().stream()
        .filter(notice -> String.valueOf(notice.place()).endsWith("rule=" + rule))
        .toList();
  }

  private int waits(UUID run) {
    Integer count =
        database.queryForObject(
            "SELECT count(*) FROM xiaodan.scheduled_tasks WHERE task_name = 'rule.wait' AND task_instance LIKE ?",
            Integer.class,
            run + "/%");
    return count == null ? 0 : count;
  }
}
