package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import io.xiaodan.support.ServerTest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Numbers as they were, what made them others, and numbers that are watched. */
@ServerTest
class PastTests {

  private static final String DOCUMENTS =
      """
      [
      {"kind": "form", "key": "past_towns", "label": "城市", "title": "name", "fields": [{"key": "name", "type": "text", "label": "名称"}, {"key": "zone", "type": "text", "label": "大区"}]},
      {"kind": "form", "key": "past_sales", "label": "销售", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "名称"},
        {"key": "town", "type": "reference", "form": "past_towns", "label": "城市"},
        {"key": "amount", "type": "money", "scale": 2, "label": "金额"},
        {"key": "lots", "type": "lines", "label": "批次", "fields": [{"key": "pieces", "type": "number", "scale": 0, "label": "件数"}]}]},
      {"kind": "dashboard", "key": "past", "label": "往昔", "widgets": [
        {"key": "all", "chart": "number", "title": "合计", "question": {"source": "past_sales", "filter": "name = \\"mine\\"", "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}]}}]}
      ]
      """;
  private static final String BY_ZONE =
      """
      {"source": "past_sales", "filter": "name = \\"mine\\"", "dimensions": [{"key": "z", "formula": "town.zone"}], "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}]}
      """;
  private static final String PIECES =
      """
      {"source": "past_sales.lots", "filter": "parent.name = \\"mine\\"", "measures": [{"key": "p", "aggregate": "sum", "formula": "pieces"}]}
      """;

  @Autowired private Blueprints blueprints;
  @Autowired private Records records;
  @Autowired private Questions questions;
  @Autowired private Provenance provenance;
  @Autowired private BoardAlerts alerts;
  @Autowired private io.xiaodan.identity.People people;
  @Autowired private io.xiaodan.notification.Notices notices;
  @Autowired private JsonMapper json;

  private Caller caller;
  private Actor boss;

  @BeforeEach
  void publish() {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    json.readTree(DOCUMENTS)
        .forEach(document ->
            documents.put(
                new ArtifactId(document.path("kind").asString(), document.path("key").asString()),
                document));
    if (blueprints.current().find(Form.TYPE, "past_sales").isEmpty()) {
      assertThat(blueprints.publish(documents, Actor.SYSTEM).isAllowed()).isTrue();
    }
    boss = Actor.system(Origin.USER);
    caller = new Caller(blueprints.current(), boss);
  }

  private UUID make(String form, String values) {
    return records.create(caller, form, Write.of(json.readTree(values))).id();
  }

  private void change(String form, UUID id, String values) {
    records.update(caller, form, id, null, Write.of(json.readTree(values)));
  }

  private void delete(UUID id) {
    records.delete(caller, "past_sales", id, records.get(caller, "past_sales", id).rev());
  }

  private static Instant now() throws InterruptedException {
    Thread.sleep(20);
    Instant now = Instant.now();
    Thread.sleep(20);
    return now;
  }

  private String asked(String question, @Nullable Instant moment) {
    Inquiry inquiry =
        new Inquiry(json.readTree(question), null, null, null, null, null, null, moment);
    return questions.answer(blueprints.current(), boss, inquiry).rows().toString();
  }

  private NumberChanges changes(String question, String measure, Instant from, Instant to) {
    Inquiry inquiry =
        new Inquiry(json.readTree(question), null, null, null, null, null, null, null);
    return provenance.changes(
        blueprints.current(), boss, inquiry, new Spot(Map.of(), measure), from, to, 50);
  }

  @Test
  void aNumberIsAsItWasWhateverHasChangedSince() throws Exception {
    UUID town = make("past_towns", "{\"name\": \"深圳\", \"zone\": \"south\"}");
    Instant nothing = now();
    UUID stays =
        make(
            "past_sales",
            "{\"name\": \"mine\", \"town\": \"%s\", \"amount\": \"10\", \"lots\": [{\"pieces\": \"1\"}, {\"pieces\": \"2\"}]}"
                .formatted(town));
    UUID goes = make("past_sales", "{\"name\": \"mine\", \"amount\": \"5\"}");
    Instant before = now();
    change("past_sales", stays, "{\"amount\": \"12\", \"lots\": [{\"pieces\": \"7\"}]}");
    change("past_towns", town, "{\"zone\": \"east\"}");
    delete(goes);
    UUID comes = make("past_sales", "{\"name\": \"mine\", \"amount\": \"3\"}");
    Instant after = now();
    assertThat(asked(BY_ZONE, nothing)).isEqualTo("[]");
    assertThat(asked(BY_ZONE, before)).isEqualTo("[[south, 10.00], [null, 5.00]]");
    assertThat(asked(BY_ZONE, after)).isEqualTo("[[east, 12.00], [null, 3.00]]");
    assertThat(asked(BY_ZONE, null)).isEqualTo("[[east, 12.00], [null, 3.00]]");
    assertThat(asked(PIECES, before)).isEqualTo("[[3]]");
    assertThat(asked(PIECES, null)).isEqualTo("[[7]]");

    NumberChanges changes = changes(BY_ZONE, "s", before, after);
    assertThat(changes.before()).isEqualTo("15.00");
    assertThat(changes.after()).isEqualTo("15.00");
    assertThat(ids(changes.entered())).containsExactly(comes.toString());
    assertThat(ids(changes.left())).containsExactly(goes.toString());
    assertThat(ids(changes.changed())).containsExactly(stays.toString());
    NumberChanges.Item item = changes.changed().items().getFirst();
    assertThat(item.before() + " " + item.after()).isEqualTo("10 12");
    assertThat(item.what())
        .contains(new NumberChanges.FieldChange("金额", "10.00", "12.00"))
        .contains(new NumberChanges.FieldChange("批次", "2", "1"));
    List.of(stays, comes).forEach(this::delete);
  }

  private static List<String> ids(NumberChanges.Some some) {
    return some.items().stream().map(NumberChanges.Item::record).toList();
  }

  @Test
  void anAlertTellsOnceWhenTheLineIsCrossedAndOnceWhenItIsOver() throws Exception {
    io.xiaodan.identity.Person admin =
        people.all().stream()
            .filter(io.xiaodan.identity.Person::isActive)
            .filter(person -> person.roles().contains(io.xiaodan.identity.Role.ADMINISTRATOR))
            .findFirst()
            .orElseThrow();
    Actor owner =
        new Actor(admin.id(), admin.name(), admin.roles(), boss.language(), Origin.USER, null);
    int told = notices.unread(admin.id());
    BoardAlerts.Alert alert =
        alerts.create(
            blueprints.current(),
            owner,
            "past",
            json.readTree(
                "{\"widget\": \"all\", \"column\": \"s\", \"op\": \"ge\", \"value\": \"100\", \"recover\": \"80\", \"people\": [\"%s\"], \"label\": \"大额\"}"
                    .formatted(admin.id())));
    UUID sale = make("past_sales", "{\"name\": \"mine\", \"amount\": \"99\"}");
    look("ok", alert, owner, "99");
    assertThat(notices.unread(admin.id()) - told).isZero();
    change("past_sales", sale, "{\"amount\": \"100\"}");
    look("raised", alert, owner, "100");
    look("raised", alert, owner, "100");
    change("past_sales", sale, "{\"amount\": \"90\"}");
    look("raised", alert, owner, "90");
    assertThat(notices.unread(admin.id()) - told).isEqualTo(1);
    change("past_sales", sale, "{\"amount\": \"79.99\"}");
    look("ok", alert, owner, "79.99");
    assertThat(notices.unread(admin.id()) - told).isEqualTo(2);
    delete(sale);
    alerts.delete(blueprints.current(), owner, "past", alert.id());
  }

  /** Looks until the change of the number has been heard of. */
  private void look(String state, BoardAlerts.Alert alert, Actor owner, String number)
      throws InterruptedException {
    BoardAlerts.Alert seen = alert;
    for (int i = 0; i < 100; i++) {
      alerts.tick();
      seen =
          alerts.all(blueprints.current(), owner, "past").stream()
              .filter(one -> one.id().equals(alert.id()))
              .findFirst()
              .orElseThrow();
      if (number.equals(seen.last())) {
        break;
      }
      Thread.sleep(50);
    }
    assertThat(seen.last()).isEqualTo(number);
    assertThat(seen.state()).isEqualTo(state);
  }
}
