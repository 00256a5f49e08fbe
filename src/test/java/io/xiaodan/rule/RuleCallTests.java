package io.xiaodan.rule;

import static io.xiaodan.rule.Workshop.form;
import static io.xiaodan.rule.Workshop.key;
import static io.xiaodan.rule.Workshop.rule;
import static io.xiaodan.rule.Workshop.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Language;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Rules that run other rules. */
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
class RuleCallTests {

  private static final String CREATED = "{\"on\": [\"create\"]}";
  private static final String CALLED = "{\"called\": true}";

  private final Workshop workshop;
  private final RuleRehearsals rehearsals;
  private final JdbcTemplate database;

  @Autowired
  RuleCallTests(Workshop workshop, RuleRehearsals rehearsals, JdbcTemplate database) {
    this.workshop = workshop;
    this.rehearsals = rehearsals;
    this.database = database;
  }

  private static String call(String rule) {
    return call("call", rule, "");
  }

  private static String call(String key, String rule, String more) {
    return "{\"key\": \"%s\", \"action\": \"call_rule\", \"rule\": \"%s\"%s}"
        .formatted(key, rule, more);
  }

  private static String todo(String title) {
    return "{\"key\": \"todo\", \"action\": \"create_task\", \"title\": \"%s\", \"who\": {\"roles\": [\"warehouse\"]}, \"record\": \"id\"}"
        .formatted(title);
  }

  private List<@Nullable String> titles(UUID record) {
    return database.queryForList(
        "SELECT title FROM w_main.task WHERE record_id = ? ORDER BY title", String.class, record);
  }

  private List<String> check(String... texts) {
    List<String> found = new ArrayList<>();
    workshop
        .check(texts)
        .forEach(finding ->
            found.add(
                finding.severity() + " " + finding.message().code() + " at " + finding.place()));
    return found;
  }

  @Test
  void runsTheCalledRuleOnTheRecordAsItIsAndKnowsWhoCalled() {
    String form = key("f");
    String caller = key("r");
    String called = key("r");
    workshop.publish(
        form(form),
        rule(called, form, CALLED, "state = 'closed'", todo("{name} {state}")),
        rule(
            caller,
            form,
            CREATED,
            "",
            """
            {"key": "early", "action": "call_rule", "rule": "%1$s"},
            {"key": "close", "action": "update_record", "record": "id", "values": {"state": "'closed'"}, "after": ["early"]},
            {"key": "late", "action": "call_rule", "rule": "%1$s", "record": "id", "after": ["close"]}
            """
                .formatted(called)));
    StoredRecord record = workshop.create(form, "'name': 'a'");
    RuleRun parent = workshop.ended(caller);
    assertThat(parent.state()).isEqualTo("done");
    RuleRun child = workshop.ended(called);
    assertThat(child.state()).isEqualTo("done");
    assertThat(child.parent()).isEqualTo(parent.id());
    assertThat(child.parentStep()).isEqualTo("late");
    assertThat(child.depth()).isEqualTo(2);
    assertThat(child.by()).isEqualTo(parent.by());
    assertThat(titles(record.id())).containsExactly("a closed");
    assertThat(workshop.runs.called(parent.id()))
        .containsExactly(new RuleRuns.Call(child.id(), called, "late", "done"));
    JsonNode early = Objects.requireNonNull(step(parent, "early").detail());
    assertThat(early.path("holds").asBoolean(true)).as("its condition decides").isFalse();
    assertThat(Objects.requireNonNull(step(parent, "late").detail()).path("run").asString())
        .isEqualTo(child.id().toString());
  }

  @Test
  void runsItForAnotherRecordAndForEachOfAList() {
    String form = key("f");
    String caller = key("r");
    String called = key("r");
    workshop.publish(
        form(form),
        rule(called, form, CALLED, "", todo("{name}")),
        rule(
            caller,
            form,
            CREATED,
            "NOT(ISEMPTY(other))",
            call("over", called, ", \"record\": \"other\"")
                + ", {\"key\": \"each\", \"action\": \"for_each\", \"each\": \"lines\", \"do\": ["
                + call(called)
                + "]}"));
    StoredRecord other = workshop.create(form, "'name': 'other'");
    StoredRecord record =
        workshop.create(
            form,
            "'name': 'own', 'other': '%s', 'lines': [{'what': 'x'}, {'what': 'y'}]"
                .formatted(other.id()));
    RuleRun parent = workshop.ended(caller);
    workshop.ended(called, 3);
    assertThat(titles(other.id())).containsExactly("other");
    assertThat(titles(record.id())).containsExactly("own", "own");
    assertThat(workshop.runs.called(parent.id()).stream().map(RuleRuns.Call::step))
        .containsExactlyInAnyOrder("over", "each/0/call", "each/1/call");
  }

  @Test
  void refusesACircleOfCallsAndShowsIt() {
    String form = key("f");
    assertThat(
            check(
                form(form),
                rule("one", form, CALLED, "", call("two")),
                rule("two", form, CALLED, "", call("three")),
                rule("three", form, CALLED, "", call("one"))))
        .containsExactly("ERROR rule.loop_certain at steps.call");
    assertThat(
            workshop
                .check(form(form), rule("self", form, CALLED, "", call("self")))
                .getFirst()
                .message()
                .arguments()
                .toString())
        .contains("self → self");
    assertThat(check(form(form), rule("r", form, CALLED, "number > 0", call("r"))))
        .as("a condition may end it")
        .containsExactly("WARNING rule.loop_possible at steps.call");
    assertThat(
            check(
                form(form),
                rule("up", form, CALLED, "", call("call", "up", ", \"record\": \"other\""))))
        .as("the last one refers to nothing")
        .containsExactly("WARNING rule.loop_possible at steps.call");
    assertThat(
            check(
                form(form),
                rule("start", form, CREATED, "", call("make")),
                rule(
                    "make",
                    form,
                    CALLED,
                    "",
                    "{\"key\": \"new\", \"action\": \"create_record\", \"form\": \"%s\", \"values\": {\"name\": \"name\"}}"
                        .formatted(form))))
        .as("through a change as well")
        .containsExactly("ERROR rule.loop_certain at steps.call");
  }

  @Test
  void findsCallsThatCannotWork() {
    String form = key("f");
    String own = rule("own", form, CREATED, "number > 0", todo("x"));
    String of = rule("of_other", "tasks_of", CALLED, "", todo("x"));
    String off =
        rule("off", form, CALLED, "", todo("x"))
            .replace("\"kind\"", "\"enabled\": false, \"kind\"");
    String[] texts = {
      form(form),
      form("tasks_of"),
      own,
      of,
      off,
      rule("a", form, CREATED, "", call("nobody")),
      rule("b", form, CREATED, "", call("own")),
      rule("c", form, CREATED, "", call("of_other")),
      rule(
          "d",
          form,
          CREATED,
          "",
          "{\"key\": \"each\", \"action\": \"for_each\", \"each\": \"lines\", \"do\": ["
              + call("off")
              + "]}")
    };
    assertThat(check(texts))
        .containsExactlyInAnyOrder(
            "ERROR rule.call_unknown at steps.call.rule",
            "ERROR rule.call_not_offered at steps.call.rule",
            "ERROR rule.call_other_form at steps.call.rule",
            "WARNING rule.call_disabled at steps.each.do.call.rule");
  }

  @Test
  void saysSoWhereTheRuleIsOffAndGoesOnOnceItIsOnUnderAnotherName() {
    String form = key("f");
    String caller = key("r");
    String called = key("r");
    String on = rule(called, form, CALLED, "", todo("{name}"));
    workshop.publish(
        form(form),
        on.replace("\"kind\"", "\"enabled\": false, \"kind\""),
        rule(caller, form, CREATED, "", call(called)));
    StoredRecord record = workshop.create(form, "'name': 'a'");
    RuleRun failed = workshop.ended(caller);
    assertThat(failed.state()).isEqualTo("failed");
    assertThat(String.valueOf(step(failed, "call").reason())).contains("rule.call_off");
    assertThat(workshop.runs(called)).isEmpty();
    workshop.publish(on.replace("\"label\": \"%s\"".formatted(called), "\"label\": \"新名字\""));
    workshop.desk.retry(failed.id(), "call");
    workshop.ended(called);
    assertThat(titles(record.id())).containsExactly("a");
    assertThat(workshop.ended(caller).state()).isEqualTo("done");
  }

  @Test
  void callsOnceHoweverOftenTheWorkerDiesAfterTheCall() {
    String form = key("f");
    String caller = key("r");
    String called = key("r");
    workshop.publish(
        form(form),
        rule(called, form, CALLED, "", todo("{name}")),
        rule(caller, form, CREATED, "", call(called)));
    Workshop.failStepsOf(database, caller, 2);
    StoredRecord record = workshop.create(form, "'name': 'a'");
    RuleRun parent = workshop.ended(caller);
    assertThat(parent.state()).isEqualTo("done");
    assertThat(step(parent, "call").attempts()).isEqualTo(3);
    workshop.ended(called);
    assertThat(titles(record.id())).containsExactly("a");
  }

  @Test
  void endsAChainOfCallsAtItsDepth() {
    String form = key("f");
    String called = key("r");
    workshop.publish(
        form(form),
        rule(called, form, CALLED, "number > 0", call(called)),
        rule(key("r"), form, CREATED, "", call(called)));
    workshop.create(form, "'name': 'a', 'number': 1");
    Workshop.await(() ->
        workshop.runs(called).stream().filter(run -> run.state().equals("failed")).count() == 1);
    List<RuleRun> runs = workshop.runs(called);
    assertThat(runs).hasSize(RuleParticipant.DEEPEST - 1);
    assertThat(runs.stream().mapToInt(RuleRun::depth).max()).hasValue(RuleParticipant.DEEPEST);
    RuleRun last =
        runs.stream()
            .filter(run -> run.depth() == RuleParticipant.DEEPEST)
            .findFirst()
            .orElseThrow();
    assertThat(String.valueOf(step(last, "call").reason())).contains("rule.chain_cut");
  }

  @Test
  void showsWhatTheCalledRuleWouldDoWithoutDoingIt() {
    String form = key("f");
    String caller = key("r");
    String called = key("r");
    String inner = key("r");
    workshop.publish(
        form(form),
        rule(inner, form, CALLED, "number > 100", todo("never")),
        rule(called, form, CALLED, "state = 'closed'", todo("{name} {state}") + "," + call(inner)));
    StoredRecord record = workshop.create(form, "'name': 'a', 'number': 7");
    String tried =
        rule(
            caller,
            form,
            CREATED,
            "",
            """
            {"key": "close", "action": "update_record", "record": "id", "values": {"state": "'closed'"}},
            {"key": "call", "action": "call_rule", "rule": "%s", "after": ["close"]}
            """
                .formatted(called));
    Rehearsal rehearsal =
        rehearsals.rehearse(
            new Actor(
                Actor.SYSTEM, "b", Set.of(Role.ADMINISTRATOR), Language.ZH, Origin.USER, null),
            caller,
            workshop.documents(tried).firstEntry().getValue(),
            record.id(),
            null);
    Rehearsal.Call call = rehearsal.steps().getLast().calls().getFirst();
    assertThat(call.rule()).isEqualTo(called);
    assertThat(call.holds()).as("on the record as the step before has left it").isTrue();
    assertThat(call.clauses()).hasSize(1);
    assertThat(call.steps().getFirst().detail()).containsEntry("title", "a closed");
    Rehearsal.Call deeper = call.steps().getLast().calls().getFirst();
    assertThat(deeper.holds()).isFalse();
    assertThat(deeper.steps()).isEmpty();
    assertThat(workshop.runs(called)).isEmpty();
    assertThat(titles(record.id())).isEmpty();
    assertThat(workshop.get(record).values()).containsEntry("state", "new");
  }
}
