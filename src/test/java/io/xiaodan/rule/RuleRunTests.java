package io.xiaodan.rule;

import static io.xiaodan.rule.Workshop.form;
import static io.xiaodan.rule.Workshop.key;
import static io.xiaodan.rule.Workshop.made;
import static io.xiaodan.rule.Workshop.rule;
import static io.xiaodan.rule.Workshop.states;
import static io.xiaodan.rule.Workshop.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;

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
class RuleRunTests {

  private static final String ON_CREATE = "{\"on\": [\"create\"]}";
  private static final String TO_OPEN =
      "{\"on\": [\"create\", \"change\"], \"fields\": {\"state\": {\"to\": \"open\"}}}";
  private static final String TO_DO =
      "{\"key\": \"todo\", \"action\": \"create_task\", \"title\": \"做：{name}\", \"who\": {\"roles\": [\"warehouse\"]}}";

  private final Workshop workshop;
  private final JdbcTemplate database;

  @Autowired
  RuleRunTests(Workshop workshop, JdbcTemplate database) {
    this.workshop = workshop;
    this.database = database;
  }

  @Test
  void doesNothingWhereTheConditionDoesNotHold() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(form(form), rule(rule, form, ON_CREATE, "number > 10", TO_DO));
    workshop.create(form, "'name': 'a', 'number': 10");
    workshop.create(form, "'name': 'b'");
    StoredRecord third = workshop.create(form, "'name': 'c', 'number': '10.01'");
    RuleRun run = workshop.ended(rule);
    assertThat(run.recordId()).isEqualTo(third.id());
    assertThat(run.state()).isEqualTo("done");
    assertThat(titles(third.id())).containsExactly("做：c");
  }

  @Test
  void waitsForTheFieldToBecomeTheValue() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(form(form), rule(rule, form, TO_OPEN, "", TO_DO));
    StoredRecord record = workshop.create(form, "'name': 'a'");
    record = workshop.change(record, "'number': 1");
    assertThat(workshop.runs(rule)).isEmpty();
    record = workshop.change(record, "'state': 'open'");
    record = workshop.change(record, "'number': 2");
    record = workshop.change(record, "'state': 'closed'");
    workshop.change(record, "'state': 'open', 'name': 'z'");
    workshop.create(form, "'name': 'born open', 'state': 'open'");
    workshop.ended(rule, 3);
    assertThat(titles(record.id())).containsExactlyInAnyOrder("做：a", "做：z");
  }

  @Test
  void seesTheRecordAsTheChangeLeftItAndAsItWasBefore() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            "{\"on\": [\"change\"], \"fields\": {\"number\": {}}}",
            "number > before.number",
            """
            {"key": "slow", "action": "update_record", "record": "id", "values": {"name": "name & '!'"}},
            {"key": "copy", "action": "create_record", "form": "%s", "after": ["slow"],
             "values": {"name": "name & ' ' & before.number & '>' & number & ' ' & TEXT(SUM(lines.amount), '0')", "other": "id"},
             "lines": {"lines": {"each": "lines", "values": {"what": "item.what", "amount": "item.amount * 2"}}}}
            """
                .formatted(form)));
    StoredRecord record =
        workshop.create(
            form,
            "'name': 'a', 'number': 1, 'lines': [{'what': 'x', 'amount': 3}, {'what': 'y', 'amount': 4}]");
    workshop.change(record, "'number': 5");
    RuleRun run = workshop.ended(rule);
    StoredRecord copy = workshop.records.get(workshop.caller(), form, made(run, "copy"));
    assertThat(copy.values()).containsEntry("name", "a 1>5 7").containsEntry("other", record.id());
    assertThat(copy.lines().get("lines"))
        .extracting(line -> line.values().get("what") + "=" + line.values().get("amount"))
        .containsExactly("x=6.00", "y=8.00");
    assertThat(workshop.get(record).values()).containsEntry("name", "a!");
  }

  @Test
  void addsUpExactlyHoweverManyAddAtOnce() throws Exception {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            ON_CREATE,
            "NOT(ISEMPTY(other))",
            "{\"key\": \"add\", \"action\": \"update_record\", \"record\": \"other\", \"values\": {\"number\": \"IFEMPTY(current.number, 0) + number\"}}"));
    StoredRecord sum = workshop.create(form, "'name': 'sum'");
    String values = "'name': 'part', 'number': '1.25', 'other': '" + sum.id() + "'";
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<StoredRecord>> made =
          java.util.stream.IntStream.range(0, 40)
              .mapToObj(i -> pool.submit(() -> workshop.create(form, values)))
              .toList();
      for (Future<StoredRecord> one : made) {
        one.get();
      }
    }
    List<RuleRun> runs = workshop.ended(rule, 40);
    assertThat(runs).allMatch(run -> run.state().equals("done"));
    assertThat(runs).allMatch(run -> step(run, "add").attempts() == 1);
    assertThat((BigDecimal) workshop.get(sum).values().get("number")).isEqualByComparingTo("50.00");
  }

  @Test
  void makesOneRecordThoughTheWorkerFailsAfterMakingIt() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            TO_OPEN,
            "",
            "{\"key\": \"copy\", \"action\": \"create_record\", \"form\": \"%s\", \"values\": {\"name\": \"'copy of ' & name\"}}"
                .formatted(form)));
    Workshop.failStepsOf(database, rule, 2);
    StoredRecord record = workshop.create(form, "'name': 'a', 'state': 'open'");
    RuleRun run = workshop.ended(rule);
    assertThat(states(run)).isEqualTo(Map.of("copy", "done"));
    assertThat(step(run, "copy").attempts()).isEqualTo(3);
    assertThat(step(run, "copy").reason()).isNull();
    assertThat(count(form, "copy of a")).isEqualTo(1);
    assertThat(count("event", run)).isEqualTo(1);
    assertThat(workshop.get(record).rev()).isEqualTo(1);
  }

  @Test
  void givesUpAfterTheLastAttemptAndGoesOnWhenTriedAgain() {
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
            {"key": "copy", "action": "create_record", "form": "%s", "values": {"name": "'copy'"}},
            {"key": "todo", "action": "create_task", "after": ["copy"], "title": "{name}", "who": {"roles": ["warehouse"]}},
            {"key": "end", "action": "update_record", "after": ["todo"], "record": "id", "values": {"state": "'closed'"}}
            """
                .formatted(form)));
    Workshop.failStepsOf(database, rule, 3);
    StoredRecord record = workshop.create(form, "'name': 'a', 'state': 'open'");
    RuleRun run = workshop.ended(rule);
    assertThat(run.state()).isEqualTo("failed");
    assertThat(states(run))
        .isEqualTo(Map.of("copy", "failed", "todo", "cancelled", "end", "cancelled"));
    assertThat(step(run, "copy").reason()).extracting("code").isEqualTo("rule.unexpected");
    assertThat(count(form, "copy")).isZero();
    assertThat(workshop.desk.retry(run.id(), "copy").state()).isEqualTo("running");
    RuleRun again = workshop.ended(rule);
    assertThat(again.state()).isEqualTo("done");
    assertThat(states(again)).isEqualTo(Map.of("copy", "done", "todo", "done", "end", "done"));
    assertThat(count(form, "copy")).isEqualTo(1);
    assertThat(titles(record.id())).containsExactly("a");
    assertThat(workshop.get(record).values()).containsEntry("state", "closed");
    assertThatThrownBy(() -> workshop.desk.retry(run.id(), "copy"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("rule.step_not_failed");
  }

  @Test
  void failsAtOnceWhereTryingAgainCannotHelpAndFollowsTheMendedRule() {
    String form = key("f");
    String rule = key("r");
    String steps =
        "{\"key\": \"copy\", \"action\": \"create_record\", \"form\": \"%s\", \"values\": {\"name\": \"mail\"}}"
            .formatted(form);
    workshop.publish(form(form), rule(rule, form, TO_OPEN, "", steps));
    workshop.create(form, "'name': 'a', 'state': 'open'");
    RuleRun run = workshop.ended(rule);
    RunStep failed = step(run, "copy");
    assertThat(failed.state()).isEqualTo(StepState.FAILED);
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.reason()).extracting("text.zh").isEqualTo("请填写名称");
    workshop.publish(rule(rule, form, TO_OPEN, "", steps.replace("\"mail\"", "\"name\"")));
    workshop.desk.retry(run.id(), "copy");
    assertThat(workshop.ended(rule).state()).isEqualTo("done");
    assertThat(count(form, "a")).isEqualTo(2);
  }

  @Test
  void startsAStepOnceThoughBothItWaitsForEndAtTheSameMoment() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            ON_CREATE,
            "NOT(ISEMPTY(number))",
            """
            {"key": "a", "action": "create_task", "title": "a", "who": {"roles": ["warehouse"]}},
            {"key": "b", "action": "create_task", "title": "b", "who": {"roles": ["warehouse"]}},
            {"key": "c", "action": "create_task", "title": "c", "after": ["a", "b"], "who": {"roles": ["warehouse"]}}
            """));
    int times = 150;
    for (int i = 0; i < times; i++) {
      workshop.create(form, "'name': 'x', 'number': " + i);
    }
    List<RuleRun> runs = workshop.ended(rule, times);
    assertThat(runs).allMatch(run -> run.state().equals("done"));
    for (RuleRun run : runs) {
      assertThat(titles(run.recordId())).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(step(run, "c").attempts()).isEqualTo(1);
      assertThat(step(run, "c").startedAt())
          .isAfterOrEqualTo(step(run, "a").finishedAt())
          .isAfterOrEqualTo(step(run, "b").finishedAt());
    }
  }

  @Test
  void cutsAChainThatGoesTooDeepAndSaysSo() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        form(form),
        rule(
            rule,
            form,
            ON_CREATE,
            "number < 100",
            "{\"key\": \"next\", \"action\": \"create_record\", \"form\": \"%s\", \"values\": {\"name\": \"name\", \"number\": \"number + 1\"}}"
                .formatted(form)));
    workshop.create(form, "'name': 'deep', 'number': 1");
    List<RuleRun> runs = workshop.ended(rule, 9);
    RuleRun cut = runs.getFirst();
    assertThat(cut.depth()).isEqualTo(9);
    assertThat(cut.state()).isEqualTo("failed");
    assertThat(cut.error()).extracting("text.zh").asString().contains("已有 8 层");
    assertThat(cut.steps()).isEmpty();
    assertThat(count(form, "deep")).isEqualTo(9);
  }

  @Test
  void leavesARunForTheSaveThatWonAndNoneForThoseThatLost() throws Exception {
    String form = key("f");
    String rule = key("r");
    workshop.publish(form(form), rule(rule, form, TO_OPEN, "", TO_DO));
    StoredRecord record = workshop.create(form, "'name': 'a'");
    AtomicInteger refused = new AtomicInteger();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> saves = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        saves.add(
            pool.submit(() -> {
              try {
                workshop.change(record, "'state': 'open'");
              } catch (ProblemException e) {
                refused.incrementAndGet();
              }
            }));
      }
      for (Future<?> save : saves) {
        save.get();
      }
    }
    assertThat(refused).hasValue(11);
    workshop.ended(rule);
    assertThat(titles(record.id())).containsExactly("做：a");
  }

  @Test
  void runsOnDeletionAndNotOnRestoring() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(form(form), rule(rule, form, "{\"on\": [\"delete\", \"change\"]}", "", TO_DO));
    StoredRecord record = workshop.create(form, "'name': 'gone'");
    workshop.records.delete(workshop.caller(), form, record.id(), record.rev());
    workshop.records.restore(workshop.caller(), form, record.id());
    assertThat(workshop.ended(rule).state()).isEqualTo("done");
    assertThat(titles(record.id())).containsExactly("做：gone");
  }

  @Test
  void keepsMatchingWhileRulesArePublished() throws Exception {
    String form = key("f");
    String rule = key("r");
    workshop.publish(form(form), rule(rule, form, ON_CREATE, "", TO_DO));
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> publishing =
          pool.submit(() -> {
            for (int i = 0; i < 5; i++) {
              String more = "number > " + i + " or ISEMPTY(number)";
              workshop.publish(rule(rule, form, ON_CREATE, more, TO_DO));
            }
          });
      int made = 0;
      while (!publishing.isDone() || made < 20) {
        workshop.create(form, "'name': 'n" + made++ + "'");
      }
      publishing.get();
      assertThat(workshop.ended(rule, made)).allMatch(run -> run.state().equals("done"));
    }
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

  private long count(String table, RuleRun cause) {
    Long count =
        database.queryForObject(
            "SELECT count(*) FROM w_main." + table + " WHERE cause = ?", Long.class, cause.id());
    return count == null ? 0 : count;
  }
}
