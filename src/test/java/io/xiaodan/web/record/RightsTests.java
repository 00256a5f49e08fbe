package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Rights by role, action, row and field, tried through every door. Whatever somebody may not see
 * contains {@code TOPSECRET}, so a leak through any answer is found by its text.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTests {

  private static final String SECRET = "TOPSECRET";

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String deals = "deals" + number;
  private final String notes = "notes" + number;
  private Browser builder;
  private Browser limited;
  private Browser owner;
  private Browser both;
  private Browser maker;
  private Browser stranger;
  private String near;
  private String far;
  private String note;
  private String farNote;
  private String file;

  @BeforeAll
  void buildFormsAndRoles() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "交易", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "zone", "type": "text"}, {"key": "code", "type": "text", "unique": true},
          {"key": "fixed", "type": "text"}, {"key": "cost", "type": "text"}, {"key": "locked", "type": "text", "readOnly": "zone = \\"a\\""},
          {"key": "price", "type": "number"}, {"key": "papers", "type": "attachment"},
          {"key": "rows", "type": "lines", "fields": [{"key": "text", "type": "text"}, {"key": "n", "type": "number"}]}],
          "validations": [{"key": "v", "formula": "cost <> \\"bad\\"", "fields": ["cost"], "message": "成本不对"}],
          "list": {"columns": ["name", "cost", "zone"], "sort": "name"}}
        """
            .formatted(deals));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "便条", "title": "text", "fields": [
          {"key": "text", "type": "text"}, {"key": "deal", "type": "reference", "form": "%s"}, {"key": "zone", "type": "text"},
          {"key": "rows", "type": "lines", "fields": [{"key": "deal", "type": "reference", "form": "%s"}, {"key": "n", "type": "number"}]}]}
        """
            .formatted(notes, deals, deals));
    String hidden =
        "\"fields\": {\"cost\": \"hidden\", \"papers\": \"hidden\", \"rows\": \"hidden\", \"code\": \"hidden\", \"fixed\": \"read\"}";
    String zone = "{\"formula\": \"zone = \\\"a\\\"\"}";
    role(
        "limited",
        "\"view\": " + zone + ", \"create\": true, \"edit\": " + zone + ", " + hidden,
        "all");
    role(
        "owner",
        "\"view\": \"mine\", \"create\": true, \"edit\": \"mine\", \"delete\": \"mine\"",
        "all");
    role("maker", "\"create\": true", "none");
    role("stranger", "\"view\": \"none\"", "none");
    limited = company.person("limited" + number);
    owner = company.person("owner" + number);
    both = company.person("limited" + number, "owner" + number);
    maker = company.person("maker" + number);
    stranger = company.person("stranger" + number);
    file =
        id(
            ok(
                201,
                builder.upload(
                    "/api/attachments", "x.txt", SECRET.getBytes(StandardCharsets.UTF_8))));
    near = id(create(builder, deals, deal("near", "a")));
    far = id(create(builder, deals, deal(SECRET + " far", "b")));
    note = id(create(builder, notes, Map.of("text", "n1", "deal", near, "zone", "a")));
    farNote =
        id(
            create(
                builder,
                notes,
                Map.of("text", "n2", "zone", "a", "rows", List.of(Map.of("deal", near, "n", 1)))));
  }

  private Map<String, Object> deal(String name, String zone) {
    return Map.of(
        "name",
        name,
        "zone",
        zone,
        "code",
        SECRET + zone,
        "cost",
        SECRET + " cost",
        "fixed",
        "f",
        "price",
        7,
        "papers",
        List.of(file),
        "rows",
        List.of(Map.of("text", SECRET + " row", "n", 5)));
  }

  private void role(String key, String rights, String notesView) {
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "%s%s", "label": "%s", "forms": {"%s": {%s}, "%s": {"view": "%s", "create": true, "edit": "all"}}}
        """
            .formatted(key, number, key, deals, rights, notes, notesView));
  }

  @Test
  void noDoorShowsARowOrAFieldThatIsOutOfReach() {
    for (String door :
        List.of(
            records(deals),
            records(deals) + query("limit", 500, "sort", "-name"),
            records(deals) + query("search", "TOP"),
            records(deals) + query("deleted", true),
            records(deals) + query("filter", "NOT(ISEMPTY(zone))"),
            record(deals, near),
            record(deals, near) + "/history",
            record(deals, near) + "/flow",
            "/api/forms/" + deals + "/choices",
            "/api/forms/" + deals + "/choices" + query("search", "far"),
            records(notes),
            record(notes, note),
            record(notes, note) + "/history",
            record(notes, farNote),
            "/api/forms/" + notes + "/choices",
            "/api/tasks",
            "/api/blueprint",
            "/api/openapi.json",
            "/api/notices")) {
      Answer answer = limited.get(door);
      assertThat(answer.status()).as(door).isIn(200, 404);
      assertThat(answer.text()).as(door).doesNotContain(SECRET).doesNotContain("\"cost\"");
    }
    for (String door : List.of("", "/history", "/flow")) {
      assertThat(limited.get(record(deals, far) + door).status()).as(door).isEqualTo(404);
    }
    assertThat(limited.get(record(deals, near) + "/history").text()).contains("near");
    assertThat(limited.get("/api/attachments/" + file).status()).isEqualTo(404);
    assertThat(builder.get("/api/attachments/" + file).status()).isEqualTo(200);
    assertThat(stranger.get(records(deals)).status()).isEqualTo(404);
    assertThat(stranger.get("/api/blueprint").text()).doesNotContain("{\"key\":\"" + deals + "\"");
  }

  @Test
  void noFilterSortSearchOrCountTellsOfWhatIsOutOfReach() {
    for (String formula :
        List.of(
            "cost = \"" + SECRET + " cost\"",
            "LEN(cost) > 0",
            "ISEMPTY(cost)",
            "SUM(rows.n) = 5",
            "COUNT(rows.text) > 0")) {
      for (String door : List.of(records(deals), records(deals) + "/count")) {
        assertThat(limited.get(door + query("filter", formula)).status())
            .as(formula)
            .isEqualTo(400);
      }
    }
    assertThat(limited.get(records(deals) + query("sort", "cost")).status()).isEqualTo(400);
    assertThat(limited.get(records(deals) + query("sort", "-code,name")).status()).isEqualTo(400);
    for (String formula :
        List.of(
            "deal.cost = \"x\"",
            "deal.name = \"" + SECRET + " far\"",
            "deal.price > 1",
            "SUM(rows.deal.price) > 1",
            "SUM(deal.rows.n) > 1")) {
      assertThat(limited.get(records(notes) + query("filter", formula)).status())
          .as("through a reference, where not every row is seen: " + formula)
          .isEqualTo(400);
    }
    assertThat(builder.get(records(notes) + query("filter", "SUM(deal.rows.n) > 1")).status())
        .isEqualTo(200);
    assertThat(builder.get(records(notes) + "/count" + query("filter", "deal.price = 7")).json())
        .isEqualTo(tools.jackson.databind.json.JsonMapper.shared().readTree("{\"count\": 1}"));
    for (String search : List.of(SECRET, "cost", "row")) {
      assertThat(
              ok(200, limited.get(records(deals) + "/count" + query("search", search)))
                  .path("count")
                  .asInt())
          .as(search)
          .isZero();
    }
    assertThat(ok(200, limited.get(records(deals) + "/count")).path("count").asInt())
        .isEqualTo(
            (int)
                ok(200, builder.get(records(deals) + query("filter", "zone = \"a\"", "limit", 500)))
                    .path("items")
                    .valueStream()
                    .count());
  }

  @Test
  void aReferenceToARecordOutOfReachIsAnsweredLikeOneThatIsNotThere() {
    for (Object reference : List.of(far, "00000000-0000-0000-0000-00000000ffff")) {
      assertThat(
              violations(
                  limited.post(
                      records(notes),
                      Map.of(
                          "values",
                          Map.of("deal", reference, "rows", List.of(Map.of("deal", reference)))))))
          .containsExactly(
              "deal record.reference_missing", "rows[0].deal record.reference_missing");
    }
    for (String code : List.of(SECRET + "b", "no such code")) {
      assertThat(
              violations(
                  limited.post(
                      records(notes),
                      Map.of("values", Map.of("deal", Map.of("by", Map.of("code", code)))))))
          .as("the code is hidden, whether it is there or not")
          .containsExactly("deal record.by_field");
      assertThat(
              violations(
                  owner.post(
                      records(notes),
                      Map.of("values", Map.of("deal", Map.of("by", Map.of("code", code)))))))
          .as("the row is another's, whether it is there or not")
          .containsExactly("deal record.by_unknown");
    }
  }

  @Test
  void whatMayNotBeWrittenIsRefusedFieldByField() {
    String path = record(deals, near);
    int rev = ok(200, builder.get(path)).path("rev").asInt();
    Answer answer =
        limited.patch(
            path,
            Map.of(
                "rev",
                rev,
                "values",
                Map.of(
                    "cost", "x", "fixed", "x", "rows", List.of(), "papers", List.of(), "locked",
                    "x")));
    assertThat(violations(answer))
        .containsExactlyInAnyOrder(
            "cost record.unknown_field",
            "fixed record.read_only",
            "rows record.unknown_field",
            "papers record.unknown_field",
            "locked record.read_only");
    assertThat(violations(limited.patch(path, Map.of("rev", rev, "values", Map.of("locked", "x")))))
        .as("read-only by formula")
        .containsExactly("locked record.read_only");
    JsonNode after = ok(200, builder.get(path));
    assertThat(after.path("rev").asInt()).isEqualTo(rev);
    assertThat(after.path("values").path("rows").size()).isEqualTo(1);
  }

  @Test
  void everyActionIsHeldForEveryRowScope() {
    int rev = ok(200, builder.get(record(deals, near))).path("rev").asInt();
    Map<String, Object> change = Map.of("rev", rev, "values", Map.of("price", 8));
    assertThat(limited.delete(record(deals, near) + "?rev=" + rev).status()).isEqualTo(403);
    assertThat(limited.patch(record(deals, far), change).status()).isEqualTo(404);
    assertThat(limited.delete(record(deals, far) + "?rev=1").status()).isEqualTo(404);
    assertThat(owner.patch(record(deals, near), change).status()).isEqualTo(404);
    assertThat(owner.get(record(deals, near)).status()).isEqualTo(404);
    assertThat(stranger.post(records(deals), Map.of("values", Map.of())).status()).isEqualTo(404);

    String mine = id(create(owner, deals, Map.of("name", "mine", "zone", "b", "cost", "c")));
    ok(200, owner.patch(record(deals, mine), Map.of("rev", 1, "values", Map.of("cost", "d"))));
    assertThat(limited.get(record(deals, mine)).status()).isEqualTo(404);
    assertThat(owner.delete(record(deals, mine) + "?rev=2").status()).isEqualTo(204);
    assertThat(limited.post(record(deals, mine) + "/restore", Map.of()).status()).isEqualTo(404);
    ok(200, owner.post(record(deals, mine) + "/restore", Map.of()));

    JsonNode made = create(maker, deals, Map.of("name", "blind", "zone", "a"));
    assertThat(made.path("values").size()).as("may make but not see").isZero();
    assertThat(maker.get(record(deals, id(made))).status()).isEqualTo(404);
    assertThat(ok(200, maker.get(records(deals))).path("items").size()).isZero();
  }

  @Test
  void rolesCombinePerRowAndFieldAndNeverMix() {
    String mine = id(create(both, deals, Map.of("name", "own", "zone", "b", "cost", "visible")));
    JsonNode own = ok(200, both.get(record(deals, mine)));
    assertThat(own.path("values").path("cost").asString())
        .as("mine, by the second role")
        .isEqualTo("visible");
    JsonNode other = ok(200, both.get(record(deals, near)));
    assertThat(other.path("values").has("cost")).as("of the zone, by the first role").isFalse();
    assertThat(both.get(record(deals, far)).status()).isEqualTo(404);
    assertThat(both.get(records(deals)).text()).doesNotContain(SECRET).contains("visible");
    assertThat(both.get(records(deals) + query("filter", "cost = \"visible\"")).status())
        .as("hidden in some rows that are seen")
        .isEqualTo(400);
    assertThat(
            violations(
                both.patch(
                    record(deals, near),
                    Map.of(
                        "rev",
                        ok(200, builder.get(record(deals, near))).path("rev").asInt(),
                        "values",
                        Map.of("cost", "x")))))
        .containsExactly("cost record.unknown_field");
  }

  @Test
  void theDescriptionOfAFormLeavesHiddenFieldsOut() {
    JsonNode form =
        ok(200, limited.get("/api/blueprint"))
            .path("forms")
            .valueStream()
            .filter(each -> each.path("key").asString().equals(deals))
            .findFirst()
            .orElseThrow();
    assertThat(form.path("fields").valueStream().map(field -> field.path("key").asString()))
        .containsExactly("name", "zone", "fixed", "locked", "price");
    assertThat(form.path("list").path("columns").toString()).isEqualTo("[\"name\",\"zone\"]");
    assertThat(form.path("validations").size()).isZero();
    assertThat(form.path("may").path("delete").asBoolean()).isFalse();
    assertThat(form.path("hasFlow").asBoolean(true)).isFalse();
  }
}
