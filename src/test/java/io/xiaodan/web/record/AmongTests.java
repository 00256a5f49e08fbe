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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** References whose records depend on what stands around them. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AmongTests {

  private static final long SEED = 20_261_130;

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String firms = "firms" + number;
  private final String contacts = "contacts" + number;
  private final String deals = "deals" + number;
  private Browser builder;
  private String first;
  private String second;

  @BeforeAll
  void buildForms() {
    builder = new Company(port, people).person("builder");
    publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "公司", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "region", "type": "text"}]}
        """
            .formatted(firms));
    publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "联系人", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "firm", "type": "reference", "form": "%s"},
          {"key": "most", "type": "money"}, {"key": "since", "type": "date"}, {"key": "called", "type": "datetime"},
          {"key": "kind", "type": "select", "options": [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]},
          {"key": "open", "type": "switch"}]}
        """
            .formatted(contacts, firms));
    publish(builder, deals("item.firm = firm"));
    first = id(create(builder, firms, Map.of("name", "甲", "region", "south")));
    second = id(create(builder, firms, Map.of("name", "乙", "region", "north")));
  }

  private String deals(String among) {
    return """
    {"kind": "form", "key": "%s", "label": "单", "title": "name", "fields": [
      {"key": "name", "type": "text"}, {"key": "firm", "type": "reference", "form": "%s"},
      {"key": "amount", "type": "money"}, {"key": "day", "type": "date"}, {"key": "moment", "type": "datetime"},
      {"key": "kinds", "type": "multi_select", "options": [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]},
      {"key": "sure", "type": "switch"},
      {"key": "contact", "type": "reference", "form": "%s", "label": {"zh": "联系人", "en": "Contact"}, "among": "%s"},
      {"key": "rows", "type": "lines", "fields": [
        {"key": "price", "type": "money"},
        {"key": "helper", "type": "reference", "form": "%s", "among": "item.firm = parent.firm and item.most >= price"}]}]}
    """
        .formatted(deals, firms, contacts, among, contacts);
  }

  private String contact(String name, String firm, String most) {
    return id(create(builder, contacts, Map.of("name", name, "firm", firm, "most", most)));
  }

  private List<String> offered(String field, Map<String, ?> body) {
    JsonNode items =
        ok(200, builder.post("/api/forms/" + deals + "/fields/" + field + "/choices", body))
            .path("items");
    return items.valueStream().map(item -> item.path("title").asString()).sorted().toList();
  }

  @Test
  void offersAndTakesOnlyWhatFits() {
    String anna = contact("Anna", first, "5");
    String bert = contact("Bert", second, "50");
    Map<String, Object> own = Map.of("values", Map.of("firm", first));
    assertThat(offered("contact", own)).contains("Anna").doesNotContain("Bert");
    assertThat(offered("contact", Map.of("values", Map.of("firm", first), "search", "ber")))
        .isEmpty();
    assertThat(offered("contact", Map.of())).as("nothing fits an empty customer").isEmpty();
    Browser.Answer refused =
        builder.post(
            records(deals), Map.of("values", Map.of("name", "x", "firm", first, "contact", bert)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("record.reference_outside", "Contact", "Bert");
    JsonNode made = create(builder, deals, Map.of("name", "x", "firm", first, "contact", anna));
    assertThat(
            builder
                .patch(record(deals, id(made)), Map.of("rev", 1, "values", Map.of("firm", second)))
                .text())
        .as("what was chosen no longer fits")
        .contains("record.reference_outside");
    assertThat(offered("contact", Map.of("record", id(made))))
        .as("what is not sent is as it is stored")
        .contains("Anna")
        .doesNotContain("Bert");
    assertThat(offered("contact", Map.of("record", id(made), "values", Map.of("firm", second))))
        .contains("Bert")
        .doesNotContain("Anna");
  }

  @Test
  void decidesForEveryRowByItself() {
    String carl = contact("Carl", first, "10");
    Map<String, Object> head = Map.of("firm", first);
    assertThat(offered("rows.helper", Map.of("values", head, "row", Map.of("price", "10"))))
        .contains("Carl");
    assertThat(offered("rows.helper", Map.of("values", head, "row", Map.of("price", "10.01"))))
        .doesNotContain("Carl");
    Browser.Answer answer =
        builder.post(
            records(deals),
            Map.of(
                "values",
                Map.of(
                    "name",
                    "r",
                    "firm",
                    first,
                    "rows",
                    List.of(
                        Map.of("price", "10", "helper", carl),
                        Map.of("price", "11", "helper", carl)))));
    assertThat(violations(answer)).hasSize(1);
    assertThat(answer.json().at("/violations/0/row").asInt()).isEqualTo(1);
    assertThat(answer.json().at("/violations/0/column").asString()).isEqualTo("helper");
  }

  /** What the picker offers is what the door takes, whatever the formula and the values. */
  @Test
  void thePickerAndTheDoorAgree() {
    String form = deals + "x";
    Random random = new Random(SEED);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Map<String, Object> values = new HashMap<>();
      values.put("name", "z" + i);
      maybe(random, values, "firm", random.nextBoolean() ? first : second);
      maybe(random, values, "most", Integer.toString(random.nextInt(4)));
      maybe(random, values, "since", "2026-03-0" + (1 + random.nextInt(3)));
      maybe(random, values, "called", "2026-03-0" + (1 + random.nextInt(3)) + "T00:00:00Z");
      maybe(random, values, "kind", random.nextBoolean() ? "a" : "b");
      maybe(random, values, "open", random.nextBoolean());
      ids.add(id(create(builder, contacts, values)));
    }
    List<String> formulas =
        List.of(
            "item.firm = firm or item.most >= amount",
            "NOT(item.firm.id = firm.id) and item.since <= day",
            "CONTAINS(item.firm.region, IF(sure, \\\"sou\\\", \\\"nor\\\")) or ISEMPTY(firm)",
            "OR(kinds = item.kind) or item.called < moment",
            "item.open = sure and item.most + 1 > amount");
    for (String among : formulas) {
      publish(builder, deals(among).replace('"' + deals + '"', '"' + form + '"'));
      for (int i = 0; i < 6; i++) {
        Map<String, Object> around = new HashMap<>(Map.of("name", "n"));
        maybe(random, around, "firm", random.nextBoolean() ? first : second);
        maybe(random, around, "amount", Integer.toString(random.nextInt(4)));
        maybe(random, around, "day", "2026-03-0" + (1 + random.nextInt(3)));
        maybe(random, around, "moment", "2026-03-0" + (1 + random.nextInt(3)) + "T00:00:00Z");
        maybe(random, around, "kinds", random.nextBoolean() ? List.of("a") : List.of("a", "b"));
        maybe(random, around, "sure", random.nextBoolean());
        List<String> offered =
            StreamSupport.stream(
                    ok(
                            200,
                            builder.post(
                                "/api/forms/" + form + "/fields/contact/choices",
                                Map.of("values", around, "limit", 100)))
                        .path("items")
                        .spliterator(),
                    false)
                .map(item -> item.path("id").asString())
                .filter(ids::contains)
                .sorted()
                .toList();
        List<String> taken = ids.stream().filter(id -> isTaken(form, around, id)).sorted().toList();
        assertThat(offered).as("%s, %s, seed %d", among, around, SEED).isEqualTo(taken);
      }
    }
  }

  private boolean isTaken(String form, Map<String, Object> around, String contact) {
    Map<String, Object> values = new HashMap<>(around);
    values.put("contact", contact);
    Browser.Answer answer = builder.post(records(form), Map.of("values", values));
    assertThat(answer.status()).isIn(201, 422);
    return answer.status() == 201;
  }

  private static void maybe(Random random, Map<String, Object> values, String key, Object value) {
    if (random.nextInt(4) > 0) {
      values.put(key, value);
    }
  }

  @Test
  void saysWhatIsWrongWithALimit() {
    for (String wrong :
        List.of("item.nothing = 1", "SUM(rows.price) > item.most", "item.flow_state = 1")) {
      ObjectNode document = Company.document(builder, "form", deals).deepCopy();
      document
          .path("fields")
          .valueStream()
          .filter(field -> field.path("key").asString().equals("contact"))
          .forEach(field -> ((ObjectNode) field).put("among", wrong));
      ok(200, Company.draft(builder, document));
      JsonNode finding =
          builder.post(Company.artifact(document) + "/check", Map.of()).json().at("/findings/0");
      assertThat(finding.path("place").asString()).as(wrong).isEqualTo("fields.contact.among");
      ok(204, builder.delete(Company.artifact(document) + "/draft"));
    }
  }

  @Test
  void offersOnlyRecordsThatThePersonMaySee() {
    publish(
        builder,
        """
        {"kind": "role", "key": "among%d", "label": "x", "forms": {
          "%s": {"create": true, "view": "all"}, "%s": {"create": true, "view": "mine"}, "%s": {"view": "all"}}}
        """
            .formatted(number, deals, contacts, firms));
    contact("Theirs", first, "1");
    Browser somebody = new Company(port, people).person("among" + number);
    create(somebody, contacts, Map.of("name", "Mine", "firm", first));
    JsonNode items =
        ok(
                200,
                somebody.post(
                    "/api/forms/" + deals + "/fields/contact/choices",
                    Map.of("values", Map.of("firm", first))))
            .path("items");
    assertThat(items.valueStream().map(item -> item.path("title").asString()))
        .containsExactly("Mine");
    Browser stranger = new Company(port, people).person("finance");
    assertThat(stranger.post("/api/forms/" + deals + "/fields/contact/choices", Map.of()).status())
        .isEqualTo(404);
    assertThat(
            Stream.of("name", "rows.price", "nothing", "rows")
                .map(field ->
                    builder
                        .post("/api/forms/" + deals + "/fields/" + field + "/choices", Map.of())
                        .status()))
        .containsOnly(404);
  }
}
