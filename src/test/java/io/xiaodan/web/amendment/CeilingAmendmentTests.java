package io.xiaodan.web.amendment;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Proposals where the record's own flow has approved a figure, and where nobody decides them. */
@ServerTest
class CeilingAmendmentTests {

  private static final String DEALS =
      """
      {"kind": "form", "key": "deals_@", "label": "合同", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "名称", "required": true},
        {"key": "quantity", "type": "number", "label": "数量", "scale": 0},
        {"key": "price", "type": "number", "label": "单价", "scale": 2},
        {"key": "amount", "type": "number", "label": "金额", "scale": 2, "formula": "quantity * price"}]}\
      """;
  private static final String CHANGES =
      """
      {"kind": "form", "key": "deal_changes_@", "label": "合同变更", "title": "no", "fields": [
        {"key": "no", "type": "auto_number", "label": "单号", "pattern": "C{0000}"},
        {"key": "state", "type": "select", "label": "状态", "default": "\\"draft\\"", "readOnly": true, "options": [
          {"key": "draft", "label": "草稿"}, {"key": "proposed", "label": "待审批"}, {"key": "applied", "label": "已生效"},
          {"key": "refused", "label": "未同意"}, {"key": "withdrawn", "label": "已撤回"}, {"key": "overtaken", "label": "需重做"}]},
        {"key": "deal", "type": "reference", "form": "deals_@", "label": "合同", "readOnly": true},
        {"key": "was", "type": "number", "scale": 2, "label": "改前", "readOnly": true},
        {"key": "becomes", "type": "number", "scale": 2, "label": "改后", "readOnly": true},
        {"key": "over", "type": "number", "scale": 2, "label": "超出", "readOnly": true},
        {"key": "reason", "type": "long_text", "label": "原因", "readOnly": true}]}\
      """;
  private static final String TERMS =
      """
      {"kind": "amendment", "key": "deal_amendment_@", "label": "变更", "form": "deals_@", "when": "TRUE", "fields": ["quantity"],
       "proposals": {"form": "deal_changes_@", "record": "deal", "state": "state", "reason": "reason", "over": "over",
                     "figures": [{"of": "amount", "before": "was", "after": "becomes"}]}}\
      """;
  private static final String OWN_FLOW =
      """
      {"kind": "flow", "key": "deal_flow_@", "label": "合同审批", "form": "deals_@", "start": {"on": "create"}, "ceiling": {"field": "amount", "judge": "total"},
       "nodes": [{"key": "start", "type": "start", "next": "a"},
         {"key": "a", "type": "approve", "who": {"people": ["%s"]}, "outcomes": {"approve": {"next": "end"}, "reject": {"next": "end"}}},
         {"key": "end", "type": "end"}]}\
      """;
  private static final String CHANGE_FLOW =
      """
      {"kind": "flow", "key": "deal_change_flow_@", "label": "变更审批", "form": "deal_changes_@", "start": {"on": "submit"}, "withdraw": {"until": "never"},
       "nodes": [{"key": "start", "type": "start", "next": "over"},
         {"key": "over", "type": "condition", "branches": [{"key": "more", "when": "over > 0", "next": "a"}, {"key": "others", "when": "TRUE", "set": {"state": "\\"applied\\""}, "next": "end"}]},
         {"key": "a", "type": "approve", "who": {"people": ["%s"]}, "outcomes": {
           "approve": {"set": {"state": "\\"applied\\""}, "next": "end"}, "reject": {"set": {"state": "\\"refused\\""}, "next": "end"}}},
         {"key": "end", "type": "end"}]}\
      """;

  @LocalServerPort private int port;
  @Autowired private People people;

  private final String mark = "c" + Company.unique();
  private final String deals = "deals_" + mark;
  private final String changes = "deal_changes_" + mark;
  private Browser builder;
  private Browser director;
  private Browser clerk;

  @BeforeEach
  void open() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    publish(DEALS);
    publish(CHANGES);
    publish(TERMS);
    publish(
        """
        {"kind": "role", "key": "deal_role_@", "label": "合同员", "builds": false, "administers": false, "dashboards": [],
         "forms": {"deals_@": {"view": "all", "create": true, "edit": "all"}, "deal_changes_@": {"view": "all", "edit": "all"}}}\
        """);
    director = company.person("deal_role_" + mark);
    clerk = company.person("deal_role_" + mark);
    publish(OWN_FLOW.formatted(Company.idOf(director)));
  }

  private void publish(String document) {
    Company.publish(builder, document.replace("@", mark));
  }

  /** A deal of 10 at 100 that the director has approved: 1,000 is its ceiling. */
  private JsonNode approved() {
    String deal = id(create(clerk, deals, Map.of("name", "合同", "quantity", 10, "price", 100)));
    ok(200, decide(deals, deal));
    assertThat(state(deal)).isEqualTo("finished");
    return ok(200, clerk.get(record(deals, deal)));
  }

  private JsonNode flow(String form, String record) {
    return ok(200, clerk.get(record(form, record) + "/flow"));
  }

  private String state(String deal) {
    return flow(deals, deal).path("state").asString();
  }

  private Answer decide(String form, String record) {
    String task = flow(form, record).path("current").path(0).path("task").asString();
    return director.post("/api/tasks/" + task + "/outcomes/approve", Map.of("comment", "同意"));
  }

  private String path(JsonNode deal) {
    return record(deals, id(deal)) + "/amendments";
  }

  private JsonNode propose(JsonNode deal, int quantity) {
    return ok(
        201,
        clerk.post(
            path(deal),
            Map.of(
                "rev",
                deal.path("rev").asLong(),
                "values",
                Map.of("quantity", quantity),
                "reason",
                "客户加量")));
  }

  private JsonNode deal(JsonNode deal) {
    return ok(200, clerk.get(record(deals, id(deal))));
  }

  @Test
  void anAgreedProposalLiftsTheCeilingAndTheRecordIsNotDecidedTwice() {
    publish(CHANGE_FLOW.formatted(Company.idOf(director)));
    JsonNode deal = approved();
    JsonNode over =
        ok(200, clerk.post(path(deal) + "/impact", Map.of("values", Map.of("quantity", 15))))
            .path("over");
    assertThat(over.path("approved").asString() + " " + over.path("over").asString())
        .isEqualTo("1000.00 500.00");
    JsonNode proposal = propose(deal, 15);
    assertThat(proposal.path("state").asString()).isEqualTo("proposed");
    assertThat(value(ok(200, clerk.get(record(changes, id(proposal)))), "over"))
        .isEqualTo("500.00");
    ok(200, decide(changes, id(proposal)));
    assertThat(value(deal(deal), "amount")).isEqualTo("1500.00");
    assertThat(state(id(deal))).as("not begun again").isEqualTo("finished");
    JsonNode within = propose(deal(deal), 14);
    assertThat(within.path("state").asString()).as("below what is approved").isEqualTo("applied");
    JsonNode upAgain = propose(deal(deal), 15);
    assertThat(upAgain.path("state").asString()).as("the ceiling was lifted").isEqualTo("applied");
    assertThat(state(id(deal))).isEqualTo("finished");
  }

  @Test
  void withoutAFlowOfProposalsTheyAreAppliedAtOnceAndTheRecordsOwnFlowDecidesAboutMore() {
    JsonNode deal = approved();
    JsonNode proposal = propose(deal, 15);
    assertThat(proposal.path("state").asString()).isEqualTo("applied");
    assertThat(value(deal(deal), "amount")).isEqualTo("1500.00");
    assertThat(state(id(deal))).as("above what was approved").isEqualTo("running");
    ok(200, decide(deals, id(deal)));
    assertThat(state(id(deal))).isEqualTo("finished");
    assertThat(propose(deal(deal), 12).path("state").asString()).isEqualTo("applied");
    assertThat(state(id(deal))).as("less needs nobody").isEqualTo("finished");
  }

  @Test
  void whatBecameWorseSinceItWasProposedIsNotAppliedAndSaysByHowMuch() {
    publish(CHANGE_FLOW.formatted(Company.idOf(director)));
    JsonNode deal = approved();
    JsonNode proposal = propose(deal, 15);
    JsonNode dearer =
        ok(
            200,
            clerk.patch(
                record(deals, id(deal)),
                Map.of("rev", deal(deal).path("rev").asLong(), "values", Map.of("price", "120"))));
    if (state(id(deal)).equals("running")) {
      ok(200, decide(deals, id(deal)));
    }
    Answer refused = decide(changes, id(proposal));
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.json().path("code").asString()).isEqualTo("amendment.worse");
    assertThat(refused.json().path("detail").asString()).contains("金额", "+500.00", "+600.00");
    assertThat(value(deal(deal), "quantity")).isEqualTo(value(dearer, "quantity"));
    assertThat(value(ok(200, clerk.get(record(changes, id(proposal)))), "state"))
        .isEqualTo("proposed");
    ok(200, clerk.post("/api/amendments/" + id(proposal) + "/withdraw", Map.of()));
    JsonNode anew = propose(deal(deal), 15);
    ok(200, decide(changes, id(anew)));
    assertThat(value(deal(deal), "amount")).isEqualTo("1800.00");
  }
}
