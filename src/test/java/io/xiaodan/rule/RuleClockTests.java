package io.xiaodan.rule;

import static io.xiaodan.rule.Workshop.key;
import static io.xiaodan.rule.Workshop.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xiaodan.blueprint.Finding;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;

/** Rules set off by a time or a button. */
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
class RuleClockTests {

  private static final String TO_DO =
      "{\"key\": \"todo\", \"action\": \"create_task\", \"title\": \"{name}\", \"who\": {\"roles\": [\"warehouse\"]}}";

  private final Workshop workshop;
  private final RuleClock ruleClock;
  private final RuleButtons buttons;
  private final Workspace workspace;
  private final JdbcTemplate database;

  @Autowired
  RuleClockTests(
      Workshop workshop,
      RuleClock ruleClock,
      RuleButtons buttons,
      Workspace workspace,
      JdbcTemplate database) {
    this.workshop = workshop;
    this.ruleClock = ruleClock;
    this.buttons = buttons;
    this.workspace = workspace;
    this.database = database;
  }

  @Test
  void reachesADateOnceForEveryRecordItConcerns() {
    String form = key("f");
    String rule = key("r");
    LocalDate today = LocalDate.now(workspace.zone());
    workshop.publish(
        dated(form),
        rule(
            rule,
            form,
            "{\"date\": {\"field\": \"due\", \"offset\": -2, \"at\": \"00:00\"}}",
            "state <> 'closed'",
            TO_DO));
    ruleClock.tick();
    StoredRecord inTwoDays = due(form, "two", today.plusDays(2), "open");
    StoredRecord inOneDay = due(form, "one", today.plusDays(1), "open");
    due(form, "three", today.plusDays(3), "open");
    due(form, "closed", today.plusDays(2), "closed");
    workshop.create(form, "'name': 'none', 'state': 'open'");
    ruleClock.tick();
    assertThat(workshop.runs(rule)).isEmpty();
    backTo(rule, today.minusDays(1).atTime(12, 0).atZone(workspace.zone()).toInstant());
    ruleClock.tick();
    ruleClock.tick();
    assertThat(workshop.ended(rule)).extracting(RuleRun::recordId).isEqualTo(inTwoDays.id());
    backTo(rule, today.minusDays(2).atTime(12, 0).atZone(workspace.zone()).toInstant());
    ruleClock.tick();
    assertThat(workshop.ended(rule, 3))
        .extracting(RuleRun::recordId)
        .containsExactlyInAnyOrder(inTwoDays.id(), inTwoDays.id(), inOneDay.id());
  }

  @Test
  void goesOnWithARoundThatWasInterruptedAndCountsEachRecordOnceOnTwoNodes() throws Exception {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        dated(form),
        rule(
            rule,
            form,
            "{\"schedule\": {\"every\": \"day\", \"at\": \"00:00\"}}",
            "state = 'open'",
            TO_DO));
    ruleClock.tick();
    for (int i = 0; i < 230; i++) {
      workshop.create(form, "'name': 'n', 'state': '%s'".formatted(i < 220 ? "open" : "closed"));
    }
    backTo(rule, Instant.now().minusSeconds(5 * 86_400));
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        pool.submit(ruleClock::tick);
      }
    }
    ruleClock.tick();
    List<RuleRun> runs = workshop.ended(rule, 220);
    assertThat(runs.stream().map(RuleRun::recordId).distinct()).hasSize(220);
    assertThat(
            database.queryForObject(
                "SELECT round_end IS NULL AND until > now() - interval '1 hour' FROM w_main.rule_clock WHERE rule = ?",
                Boolean.class,
                rule))
        .isTrue();
  }

  @Test
  void doesNotMakeUpForTheTimeARuleWasTurnedOff() {
    String form = key("f");
    String rule = key("r");
    String trigger = "{\"schedule\": {\"every\": \"hour\", \"at\": \"00:00\"}}";
    String document = rule(rule, form, trigger, "", TO_DO);
    workshop.publish(
        dated(form),
        document.replace("\"kind\": \"rule\",", "\"kind\": \"rule\", \"enabled\": false,"));
    workshop.create(form, "'name': 'n', 'state': 'open'");
    ruleClock.tick();
    backTo(rule, Instant.now().minusSeconds(7_300));
    ruleClock.tick();
    workshop.publish(document);
    ruleClock.tick();
    assertThat(workshop.runs(rule)).isEmpty();
  }

  @Test
  void offersAButtonWhileItsConditionHoldsToThoseItIsFor() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(
        dated(form),
        rule(
            rule,
            form,
            "{\"button\": {\"label\": \"催一下\", \"roles\": [\"warehouse\"], \"confirm\": \"现在就催？\"}}",
            "state = 'open'",
            TO_DO));
    StoredRecord record = workshop.create(form, "'name': 'n', 'state': 'open'");
    Caller administrator = caller(Role.ADMINISTRATOR);
    assertThat(buttons.offers(administrator, form, record.id()))
        .extracting(RuleButtons.Offer::rule, offer -> offer.label().zh())
        .containsExactly(org.assertj.core.groups.Tuple.tuple(rule, "催一下"));
    assertThat(buttons.offers(workshop.caller(), form, record.id())).isEmpty();
    assertThat(kind(() -> buttons.press(workshop.caller(), form, record.id(), rule, 1)))
        .isEqualTo(ProblemKind.NOT_FOUND);
    assertThat(kind(() -> buttons.press(administrator, form, record.id(), rule, 7)))
        .isEqualTo(ProblemKind.CONFLICT);
    UUID run = buttons.press(administrator, form, record.id(), rule, record.rev());
    assertThat(workshop.ended(rule).id()).isEqualTo(run);
    assertThat(workshop.ended(rule).state()).isEqualTo("done");
    StoredRecord closed = workshop.change(record, "'state': 'closed'");
    assertThat(buttons.offers(administrator, form, record.id())).isEmpty();
    assertThat(kind(() -> buttons.press(administrator, form, record.id(), rule, closed.rev())))
        .isEqualTo(ProblemKind.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # trigger                                             | when            | finding
          {'date': {'field': 'due'}}                            |                 |
          {'date': {'field': 'nope'}}                           |                 | rule.field_unknown at trigger.date.field
          {'date': {'field': 'name'}}                           |                 | rule.not_a_date at trigger.date.field
          {'date': {'field': 'due', 'unit': 'hours'}}           |                 | rule.date_in_days at trigger.date.unit
          {'date': {'field': 'seen', 'offset': -3, 'unit': 'hours'}} |            |
          {'date': {'field': 'seen', 'at': '09:00'}}            |                 | rule.moment_has_time at trigger.date.at
          {'schedule': {'every': 'week', 'weekdays': [1, 5]}}   | before.name = 'x' | expression.error.unknown-field at when
          {'button': {'label': 'x', 'roles': ['nobody']}}       |                 | action.role_unknown at trigger.button.roles
          """)
  void findsWhatIsWrongWithATime(String trigger, @Nullable String when, @Nullable String finding) {
    List<String> found =
        workshop
            .check(
                dated("f"),
                rule("r", "f", trigger.replace('\'', '"'), when == null ? "" : when, TO_DO))
            .stream()
            .map(RuleClockTests::words)
            .toList();
    assertThat(found).isEqualTo(finding == null ? List.of() : List.of(finding));
  }

  private static String words(Finding finding) {
    return finding.message().code() + " at " + finding.place();
  }

  private static ProblemKind kind(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(ProblemException.class, call).problem().kind();
  }

  private Caller caller(String role) {
    Actor actor = new Actor(Actor.SYSTEM, "x", Set.of(role), Language.ZH, Origin.USER, null);
    return new Caller(workshop.caller().blueprint(), actor);
  }

  private StoredRecord due(String form, String name, LocalDate date, String state) {
    return workshop.create(
        form, "'name': '%s', 'due': '%s', 'state': '%s'".formatted(name, date, state));
  }

  /** Has the clock begin earlier than it did. */
  private void backTo(String rule, Instant moment) {
    database.update(
        "UPDATE w_main.rule_clock SET until = ?, round_end = NULL, after_id = NULL WHERE rule = ?",
        RunTables.at(moment),
        rule);
  }

  private static String dated(String key) {
    return """
    {"kind": "form", "key": "%1$s", "label": "%1$s", "title": "name", "fields": [
      {"key": "name", "type": "text", "label": "名称", "required": true},
      {"key": "state", "type": "select", "label": "状态", "options": [{"key": "open", "label": "开"}, {"key": "closed", "label": "关"}]},
      {"key": "due", "type": "date", "label": "到期"},
      {"key": "seen", "type": "datetime", "label": "看过"}]}
    """
        .formatted(key);
  }
}
