package io.xiaodan.rule;

import static io.xiaodan.rule.Workshop.form;
import static io.xiaodan.rule.Workshop.key;
import static io.xiaodan.rule.Workshop.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

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
class RuleRehearsalTests {

  private static final String ON_CREATE = "{\"on\": [\"create\"]}";

  private final Workshop workshop;
  private final RuleRehearsals rehearsals;
  private final RuleReplays replays;
  private final JdbcTemplate database;

  @Autowired
  RuleRehearsalTests(
      Workshop workshop, RuleRehearsals rehearsals, RuleReplays replays, JdbcTemplate database) {
    this.replays = replays;
    this.workshop = workshop;
    this.rehearsals = rehearsals;
    this.database = database;
  }

  @Test
  void showsWhatEachStepWouldDoAndDoesNothing() {
    String form = key("f");
    String other = key("f");
    workshop.publish(form(form), form(other));
    StoredRecord record =
        workshop.create(form, "'name': 'a', 'number': 5, 'mail': 'a@example.com'");
    long before = everything();
    Rehearsal rehearsal =
        rehearse(
            form,
            record.id(),
            "",
            """
            {"key": "copy", "action": "create_record", "form": "%s", "values": {"name": "name & '2'"}},
            {"key": "mail", "action": "send_email", "to": "mail", "subject": "{name}", "body": "{number}"},
            {"key": "big", "action": "create_task", "when": "number > 9", "title": "x", "who": {"roles": ["warehouse"]}},
            {"key": "pause", "action": "wait", "after": ["big"], "for": {"amount": 1, "unit": "days"}},
            {"key": "still", "action": "continue_if", "after": ["pause"], "if": "number > 9"},
            {"key": "never", "action": "create_task", "after": ["still"], "title": "x", "who": {"roles": ["warehouse"]}},
            {"key": "bad", "action": "create_record", "form": "%s", "values": {"name": "name", "mail": "name"}},
            {"key": "behind", "action": "create_task", "after": ["bad"], "title": "x", "who": {"roles": ["warehouse"]}}
            """
                .formatted(other, other));
    assertThat(states(rehearsal))
        .as(rehearsal.findings().toString())
        .isEqualTo(
            Map.of(
                "copy",
                "done",
                "mail",
                "done",
                "big",
                "skipped",
                "pause",
                "done",
                "still",
                "stopped",
                "never",
                "stopped",
                "bad",
                "failed",
                "behind",
                "cancelled"));
    assertThat(step(rehearsal, "copy").detail().toString()).contains("a2");
    assertThat(step(rehearsal, "mail").messages())
        .containsExactly(new Rehearsal.Sent("email", "a@example.com", "a", "5"));
    assertThat(step(rehearsal, "pause").detail()).containsKey("until");
    assertThat(String.valueOf(step(rehearsal, "bad").reason())).contains("form.email_format");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void tellsThatTheRecordIsNotWhatSetsItOffAndWhatWouldHappenIfItWere() {
    String form = key("f");
    workshop.publish(form(form));
    StoredRecord open = workshop.create(form, "'name': 'a', 'number': 5, 'state': 'open'");
    String closes = "{'on': ['change'], 'fields': {'state': {'to': 'closed'}}}".replace('\'', '"');
    String either = closes.replace("}}", "}, \"number\": {}}");
    String todo =
        "{\"key\": \"todo\", \"action\": \"create_task\", \"title\": \"x\", \"who\": {\"roles\": [\"warehouse\"]}}";
    Rehearsal rehearsal = rehearse(form, closes, open.id(), "", todo);
    assertThat(rehearsal.elsewhere())
        .as(rehearsal.findings().toString())
        .containsOnly(Map.entry("state", "open"));
    assertThat(states(rehearsal)).isEqualTo(Map.of("todo", "done"));
    assertThat(rehearse(form, either, open.id(), "", todo).elsewhere()).isEmpty();
    StoredRecord done = workshop.create(form, "'name': 'b', 'number': 5, 'state': 'closed'");
    assertThat(rehearse(form, closes, done.id(), "", todo).elsewhere()).isEmpty();
  }

  @Test
  void tellsWhichPartOfTheConditionDecides() {
    String form = key("f");
    workshop.publish(form(form));
    StoredRecord record = workshop.create(form, "'name': 'a', 'number': 5");
    Rehearsal rehearsal =
        rehearse(
            form,
            record.id(),
            "number >= 5 and (state = 'open' or NOT(ISEMPTY(mail)))",
            "{\"key\": \"todo\", \"action\": \"create_task\", \"title\": \"x\", \"who\": {\"roles\": [\"warehouse\"]}}");
    assertThat(rehearsal.holds()).isFalse();
    assertThat(rehearsal.steps()).isEmpty();
    assertThat(rehearsal.clauses())
        .extracting(clause -> clause.text() + " " + clause.value())
        .containsExactly("number >= 5 true", "state = \"open\" false", "NOT(ISEMPTY(mail)) false");
    assertThat(rehearsal.clauses().getFirst().reads().toString()).contains("number=5");
  }

  @Test
  void triesNothingWhileTheRuleIsWrongAndShowsOnlyRecordsThePersonSees() {
    String form = key("f");
    workshop.publish(form(form));
    StoredRecord record = workshop.create(form, "'name': 'a'");
    Rehearsal wrong =
        rehearse(
            form,
            record.id(),
            "nope > 1",
            "{\"key\": \"w\", \"action\": \"wait\", \"until\": \"NOW()\"}");
    assertThat(wrong.findings()).isNotEmpty();
    assertThat(wrong.steps()).isEmpty();
    ProblemException hidden =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                rehearse(
                    form,
                    UUID.randomUUID(),
                    "",
                    "{\"key\": \"w\", \"action\": \"wait\", \"until\": \"NOW()\"}"));
    assertThat(hidden.problem().kind()).isEqualTo(ProblemKind.NOT_FOUND);
  }

  @Test
  void showsTheWordsOfARefusal() {
    String form = key("f");
    workshop.publish(form(form));
    StoredRecord record = workshop.create(form, "'name': 'a', 'number': 5");
    Rehearsal rehearsal =
        rehearse(
            form,
            record.id(),
            "number > 1",
            "{\"key\": \"no\", \"action\": \"refuse\", \"message\": \"{name}不行\"}");
    assertThat(String.valueOf(rehearsal.refusal())).contains("a不行");
  }

  private static Actor builder() {
    return new Actor(Actor.SYSTEM, "b", Set.of(Role.ADMINISTRATOR), Language.ZH, Origin.USER, null);
  }

  private Rehearsal rehearse(String form, UUID record, String when, String steps) {
    return rehearse(form, ON_CREATE, record, when, steps);
  }

  private Rehearsal rehearse(String form, String trigger, UUID record, String when, String steps) {
    String key = key("r");
    return rehearsals.rehearse(
        builder(),
        key,
        workshop.documents(rule(key, form, trigger, when, steps)).values().iterator().next(),
        record,
        null);
  }

  private static Map<String, String> states(Rehearsal rehearsal) {
    return rehearsal.steps().stream()
        .collect(Collectors.toMap(Rehearsal.Step::key, Rehearsal.Step::state));
  }

  private static Rehearsal.Step step(Rehearsal rehearsal, String key) {
    return rehearsal.steps().stream()
        .filter(step -> step.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** Events, tasks, notices, messages, runs and jobs there are. */
  private long everything() {
    Long count =
        database.queryForObject(
            "SELECT (SELECT count(*) FROM w_main.event) + (SELECT count(*) FROM w_main.task) + (SELECT count(*) FROM w_main.rule_run) + (SELECT count(*) FROM w_main.outbound_message) + (SELECT count(*) FROM xiaodan.scheduled_tasks)",
            Long.class);
    return count == null ? 0 : count;
  }

  @Test
  void findsOfThePastExactlyTheChangesThatARuleHasAnswered() {
    String form = key("f");
    String rule = key("r");
    String document =
        rule(
            rule,
            form,
            "{\"on\": [\"create\", \"change\"], \"fields\": {\"state\": {\"to\": \"open\"}, \"number\": {}}}",
            "number > 3 AND (ISEMPTY(before.number) OR before.number < number)",
            "{\"key\": \"todo\", \"action\": \"create_task\", \"title\": \"{name} {before.number}>{number}\", \"who\": {\"roles\": [\"warehouse\"]}}");
    workshop.publish(form(form), document);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<StoredRecord> all = new ArrayList<>();
    for (int i = 0; i < 320; i++) {
      String values =
          "'state': '%s', 'number': %d"
              .formatted(
                  List.of("new", "open", "closed").get(random.nextInt(3)), random.nextInt(9));
      if (all.size() < 20) {
        all.add(workshop.create(form, "'name': 'n" + i + "', " + values));
      } else {
        int at = random.nextInt(all.size());
        all.set(at, workshop.change(all.get(at), values));
      }
    }
    JsonNode json = workshop.documents(document).values().iterator().next();
    Instant since = Instant.now().minusSeconds(3_600);
    List<UUID> matched = new ArrayList<>();
    int looked = 0;
    RuleReplays.Cursor next = null;
    do {
      RuleReplays.Stretch stretch = replays.replay(builder(), rule, json, since, next);
      if (next == null) {
        assertThat(stretch.total()).isGreaterThan(200);
      }
      stretch.matches().forEach(match -> matched.add(match.event()));
      looked += stretch.looked();
      next = stretch.next();
    } while (next != null);
    List<UUID> answered = workshop.runs(rule).stream().map(RuleRun::event).toList();
    assertThat(matched).as("seed " + seed).containsExactlyInAnyOrderElementsOf(answered);
    assertThat(looked).isGreaterThan(200);
    RuleRun one =
        workshop.runs(rule).stream().filter(run -> run.depth() == 1).findFirst().orElseThrow();
    Rehearsal then = rehearsals.rehearse(builder(), rule, json, one.recordId(), one.event());
    assertThat(then.holds()).isTrue();
    RuleRun ended =
        workshop.ended(rule, answered.size()).stream()
            .filter(run -> run.id().equals(one.id()))
            .findFirst()
            .orElseThrow();
    assertThat(then.steps().getFirst().detail().get("title")).isEqualTo(title(ended));
  }

  /** The title of the task that a run made. */
  private static String title(RuleRun run) {
    return Objects.requireNonNull(Workshop.step(run, "todo").detail()).path("title").asString();
  }
}
