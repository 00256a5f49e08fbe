package io.xiaodan.rule;

import static io.xiaodan.rule.Workshop.form;
import static io.xiaodan.rule.Workshop.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.blueprint.Finding;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

@ServerTest
@Import(Workshop.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RuleCheckTests {

  private static final String ON_CREATE = "{\"on\": [\"create\"]}";

  private final Workshop workshop;
  private final Messages messages;

  @Autowired
  RuleCheckTests(Workshop workshop, Messages messages) {
    this.workshop = workshop;
    this.messages = messages;
  }

  /** One step over the form of the workshop; single quotes are double ones. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # step                                                                              | place                   | finding
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name'}                  | -                       | -
          'action': 'create_record', 'form': 'none', 'values': {}                             | steps.s.form            | action.form_unknown
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name', 'nope': '1'}     | steps.s.values.nope     | action.field_unknown
          'action': 'create_record', 'form': 'g', 'values': {'number': '1'}                   | steps.s.values          | warning action.required_missing
          'action': 'create_record', 'form': 'g', 'values': {'name': '1'}                     | steps.s.values.name     | expression.error.wrong-result
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name', 'double': '1'}   | steps.s.values.double   | action.field_computed
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name', 'no': 'name'}    | steps.s.values.no       | action.field_computed
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name', 'state': '\\'x\\''} | steps.s.values.state | form.option_unknown
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name', 'other': 'other'} | steps.s.values.other   | action.other_form
          'action': 'create_record', 'form': 'f', 'values': {'name': 'name', 'other': 'id'}   | steps.s                 | warning rule.loop_possible
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name'}, 'lines': {'lines': {'each': 'lines', 'values': {'what': 'item.what'}}} | - | -
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name'}, 'lines': {'lines': {'each': 'name', 'values': {}}} | steps.s.lines.lines.each | action.not_a_list
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name'}, 'lines': {'lines': {'each': 'lines', 'values': {'amount': '1'}}} | steps.s.lines.lines.values | warning action.required_missing
          'action': 'create_record', 'form': 'g', 'values': {'name': 'name'}, 'lines': {'nope': {'each': 'lines', 'values': {}}} | steps.s.lines.nope | action.field_unknown
          'action': 'update_record', 'record': 'other', 'values': {'number': 'current.number + number'} | - | -
          'action': 'update_record', 'record': 'id', 'values': {'number': 'before.number'}    | -                       | -
          'action': 'update_record', 'record': 'name', 'values': {}                           | steps.s.record          | action.not_a_record
          'action': 'update_record', 'record': 'lines', 'values': {}                          | steps.s.record          | action.not_a_record
          'action': 'create_task', 'title': '{nope}', 'who': {'roles': ['warehouse']}         | steps.s.title           | expression.error.unknown-field
          'action': 'create_task', 'title': '{current.name}', 'who': {'starter': true}        | steps.s.title           | expression.error.unknown-field
          'action': 'create_task', 'title': 'x', 'who': {'roles': ['nobody']}                 | steps.s.who.roles       | action.role_unknown
          'action': 'create_task', 'title': 'x', 'who': {'field': 'other.owner'}              | -                       | -
          'action': 'create_task', 'title': 'x', 'who': {'field': 'other.created_by'}         | -                       | -
          'action': 'create_task', 'title': 'x', 'who': {'field': 'other.name'}               | steps.s.who.field       | action.not_a_person
          'action': 'send_email', 'to': 'number', 'subject': 'x', 'body': 'x'                 | steps.s.to              | expression.error.wrong-result
          'action': 'send_sms', 'to': 'mail', 'body': '{SUM(lines.amount)}'                   | -                       | -
          'action': 'notify', 'title': 'x', 'who': {'field': 'owner'}, 'after': ['t']         | steps.s.after           | rule.after_unknown
          'action': 'notify', 'title': 'x', 'who': {'field': 'owner'}, 'after': ['s']         | steps.s.after           | rule.after_circle
          'action': 'send_robot', 'to': 'team', 'title': '{nope}', 'body': 'x'                | steps.s.title           | expression.error.unknown-field
          'action': 'send_webhook', 'to': 'erp', 'values': {'no': 'no', 'sum': 'SUM(lines.amount)', 'all': 'lines.amount'} | - | -
          'action': 'send_webhook', 'to': 'erp', 'values': {'other': 'other'}                 | steps.s.values.other    | action.not_a_value
          'action': 'delete_record', 'record': 'other'                                        | -                       | -
          'action': 'delete_record', 'record': 'name'                                         | steps.s.record          | action.not_a_record
          'action': 'start_flow', 'record': 'other'                                           | -                       | -
          'action': 'start_flow', 'record': 'name'                                            | steps.s.record          | action.not_a_record
          'action': 'create_task', 'title': '{now.name}', 'who': {'starter': true}, 'when': 'now.number' | steps.s.when  | expression.error.wrong-result
          'action': 'create_task', 'title': '{now.name}', 'who': {'starter': true}, 'when': 'now.number > 1' | -         | -
          'action': 'wait', 'until': 'number'                                                 | steps.s.until           | action.not_a_date
          'action': 'wait', 'for': {'amount': 3, 'unit': 'days'}, 'at': '09:00'               | -                       | -
          'action': 'continue_if', 'if': 'name'                                               | steps.s.if              | expression.error.wrong-result
          'action': 'refuse', 'message': '{nope}'                                             | steps.s.message         | expression.error.unknown-field
          'action': 'refuse', 'message': 'x', 'field': 'nope'                                 | steps.s.field           | action.field_unknown
          'action': 'for_each', 'each': 'name', 'do': [{'key': 'a', 'action': 'delete_record', 'record': 'id'}] | steps.s.each | action.not_a_list
          'action': 'for_each', 'each': 'lines', 'do': [{'key': 'a', 'action': 'wait', 'for': {'amount': 1, 'unit': 'days'}}] | steps.s.do.a | action.not_in_each
          'action': 'for_each', 'each': 'lines', 'do': [{'key': 'a', 'action': 'create_task', 'title': '{item.nope}', 'who': {'starter': true}}] | steps.s.do.a.title | expression.error.unknown-field
          """)
  void findsWhatIsWrongWithAStep(String step, String place, String finding) {
    String steps = "{\"key\": \"s\", " + quoted(step) + "}";
    assertThat(findings(rule("r", "f", ON_CREATE, "number > 0", steps)))
        .isEqualTo(place.equals("-") ? List.of() : List.of(finding + " at " + place));
  }

  /** What messages can carry, and where they can stand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'action': 'for_each', 'each': 'lines', 'do': [{'key': 'a', 'action': 'send_sms', 'to': 'item.what', 'body': 'x'}] | - | -
          'action': 'for_each', 'each': 'lines', 'do': [{'key': 'a', 'action': 'send_sms', 'to': 'item.what', 'body': 'x'}, {'key': 'b', 'action': 'delete_record', 'record': 'other'}] | steps.s.do | action.each_mixed
          'action': 'send_sms', 'to': 'mail', 'body': 'x', 'values': {'code': '{name}'}       | steps.s.template        | action.values_without_template
          'action': 'send_sms', 'to': 'mail', 'body': 'x', 'template': 'SMS_1', 'values': {'code': '{nope}'} | steps.s.values.code | expression.error.unknown-field
          'action': 'send_email', 'to': 'mail', 'subject': 'x', 'body': 'x', 'attach': [{'print': 'nope'}] | steps.s.attach.0.print | action.no_sheet
          'action': 'send_email', 'to': 'mail', 'subject': 'x', 'body': 'x', 'attach': [{'print': 'order_sheet'}] | steps.s.attach.0.print | action.sheet_of_another
          """)
  void findsWhatIsWrongWithAMessage(String step, String place, String finding) {
    findsWhatIsWrongWithAStep(step, place, finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # trigger                                                     | when                      | finding
          {'on': ['create'], 'fields': {'nope': {}}}                    |                           | rule.field_unknown at trigger.fields.nope
          {'on': ['change'], 'fields': {'state': {'to': 'nope'}}}       |                           | form.option_unknown at trigger.fields.state.to
          {'on': ['change'], 'fields': {'number': {'from': 'x'}}}       |                           | form.number_format at trigger.fields.number.from
          {'on': ['change'], 'fields': {'lines': {}}}                   |                           |
          {'on': ['change'], 'fields': {'lines': {'to': 'x'}}}          |                           | rule.lines_value at trigger.fields.lines
          {'on': ['delete'], 'fields': {'name': {}}}                    |                           | warning rule.fields_of_deletion at trigger.fields
          {'on': ['create']}                                            | number                    | expression.error.wrong-result at when
          {'on': ['create']}                                            | SUM(lines.amount) > 3     |
          {'on': ['create']}                                            | before.number < number    |
          {'on': ['create']}                                            | now.number < number       | expression.error.unknown-field at when
          {'on': ['create']}                                            | SUM(other.lines.amount) > 3 | rule.foreign_lines at when
          """)
  void findsWhatIsWrongWithATrigger(String trigger, String when, String finding) {
    String steps =
        "{\"key\": \"s\", \"action\": \"create_task\", \"title\": \"x\", \"who\": {\"roles\": [\"warehouse\"]}}";
    assertThat(findings(rule("r", "f", quoted(trigger), when == null ? "" : when, steps)))
        .isEqualTo(finding == null ? List.of() : List.of(finding));
  }

  @Test
  void refusesARuleThatSetsItselfOffForCertain() {
    assertThat(findings(creating("r", "f", ON_CREATE, "", "f")))
        .containsExactly("rule.loop_certain at steps.s");
  }

  @Test
  void warnsWhereAConditionMayEndTheCircle() {
    assertThat(findings(creating("r", "f", ON_CREATE, "number > 0", "f")))
        .containsExactly("warning rule.loop_possible at steps.s");
  }

  @Test
  void namesEveryRuleOfACircleOnce() {
    List<Finding> found =
        workshop.check(
            form("f"),
            form("g"),
            creating("r1", "f", ON_CREATE, "", "g"),
            creating("r2", "g", ON_CREATE, "", "f"),
            creating("r3", "g", ON_CREATE, "number > 1", "f"));
    assertThat(found)
        .extracting(finding -> messages.text(finding.message(), Language.ZH))
        .containsExactlyInAnyOrder(
            "规则会没完没了地互相触发：r1 → r2 → r1", "规则可能没完没了地互相触发，请确认条件能让它停下：r3 → r1 → r3");
  }

  @Test
  void seesThroughComputedFields() {
    assertThat(
            findings(
                rule(
                    "r",
                    "f",
                    "{\"on\": [\"change\"], \"fields\": {\"double\": {}}}",
                    "",
                    "{\"key\": \"s\", \"action\": \"update_record\", \"record\": \"id\", \"values\": {\"number\": \"number + 1\"}}")))
        .containsExactly("warning rule.loop_possible at steps.s");
  }

  @Test
  void doesNotTakeAnotherValueOrAnotherFieldForACircle() {
    String toOpen =
        "{\"on\": [\"create\", \"change\"], \"fields\": {\"state\": {\"to\": \"open\"}}}";
    assertThat(
            findings(
                rule(
                    "r",
                    "f",
                    toOpen,
                    "",
                    """
                    {"key": "close", "action": "update_record", "record": "id", "values": {"state": "'closed'", "number": "1"}},
                    {"key": "next", "action": "create_record", "form": "f", "values": {"name": "name"}}
                    """)))
        .isEmpty();
  }

  /** What a rule writes may be what keeps it from happening again. */
  @Test
  void isNotDeceivedByWhatARuleEndsItself() {
    String closing =
        "{\"key\": \"s\", \"action\": \"update_record\", \"record\": \"id\", \"values\": {\"state\": \"'closed'\"}}";
    String change = "{\"on\": [\"change\"]}";
    assertThat(findings(rule("r", "f", change, "number > 1 and state = 'open'", closing)))
        .isEmpty();
    assertThat(findings(rule("r", "f", change, "number > 1 or state = 'open'", closing)))
        .containsExactly("warning rule.loop_possible at steps.s");
    assertThat(findings(rule("r", "f", change, "number > 1 and state <> 'open'", closing)))
        .containsExactly("warning rule.loop_possible at steps.s");
  }

  @Test
  void findsNothingWrongWithTheOrderApp() {
    assertThat(workshop.check()).isEmpty();
  }

  private static String creating(
      String key, String form, String trigger, String when, String other) {
    return rule(
        key,
        form,
        trigger,
        when,
        "{\"key\": \"s\", \"action\": \"create_record\", \"form\": \"%s\", \"values\": {\"name\": \"name\"}}"
            .formatted(other));
  }

  private List<String> findings(String rule) {
    List<String> all = new ArrayList<>();
    for (Finding finding : workshop.check(form("f"), form("g"), rule)) {
      String severity =
          switch (finding.severity()) {
            case ERROR -> "";
            case WARNING -> "warning ";
          };
      all.add(severity + finding.message().code() + " at " + finding.place());
    }
    return all;
  }

  /** Double quotes for single ones; an escaped single one is a quote inside a formula. */
  private static String quoted(String text) {
    return text.replace("\\'", "\u0000").replace('\'', '"').replace('\u0000', '\'');
  }
}
