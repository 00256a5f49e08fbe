package io.xiaodan.rule;

import static io.xiaodan.rule.Workshop.form;
import static io.xiaodan.rule.Workshop.key;
import static io.xiaodan.rule.Workshop.rule;
import static io.xiaodan.rule.Workshop.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.flow.Act;
import io.xiaodan.flow.RecordFlows;
import io.xiaodan.flow.Request;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.record.Caller;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;

/** Rules that submit records to flows, and rules that flows set off when they end. */
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
class RuleFlowTests {

  private static final String SUBMIT =
      "{\"key\": \"submit\", \"action\": \"start_flow\", \"record\": \"id\"}";

  private final Workshop workshop;
  private final RecordFlows flows;
  private final JdbcTemplate database;

  @Autowired
  RuleFlowTests(Workshop workshop, RecordFlows flows, JdbcTemplate database) {
    this.workshop = workshop;
    this.flows = flows;
    this.database = database;
  }

  /** A flow that people submit to; what is above ten passes at once, negative numbers are asked. */
  private static String flow(String form) {
    return """
    {"kind": "flow", "key": "w_%1$s", "label": "审", "form": "%1$s", "start": {"on": "submit"}, "nodes": [
      {"key": "start", "type": "start", "next": "which"},
      {"key": "which", "type": "condition", "label": "多少", "branches": [
        {"key": "many", "label": "多", "when": "number > 10", "next": "good"},
        {"key": "odd", "label": "负", "when": "number < 0", "next": "ask"}], "else": "bad"},
      {"key": "ask", "type": "approve", "label": "看", "who": {"roles": ["warehouse"]},
       "outcomes": {"approve": {"next": "good"}, "reject": {"next": "bad"}}},
      {"key": "good", "type": "end"},
      {"key": "bad", "type": "end", "result": "rejected"}]}
    """
        .formatted(form);
  }

  private static String todo() {
    return "{\"key\": \"todo\", \"action\": \"create_task\", \"title\": \"{name}\", \"who\": {\"roles\": [\"warehouse\"]}, \"record\": \"id\"}";
  }

  private String started(UUID record) {
    return String.valueOf(
        database.queryForList(
            "SELECT state || ' ' || coalesce(result, '-') FROM w_main.flow_instance WHERE record_id = ?",
            String.class,
            record));
  }

  @Test
  void submitsTheRecordAndIsSetOffByTheWayTheFlowEnds() {
    String form = key("f");
    String submit = key("r");
    String passed = key("r");
    String however = key("r");
    workshop.publish(
        form(form),
        flow(form),
        rule(submit, form, "{\"on\": [\"create\"]}", "", SUBMIT),
        rule(passed, form, "{\"flow\": {\"ends\": [\"passed\"]}}", "number <> 13", todo()),
        rule(however, form, "{\"flow\": {}}", "", todo()));
    StoredRecord many = workshop.create(form, "'name': 'many', 'number': 20");
    assertThat(workshop.ended(submit).state()).isEqualTo("done");
    assertThat(workshop.ended(passed).state()).isEqualTo("done");
    assertThat(workshop.ended(however).state()).isEqualTo("done");
    assertThat(started(many.id())).isEqualTo("[finished passed]");
    assertThat(workshop.get(many).flowState()).isEqualTo("finished");
    StoredRecord few = workshop.create(form, "'name': 'few', 'number': 5");
    workshop.create(form, "'name': 'unlucky', 'number': 13");
    workshop.ended(submit, 3);
    workshop.ended(however, 3);
    assertThat(started(few.id())).isEqualTo("[finished rejected]");
    assertThat(workshop.runs(passed))
        .as("not of the refused, nor where it does not hold")
        .hasSize(1);
    workshop.change(workshop.get(few), "'name': 'fewer'");
    assertThat(workshop.runs(however)).as("a later change ends no flow").hasSize(3);
  }

  @Test
  void leavesARecordWhereItIsAndSaysWhy() {
    String form = key("f");
    String first = key("r");
    String again = key("r");
    workshop.publish(
        form(form),
        flow(form),
        rule(first, form, "{\"on\": [\"create\"]}", "", SUBMIT),
        rule(
            again,
            form,
            "{\"on\": [\"change\"], \"fields\": {\"state\": {\"to\": \"open\"}}}",
            "",
            SUBMIT));
    StoredRecord asked = workshop.create(form, "'name': 'a', 'number': -1");
    assertThat(workshop.ended(first).state()).isEqualTo("done");
    assertThat(started(asked.id())).isEqualTo("[running -]");
    workshop.change(workshop.get(asked), "'state': 'open'");
    RuleRun run = workshop.ended(again);
    assertThat(run.state()).as("nothing is wrong").isEqualTo("done");
    assertThat(step(run, "submit").state()).isEqualTo(StepState.SKIPPED);
    assertThat(String.valueOf(step(run, "submit").reason())).contains("flow.runs_already");
    assertThat(started(asked.id())).isEqualTo("[running -]");
  }

  /** A flow that goes its way by itself, but not at once. */
  private static String later(String form) {
    return """
    {"kind": "flow", "key": "w_%1$s", "label": "等", "form": "%1$s", "start": {"on": "submit"}, "nodes": [
      {"key": "start", "type": "start", "next": "note"},
      {"key": "note", "type": "action", "do": {"action": "update_record", "record": "id", "values": {"state": "'open'"}}, "next": "good"},
      {"key": "good", "type": "end"}]}
    """
        .formatted(form);
  }

  @Test
  void cutsACircleThroughFlowsThatEndLater() {
    String form = key("f");
    String first = key("r");
    String again = key("r");
    workshop.publish(
        form(form),
        later(form),
        rule(first, form, "{\"on\": [\"create\"]}", "", SUBMIT),
        rule(again, form, "{\"flow\": {}}", "", SUBMIT));
    StoredRecord record = workshop.create(form, "'name': 'round', 'number': 1");
    List<RuleRun> runs = workshop.ended(again, RuleParticipant.DEEPEST);
    assertThat(runs).extracting(RuleRun::depth).containsExactly(9, 8, 7, 6, 5, 4, 3, 2);
    assertThat(runs.getFirst().state()).isEqualTo("failed");
    assertThat(runs.getFirst().error()).extracting("text.zh").asString().contains("已有 8 层");
    assertThat(runs.subList(1, runs.size())).extracting(RuleRun::state).containsOnly("done");
    assertThat(depths(record)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void beginsANewChainWhereAPersonMovesTheFlow() {
    String form = key("f");
    String first = key("r");
    String ended = key("r");
    workshop.publish(
        form(form),
        flow(form),
        rule(first, form, "{\"on\": [\"create\"]}", "", SUBMIT),
        rule(ended, form, "{\"flow\": {}}", "", todo()));
    StoredRecord asked = workshop.create(form, "'name': 'a', 'number': -1");
    workshop.ended(first);
    assertThat(depths(asked)).containsExactly(1);
    Actor person =
        new Actor(UUID.randomUUID(), "经理", Set.of("administrator"), Language.ZH, Origin.USER, null);
    flows.act(
        new Caller(workshop.blueprints.current(), person),
        form,
        asked.id(),
        Act.TERMINATE,
        new Request("不用了", List.of(), null, null, 0, 0, List.of()));
    assertThat(workshop.ended(ended).depth()).isEqualTo(1);
    assertThat(depths(asked)).containsExactly(0);
  }

  private List<Integer> depths(StoredRecord record) {
    return database.query(
        "SELECT depth FROM w_main.flow_instance WHERE record_id = ? ORDER BY id",
        (row, number) -> row.getInt(1),
        record.id());
  }

  @Test
  void saysSoWhereNoFlowTakesIt() {
    String form = key("f");
    String rule = key("r");
    workshop.publish(form(form), rule(rule, form, "{\"on\": [\"create\"]}", "", SUBMIT));
    workshop.create(form, "'name': 'a', 'number': 1");
    RuleRun run = workshop.ended(rule);
    assertThat(run.state()).isEqualTo("failed");
    assertThat(String.valueOf(step(run, "submit").reason())).contains("flow.none_to_submit");
  }

  @Test
  void warnsOfCirclesThroughTheEndOfAFlow() {
    String form = key("f");
    String again = rule(key("r"), form, "{\"flow\": {}}", "", SUBMIT);
    String another =
        rule(
            key("r"),
            form,
            "{\"flow\": {\"ends\": [\"passed\"]}}",
            "",
            "{\"key\": \"new\", \"action\": \"create_record\", \"form\": \"%s\", \"values\": {\"name\": \"name\"}}"
                .formatted(form));
    for (String rule : new String[] {again, another}) {
      assertThat(workshop.check(form(form), flow(form), rule))
          .extracting(finding -> finding.severity() + " " + finding.message().code())
          .containsExactly("WARNING rule.loop_possible");
    }
  }
}
