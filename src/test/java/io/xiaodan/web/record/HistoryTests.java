package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A record as it was at any revision and moment, and what of it stays hidden. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryTests {

  private static final String SECRET = "TOPSECRET";
  private static final int EDITS = 40;

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String papers = "papers" + number;
  private Browser builder;
  private Browser reader;

  @BeforeAll
  void buildForms() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "文件", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "amount", "type": "money", "scale": 2}, {"key": "day", "type": "date"}, {"key": "at", "type": "datetime"},
          {"key": "yes", "type": "switch"}, {"key": "tags", "type": "multi_select", "options": [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]},
          {"key": "clock", "type": "time"}, {"key": "place", "type": "address"}, {"key": "who", "type": "person"}, {"key": "zone", "type": "text"},
          {"key": "cost", "type": "text"}, {"key": "phone", "type": "phone"}, {"key": "above", "type": "reference", "form": "%s"},
          {"key": "total", "type": "number", "scale": 2, "formula": "SUM(rows.n)"},
          {"key": "rows", "type": "lines", "fields": [{"key": "text", "type": "text"}, {"key": "n", "type": "number", "scale": 2}, {"key": "on", "type": "date"}]}]}
        """
            .formatted(papers, papers));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "reader%d", "label": "读者", "forms": {"%s": {"view": {"formula": "zone <> \\"far\\""}, "fields": {"cost": "hidden", "phone": "masked"}}}}
        """
            .formatted(number, papers));
    reader = company.person("reader" + number);
  }

  @Test
  void isAtEveryRevisionWhatWasStoredThen() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String me = Company.idOf(builder);
    String other = id(create(builder, papers, Map.of("name", "other")));
    String id = id(create(builder, papers, edit(random, null, me, other)));
    List<JsonNode> stored = new ArrayList<>();
    stored.add(ok(200, builder.get(record(papers, id))));
    for (int i = 0; i < EDITS; i++) {
      JsonNode now = stored.getLast();
      int rev = now.path("rev").asInt();
      boolean gone = !now.path("deletedAt").isNull();
      if (gone) {
        ok(200, builder.post(record(papers, id) + "/restore", Map.of()));
      } else if (random.nextInt(8) == 0) {
        assertThat(builder.delete(record(papers, id) + "?rev=" + rev).status()).isEqualTo(204);
      } else {
        ok(
            200,
            builder.patch(
                record(papers, id), Map.of("rev", rev, "values", edit(random, now, me, other))));
      }
      stored.add(ok(200, builder.get(record(papers, id))));
    }
    for (JsonNode then : stored) {
      JsonNode again =
          ok(200, builder.get(record(papers, id) + "/at?rev=" + then.path("rev").asInt()));
      for (String part : List.of("rev", "title", "values", "updatedAt", "updatedBy", "deletedAt")) {
        assertThat(again.path(part))
            .as("seed %d, %s of %s", seed, part, then)
            .isEqualTo(then.path(part));
      }
      String moment = then.path("updatedAt").asString();
      JsonNode atThatMoment = ok(200, builder.get(record(papers, id) + "/at?moment=" + moment));
      assertThat(atThatMoment.path("rev").asInt()).isGreaterThanOrEqualTo(then.path("rev").asInt());
    }
    Instant made = Instant.parse(stored.getFirst().path("createdAt").asString());
    assertThat(builder.get(record(papers, id) + "/at?moment=" + made.minusSeconds(1)).status())
        .isEqualTo(404);
    assertThat(builder.get(record(papers, id) + "/at?rev=9999").status()).isEqualTo(404);
    assertThat(builder.get(record(papers, id) + "/at?rev=0").status()).isEqualTo(404);
    assertThat(builder.get(record(papers, id) + "/at?moment=yesterday").status()).isEqualTo(400);
  }

  /** Some of the fields with other values; rows are changed, added, removed and moved. */
  private static Map<String, @Nullable Object> edit(
      Random random, @Nullable JsonNode now, String person, String other) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", "n" + random.nextInt(100));
    all.put("amount", random.nextInt(100_000) + ".50");
    all.put("day", "2026-0" + (1 + random.nextInt(9)) + "-15");
    all.put("at", "2026-03-0" + (1 + random.nextInt(9)) + "T08:30:00Z");
    all.put("yes", random.nextBoolean());
    all.put("tags", random.nextBoolean() ? List.of("a", "b") : List.of("b"));
    all.put("clock", "0" + random.nextInt(10) + ":30");
    all.put("place", Map.of("region", "441903", "detail", random.nextInt(50) + " 号"));
    all.put("who", person);
    all.put("above", other);
    all.forEach((key, value) -> {
      switch (random.nextInt(4)) {
        case 0 -> values.put(key, value);
        case 1 -> values.put(key, null);
        default -> {}
      }
    });
    if (random.nextInt(2) == 0) {
      List<Object> rows = new ArrayList<>();
      if (now != null) {
        for (JsonNode row : now.path("values").path("rows")) {
          if (random.nextInt(4) > 0) {
            Map<String, Object> kept = new LinkedHashMap<>();
            kept.put("id", row.path("id").asString());
            kept.put("n", random.nextBoolean() ? row.path("n").asString("1") : random.nextInt(50));
            rows.add(random.nextInt(rows.size() + 1), kept);
          }
        }
      }
      rows.add(
          Map.of(
              "text",
              "t" + random.nextInt(20),
              "n",
              random.nextInt(50),
              "on",
              "2026-01-0" + (1 + random.nextInt(9))));
      values.put("rows", rows);
    }
    return values;
  }

  @Test
  void theOldAndTheNewKeepTheirSecrets() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", "s");
    values.put("cost", SECRET);
    values.put("phone", "13812345678");
    values.put("zone", "near");
    String id = id(create(builder, papers, values));
    ok(
        200,
        builder.patch(
            record(papers, id),
            Map.of("rev", 1, "values", Map.of("cost", SECRET + "2", "phone", "13987654321"))));
    String history = reader.get(record(papers, id) + "/history").text();
    JsonNode then = ok(200, reader.get(record(papers, id) + "/at?rev=1"));
    assertThat(history + then)
        .doesNotContain(SECRET)
        .doesNotContain("13812345678")
        .doesNotContain("13987654321");
    assertThat(then.path("values").has("cost")).isFalse();
    assertThat(then.path("values").path("phone").asString()).isEqualTo("138****5678");
    assertThat(then.path("may").path("edit").asBoolean()).isFalse();

    ok(200, builder.patch(record(papers, id), Map.of("rev", 2, "values", Map.of("zone", "far"))));
    assertThat(reader.get(record(papers, id) + "/at?rev=1").status())
        .as("what one may not see now, one may not see as it was")
        .isEqualTo(404);
  }

  @Test
  void isReadPageByPage() {
    String id = id(create(builder, papers, Map.of("name", "p0")));
    for (int i = 1; i < 6; i++) {
      ok(
          200,
          builder.patch(record(papers, id), Map.of("rev", i, "values", Map.of("name", "p" + i))));
    }
    JsonNode first = ok(200, builder.get(record(papers, id) + "/history?limit=4")).path("items");
    JsonNode rest =
        ok(200, builder.get(record(papers, id) + "/history?limit=4&before=3")).path("items");
    assertThat(first.valueStream().map(each -> each.path("rev").asInt()))
        .containsExactly(6, 5, 4, 3);
    assertThat(rest.valueStream().map(each -> each.path("rev").asInt())).containsExactly(2, 1);
    assertThat(builder.get(record(papers, id) + "/history?limit=0").status()).isEqualTo(400);
  }
}
