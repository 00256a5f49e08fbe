package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.publish;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Options that may be chosen only when a formula says so. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptionTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private final String form = "options" + Company.unique();
  private Browser builder;

  @BeforeAll
  void buildAForm() {
    builder = new Company(port, people).person("builder");
    publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "选", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "amount", "type": "money"},
          {"key": "way", "type": "select", "label": {"zh": "方式", "en": "Way"}, "options": [
            {"key": "cash", "label": "现金"}, {"key": "month", "label": {"zh": "月结", "en": "Monthly"}, "when": "amount >= 1000"}]},
          {"key": "goods", "type": "cascader", "options": [
            {"key": "paper", "label": "纸", "when": "amount > 1", "children": [
              {"key": "a4", "label": "A4"}, {"key": "a3", "label": "A3", "when": "amount > 2"}]},
            {"key": "pen", "label": "笔"}]},
          {"key": "rows", "type": "lines", "fields": [
            {"key": "quantity", "type": "number"},
            {"key": "packing", "type": "multi_select", "options": [
              {"key": "box", "label": "箱", "when": "quantity > 1 and parent.amount > 10"}, {"key": "bag", "label": "袋"}]}]}]}
        """
            .formatted(form));
  }

  private Browser.Answer send(Map<String, ?> values) {
    return builder.post(records(form), Map.of("values", values));
  }

  @Test
  void refusesAnOptionWhoseConditionDoesNotHold() {
    Browser.Answer refused = send(Map.of("name", "a", "amount", "999.99", "way", "month"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(violations(refused)).hasSize(1);
    assertThat(refused.text()).contains("record.option_closed", "Monthly");
    JsonNode made = create(builder, form, Map.of("name", "a", "amount", "1000", "way", "month"));
    assertThat(
            builder
                .patch(record(form, id(made)), Map.of("rev", 1, "values", Map.of("amount", "5")))
                .status())
        .as("what was chosen no longer fits")
        .isEqualTo(422);
    ok(
        200,
        builder.patch(
            record(form, id(made)),
            Map.of("rev", 1, "values", Map.of("amount", "5", "way", "cash"))));
  }

  @Test
  void closesWhatStandsBelowAClosedOption() {
    Map<String, List<String>> chosen =
        Map.of("1", List.of("pen"), "2", List.of("pen", "a4"), "3", List.of("pen", "a4", "a3"));
    chosen.forEach((amount, open) ->
        List.of("pen", "a4", "a3")
            .forEach(option ->
                assertThat(send(Map.of("name", "c", "amount", amount, "goods", option)).status())
                    .as(amount + option)
                    .isEqualTo(open.contains(option) ? 201 : 422)));
  }

  @Test
  void decidesForEveryRowByItself() {
    Map<String, Object> few = Map.of("quantity", 1, "packing", List.of("box", "bag"));
    Map<String, Object> many = Map.of("quantity", 2, "packing", List.of("box", "bag"));
    JsonNode wrong = send(Map.of("name", "b", "amount", 11, "rows", List.of(many, few))).json();
    assertThat(wrong.path("violations").size()).isEqualTo(1);
    assertThat(wrong.at("/violations/0/row").asInt()).isEqualTo(1);
    assertThat(wrong.at("/violations/0/column").asString()).isEqualTo("packing");
    create(builder, form, Map.of("name", "b", "amount", 11, "rows", List.of(many)));
    assertThat(send(Map.of("name", "b", "amount", 10, "rows", List.of(many))).status())
        .isEqualTo(422);
  }

  @Test
  void saysWhereAConditionIsWrong() {
    JsonNode document = Company.document(builder, "form", form).deepCopy();
    ((ObjectNode) document.at("/fields/2/options/0")).put("when", "nothing > 1");
    ok(200, Company.draft(builder, document));
    assertThat(
            builder
                .post(Company.artifact(document) + "/check", Map.of())
                .json()
                .at("/findings/0/place")
                .asString())
        .isEqualTo("fields.way.options.cash.when");
    ok(204, builder.delete(Company.artifact(document) + "/draft"));
  }
}
