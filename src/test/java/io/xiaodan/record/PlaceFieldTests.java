package io.xiaodan.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.support.ServerTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which order of its customer a record is, and how many days after the one before. */
@ServerTest
class PlaceFieldTests {

  private static final long SEED = 20260607;
  private static final String FORMS =
      """
      [
      {"kind": "form", "key": "guests", "label": "客人", "title": "name", "fields": [{"key": "name", "type": "text", "label": "名称"}]},
      {"kind": "form", "key": "visits", "label": "来访", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "名称"},
        {"key": "guest", "type": "reference", "form": "guests", "label": "客人"},
        {"key": "day", "type": "date", "label": "日期"},
        {"key": "void", "type": "switch", "label": "作废"},
        {"key": "nth", "type": "rollup", "form": "visits", "by": "guest", "aggregate": "position", "of": "day", "where": "NOT(void)", "label": "第几次"},
        {"key": "gap", "type": "rollup", "form": "visits", "by": "guest", "aggregate": "interval", "of": "day", "where": "NOT(void)", "label": "间隔"}]}
      ]
      """;

  @Autowired private Blueprints blueprints;
  @Autowired private Records records;
  @Autowired private JsonMapper json;

  private Caller caller;
  private final Map<UUID, Visit> visits = new LinkedHashMap<>();

  private record Visit(UUID guest, @Nullable LocalDate day, boolean isVoid) {}

  @BeforeEach
  void publish() {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    json.readTree(FORMS)
        .forEach(document ->
            documents.put(new ArtifactId("form", document.path("key").asString()), document));
    if (blueprints.current().find(Form.TYPE, "visits").isEmpty()) {
      assertThat(blueprints.publish(documents, Actor.SYSTEM).isAllowed()).isTrue();
    }
    caller = new Caller(blueprints.current(), Actor.system(Origin.USER));
  }

  private Write write(String values) {
    return Write.of(json.readTree(values));
  }

  private UUID guest() {
    return records.create(caller, "guests", write("{\"name\": \"客\"}")).id();
  }

  private static String values(Visit visit) {
    return "{\"guest\": \"%s\", \"day\": %s, \"void\": %b}"
        .formatted(
            visit.guest(), visit.day() == null ? "null" : "\"" + visit.day() + "\"", visit.isVoid());
  }

  private void make(Visit visit) {
    visits.put(records.create(caller, "visits", write(values(visit))).id(), visit);
  }

  private String shown(UUID id) {
    Map<?, ?> all =
        (Map<?, ?>)
            Objects.requireNonNull(
                records.json(caller, records.get(caller, "visits", id)).get("values"));
    return all.get("nth") + " " + all.get("gap");
  }

  /** By the definition, over what was written. */
  private String expected(UUID id) {
    Visit own = Objects.requireNonNull(visits.get(id));
    if (own.isVoid() || own.day() == null) {
      return "null null";
    }
    List<UUID> mine =
        visits.entrySet().stream()
            .filter(entry -> entry.getValue().guest().equals(own.guest()))
            .filter(entry -> !entry.getValue().isVoid() && entry.getValue().day() != null)
            .sorted(
                Comparator.comparing((Map.Entry<UUID, Visit> entry) -> entry.getValue().day())
                    .thenComparing(entry -> entry.getKey().toString()))
            .map(Map.Entry::getKey)
            .toList();
    int at = mine.indexOf(id);
    if (at == 0) {
      return "1 null";
    }
    LocalDate before = Objects.requireNonNull(visits.get(mine.get(at - 1))).day();
    return (at + 1) + " " + (own.day().toEpochDay() - Objects.requireNonNull(before).toEpochDay());
  }

  @Test
  void placesStayRightWhateverIsDoneToOrders() {
    Random random = new Random(SEED);
    List<UUID> guests = List.of(guest(), guest());
    for (int i = 0; i < 40; i++) {
      List<UUID> all = new ArrayList<>(visits.keySet());
      UUID some = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
      int what = some == null ? 0 : random.nextInt(5);
      Visit next =
          new Visit(
              guests.get(random.nextInt(2)),
              random.nextInt(8) == 0 ? null : LocalDate.of(2026, 1, 1 + random.nextInt(28)),
              random.nextInt(4) == 0);
      if (some == null || what < 2) {
        make(next);
      } else if (what < 4) {
        records.update(caller, "visits", some, null, write(values(next)));
        visits.put(some, next);
      } else {
        records.delete(caller, "visits", some, records.get(caller, "visits", some).rev());
        visits.remove(some);
      }
    }
    for (UUID id : visits.keySet()) {
      assertThat(shown(id)).as("seed %d visit %s", SEED, id).isEqualTo(expected(id));
    }
  }
}
