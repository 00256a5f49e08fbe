package io.xiaodan.rule;

import static io.xiaodan.rule.Workshop.form;
import static io.xiaodan.rule.Workshop.key;
import static io.xiaodan.rule.Workshop.rule;
import static io.xiaodan.rule.Workshop.states;
import static io.xiaodan.rule.Workshop.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
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

/** Steps that decide, wait, repeat or refuse. */
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
class RuleStepTests {

  private static final String ON_CREATE = "{\"on\": [\"create\"]}";

  private final Workshop workshop;
  private final JdbcTemplate database;

  @Autowired
  RuleStepTests(Workshop workshop, JdbcTemplate database) {
    this.workshop = workshop;
    this.database = database;
  }

  @Test
  void leavesAStepOutAndGoesOnBehindIt() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            ON_CREATE,
            "",
            todo("big", "big", "\"when\": \"number > 10\",")
                + ","
                + todo("all", "all", "\"after\": [\"big\"],")));
    StoredRecord small = workshop.create(form, "'name': 'a', 'number': 10");
    RuleRun run = workshop.ended(rule);
    assertThat(run.state()).isEqualTo("done");
    assertThat(states(run)).isEqualTo(Map.of("big", "skipped", "all", "done"));
    StoredRecord big = workshop.create(form, "'name': 'b', 'number': 11");
    workshop.ended(rule, 2);
    assertThat(titles(small.id())).containsExactly("all");
    assertThat(titles(big.id())).containsExactlyInAnyOrder("big", "all");
  }

  @Test
  void endsOneBranchWhereTheRecordIsNoLongerAsItWas() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            ON_CREATE,
            "",
            """
            {"key": "close", "action": "update_record", "record": "id", "values": {"state": "'closed'"}},
            {"key": "still", "action": "continue_if", "after": ["close"], "if": "now.state = 'new' or number = 7"},
            %s, %s, %s
            """
                .formatted(
                    todo("remind", "remind {now.state}", "\"after\": [\"still\"],"),
                    todo("later", "later", "\"after\": [\"remind\"],"),
                    todo("other", "other", ""))));
    StoredRecord record = workshop.create(form, "'name': 'a'");
    RuleRun run = workshop.ended(rule);
    assertThat(run.state()).isEqualTo("done");
    assertThat(states(run))
        .isEqualTo(
            Map.of(
                "close", "done", "still", "stopped", "remind", "stopped", "later", "stopped",
                "other", "done"));
    StoredRecord seven = workshop.create(form, "'name': 'b', 'number': 7");
    workshop.ended(rule, 2);
    assertThat(titles(record.id())).containsExactly("other");
    assertThat(titles(seven.id())).containsExactlyInAnyOrder("remind closed", "later", "other");
  }

  @Test
  void waitsAndThenSeesTheRecordAsItIs() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            ON_CREATE,
            "",
            """
            {"key": "pause", "action": "wait", "for": {"amount": 2, "unit": "days"}},
            %s
            """
                .formatted(todo("then", "{name} {now.name}", "\"after\": [\"pause\"],"))));
    StoredRecord record = workshop.create(form, "'name': 'a'");
    Workshop.await(() -> !dueAt(rule).isEmpty());
    RuleRun waiting = workshop.runs(rule).getFirst();
    assertThat(waiting.state()).isEqualTo("running");
    assertThat(Instant.parse(String.valueOf(dueAt(rule).getFirst())))
        .isBetween(
            Instant.now().plusSeconds(2 * 86_400 - 600), Instant.now().plusSeconds(2 * 86_400));
    workshop.change(record, "'name': 'b'");
    assertThat(titles(record.id())).isEmpty();
    elapse(waiting);
    RuleRun run = workshop.ended(rule);
    assertThat(states(run)).isEqualTo(Map.of("pause", "done", "then", "done"));
    assertThat(titles(record.id())).containsExactly("a b");
  }

  @Test
  void doesNotWaitForAMomentThatIsPastAndFailsWithoutOne() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            ON_CREATE,
            "",
            "{\"key\": \"pause\", \"action\": \"wait\", \"until\": \"IF(number = 1, DATE(2020, 1, 1), EMPTY)\", \"at\": \"09:00\"}"));
    workshop.create(form, "'name': 'a', 'number': 1");
    RuleRun past = workshop.ended(rule);
    assertThat(past.state()).isEqualTo("done");
    workshop.create(form, "'name': 'b'");
    RuleRun none = workshop.ended(rule, 2).getFirst();
    assertThat(none.state()).isEqualTo("failed");
    assertThat(step(none, "pause").reason()).extracting("code").isEqualTo("action.no_date");
  }

  @Test
  void doesAllEntriesOfAListOrNone() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            ON_CREATE,
            "SUM(lines.amount) > 0",
            """
            {"key": "all", "action": "for_each", "each": "lines", "do": [
              {"key": "make", "action": "create_record", "form": "%s", "values": {"name": "item.what", "number": "item.amount", "mail": "IF(item.amount > 5, 'not an address', EMPTY)"}},
              {"key": "tell", "action": "create_task", "title": "{item.what} of {name}", "who": {"roles": ["warehouse"]}}]}
            """
                .formatted(form)));
    StoredRecord record =
        workshop.create(
            form, "'name': 'a', 'lines': [{'what': 'x', 'amount': 1}, {'what': 'y', 'amount': 2}]");
    RuleRun run = workshop.ended(rule);
    assertThat(run.state()).as(run.toString()).isEqualTo("done");
    assertThat(titles(record.id())).containsExactlyInAnyOrder("x of a", "y of a");
    assertThat(count(form, "x") + count(form, "y")).isEqualTo(2);
    StoredRecord bad =
        workshop.create(
            form, "'name': 'b', 'lines': [{'what': 'p', 'amount': 1}, {'what': 'q', 'amount': 9}]");
    RuleRun failed = workshop.ended(rule, 2).getFirst();
    assertThat(failed.state()).isEqualTo("failed");
    assertThat(String.valueOf(step(failed, "all").reason())).contains("第 2 项");
    assertThat(titles(bad.id())).isEmpty();
    assertThat(count(form, "p") + count(form, "q")).isZero();
  }

  @Test
  void putsARecordIntoTheBinOnce() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            ON_CREATE,
            "name = 'away'",
            "{\"key\": \"gone\", \"action\": \"delete_record\", \"record\": \"id\"}, {\"key\": \"again\", \"action\": \"delete_record\", \"record\": \"id\", \"after\": [\"gone\"]}"));
    StoredRecord record = workshop.create(form, "'name': 'away'");
    RuleRun run = workshop.ended(rule);
    assertThat(states(run)).isEqualTo(Map.of("gone", "done", "again", "done"));
    assertThat(workshop.get(record).deletedAt()).isNotNull();
    assertThat(workshop.get(record).rev()).isEqualTo(2);
  }

  @Test
  void refusesAChangeInItsOwnWordsAndSavesNothing() {
    String form = key("f");
    String rule = key("r");
    String other = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            "{\"on\": [\"create\", \"change\"]}",
            "number > 100",
            "{\"key\": \"no\", \"action\": \"refuse\", \"field\": \"number\", \"message\": \"{name}最多100，不是{number}\"}"),
        rule(other, form, "{\"on\": [\"change\"]}", "", todo("todo", "changed", "")));
    StoredRecord record = workshop.create(form, "'name': 'a', 'number': 100");
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> workshop.change(record, "'number': 101"));
    assertThat(refused.problem().violations())
        .extracting(Violation::field, violation -> violation.message().arguments().get("text"))
        .containsExactly(org.assertj.core.groups.Tuple.tuple("number", "a最多100，不是101"));
    assertThat(workshop.get(record).rev()).isEqualTo(1);
    assertThat(workshop.runs(other)).isEmpty();
    assertThat(workshop.runs(rule)).isEmpty();
    assertThat(workshop.change(record, "'number': 99").rev()).isEqualTo(2);
  }

  private static String todo(String key, String title, String more) {
    return "{\"key\": \"%s\", %s \"action\": \"create_task\", \"title\": \"%s\", \"who\": {\"roles\": [\"warehouse\"]}}"
        .formatted(key, more, title);
  }

  private List<@org.jspecify.annotations.Nullable String> titles(UUID record) {
    return database.queryForList(
        "SELECT title FROM w_main.task WHERE record_id = ?", String.class, record);
  }

  private long count(String form, String name) {
    Long count =
        database.queryForObject(
            "SELECT count(*) FROM w_main.f_" + form + " WHERE name = ?", Long.class, name);
    return count == null ? 0 : count;
  }

  /** The moments the steps of a rule wait for. */
  private List<@org.jspecify.annotations.Nullable String> dueAt(String rule) {
    return database.queryForList(
        "SELECT s.detail ->> 'until' FROM w_main.rule_step s JOIN w_main.rule_run r ON r.id = s.run_id WHERE r.rule = ? AND s.state = 'waiting' AND s.detail IS NOT NULL",
        String.class,
        rule);
  }

  /** Lets the time pass that a run waits for. */
  private void elapse(RuleRun run) {
    database.update(
        "UPDATE w_main.rule_step SET detail = jsonb_build_object('until', ?::text) WHERE run_id = ? AND detail IS NOT NULL",
        Instant.now().minusSeconds(1).toString(),
        run.id());
    database.update(
        "UPDATE xiaodan.scheduled_tasks SET execution_time = now() WHERE task_name = 'rule.wait' AND task_instance LIKE ?",
        run.id() + "/%");
  }
}
