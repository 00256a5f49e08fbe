package io.xiaodan.web.batch;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.value;
import static io.xiaodan.support.Company.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Many records changed by one order: what is shown before, what becomes of each, and undoing. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchTests {

  private static final String SECRET = "TOPSECRET";

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String goods = "goods" + number;
  private final String makers = "makers" + number;
  private Browser builder;
  private Browser clerk;

  @BeforeAll
  void buildForms() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "厂家", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "phone", "type": "text"}, {"key": "level", "type": "number"}, {"key": "zone", "type": "text"}]}
        """
            .formatted(makers));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "货品", "title": "name", "fields": [
          {"key": "name", "type": "text", "required": true}, {"key": "zone", "type": "text"}, {"key": "code", "type": "text", "unique": true},
          {"key": "price", "type": "money", "scale": 2}, {"key": "cost", "type": "text"}, {"key": "fixed", "type": "text", "readOnly": true},
          {"key": "double", "type": "money", "scale": 2, "formula": "price * 2"},
          {"key": "maker", "type": "reference", "form": "%s"}, {"key": "contact", "type": "text", "copy": "maker.phone"},
          {"key": "lines", "type": "lines", "fields": [{"key": "n", "type": "number"}]}],
         "validations": [{"key": "v", "formula": "price < 1000", "fields": ["price"], "message": "太贵了"}],
         "list": {"columns": ["name", "price"], "sort": "name"}}
        """
            .formatted(goods, makers));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "clerk%d", "label": "店员", "forms": {
          "%s": {"view": {"formula": "zone <> \\"hidden\\""}, "edit": {"formula": "zone = \\"mine\\""}, "delete": {"formula": "zone = \\"mine\\""},
                 "fields": {"cost": "hidden", "code": "read"}},
          "%s": {"view": {"formula": "zone = \\"mine\\""}}}}
        """
            .formatted(number, goods, makers));
    clerk = company.person("clerk" + number);
  }

  private String good(String batch, String zone, String price) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", batch + " " + Company.unique());
    values.put("zone", zone);
    values.put("price", price);
    values.put("cost", SECRET);
    return id(create(builder, goods, values));
  }

  private JsonNode get(String id) {
    return ok(200, builder.get(record(goods, id)));
  }

  private String jobs() {
    return "/api/forms/" + goods + "/batches";
  }

  private static Map<String, Object> body(
      String kind, @Nullable Object ids, @Nullable Object filter, @Nullable Object values) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("kind", kind);
    if (ids != null) {
      body.put("ids", ids);
    }
    if (filter != null) {
      body.put("filter", filter);
    }
    if (values != null) {
      body.put("values", values);
    }
    return body;
  }

  private JsonNode done(Browser browser, Map<String, Object> body) {
    return over(browser, id(ok(201, browser.post(jobs(), body))));
  }

  private static JsonNode over(Browser browser, String job) {
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> !browser.get("/api/batches/" + job).json().path("finishedAt").isNull());
    return ok(200, browser.get("/api/batches/" + job));
  }

  private static List<String> reasons(Browser browser, JsonNode job, String outcome) {
    return ok(200, browser.get("/api/batches/" + id(job) + "/rows?outcome=" + outcome))
        .path("items")
        .valueStream()
        .map(row -> row.path("reason").asString(""))
        .toList();
  }

  private static String outcomes(JsonNode job) {
    JsonNode all = job.path("outcomes");
    return "%d changed, %d same, %d refused, %d undone, %d kept"
        .formatted(
            all.path("changed").asInt(),
            all.path("same").asInt(),
            all.path("refused").asInt(),
            all.path("undone").asInt(),
            all.path("kept").asInt());
  }

  private static String filter(String batch) {
    return "STARTSWITH(name, \"" + batch + " \")";
  }

  @Test
  void changesEveryRecordOfAFilterByAFormulaAndPutsThemBack() {
    String batch = "formula" + number;
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      all.add(good(batch, "mine", Integer.toString(i)));
    }
    Map<String, Object> order =
        body(
            "edit",
            null,
            filter(batch),
            Map.of("price", Map.of("formula", "ROUND(price * 1.1, 2)")));

    JsonNode preview = ok(200, builder.post(jobs() + "/preview", order));
    assertThat(preview.path("count").asInt()).isEqualTo(45);
    assertThat(preview.path("same").asInt()).as("0 times 1.1").isEqualTo(1);
    assertThat(preview.path("sample").get(0).path("changes").get(0).path("label").asString())
        .isNotBlank();
    assertThat(value(get(all.get(10)), "price")).as("a preview changes nothing").isEqualTo("10.00");

    JsonNode job = done(builder, order);
    assertThat(outcomes(job)).isEqualTo("44 changed, 1 same, 0 refused, 0 undone, 0 kept");
    assertThat(value(get(all.get(10)), "price")).isEqualTo("11.00");
    assertThat(value(get(all.get(10)), "double")).isEqualTo("22.00");
    JsonNode event =
        ok(200, builder.get(record(goods, all.get(10)) + "/history")).path("items").get(0);
    assertThat(event.path("origin").asString()).isEqualTo("batch");

    // Somebody changes what the job wrote, of one record, and something else of another.
    ok(
        200,
        builder.patch(record(goods, all.get(1)), Map.of("rev", 2, "values", Map.of("price", "7"))));
    ok(
        200,
        builder.patch(record(goods, all.get(2)), Map.of("rev", 2, "values", Map.of("zone", "x"))));
    ok(200, builder.post("/api/batches/" + id(job) + "/undo", Map.of()));
    JsonNode undone = over(builder, id(job));
    assertThat(outcomes(undone)).isEqualTo("44 changed, 1 same, 0 refused, 43 undone, 1 kept");
    assertThat(value(get(all.get(10)), "price")).isEqualTo("10.00");
    assertThat(value(get(all.get(2)), "price")).isEqualTo("2.00");
    assertThat(value(get(all.get(2)), "zone")).as("what others wrote stays").isEqualTo("x");
    assertThat(value(get(all.get(1)), "price")).isEqualTo("7.00");
    assertThat(reasons(builder, job, "kept")).singleElement().asString().contains("price");
  }

  @Test
  void refusesRowByRowWithTheReasonAndWritesTheOthers() {
    String batch = "reasons" + number;
    String mine = good(batch, "mine", "10");
    String theirs = good(batch, "theirs", "10");
    String dear = good(batch, "mine", "600");
    String hidden = good(batch, "hidden", "10");
    Map<String, Object> order =
        body(
            "edit",
            List.of(mine, theirs, dear, hidden),
            null,
            Map.of("price", Map.of("formula", "price * 2")));
    JsonNode preview = ok(200, clerk.post(jobs() + "/preview", order));
    assertThat(preview.path("refused").asInt()).isEqualTo(3);
    assertThat(preview.toString()).doesNotContain(SECRET);

    JsonNode job = done(clerk, order);
    assertThat(outcomes(job)).isEqualTo("1 changed, 0 same, 3 refused, 0 undone, 0 kept");
    assertThat(value(get(mine), "price")).isEqualTo("20.00");
    assertThat(value(get(dear), "price")).isEqualTo("600.00");
    assertThat(reasons(clerk, job, "refused"))
        .satisfiesExactly(
            reason -> assertThat(reason).contains("may not change"),
            reason -> assertThat(reason).contains("太贵了"),
            reason -> assertThat(reason).contains("no such record"));
    JsonNode rows = ok(200, clerk.get("/api/batches/" + id(job) + "/rows"));
    assertThat(rows.path("items").get(3).path("title").isNull()).as("out of sight").isTrue();
    assertThat(builder.get("/api/batches/" + id(job)).status())
        .as("another person's")
        .isEqualTo(404);
    assertThat(builder.post("/api/batches/" + id(job) + "/undo", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void saysAtOnceWhatCannotBeAskedAndChangesNothing() {
    String one = good("wrong" + number, "mine", "1");
    String two = good("wrong" + number, "mine", "2");
    List<String> both = List.of(one, two);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("double", Map.of("value", "1"));
    values.put("fixed", Map.of("value", "x"));
    values.put("lines", Map.of("value", List.of()));
    values.put("nothing", Map.of("value", "x"));
    values.put("maker", Map.of("formula", "maker"));
    values.put("price", Map.of("formula", "price + name"));
    assertThat(violations(builder.post(jobs(), body("edit", both, null, values))))
        .satisfiesExactly(
            each -> assertThat(each).isEqualTo("double record.computed"),
            each -> assertThat(each).isEqualTo("fixed record.read_only"),
            each -> assertThat(each).isEqualTo("lines batch.no_lines"),
            each -> assertThat(each).isEqualTo("nothing record.unknown_field"),
            each -> assertThat(each).isEqualTo("maker batch.no_formula"),
            each -> assertThat(each).startsWith("price expression."));
    Map<String, Object> hidden = Map.of("cost", Map.of("value", "x"));
    assertThat(violations(clerk.post(jobs(), body("edit", both, null, hidden))))
        .containsExactly("cost record.unknown_field");
    Map<String, Object> through = Map.of("name", Map.of("formula", "cost"));
    assertThat(violations(clerk.post(jobs(), body("edit", both, null, through))))
        .as("a formula does not see what is hidden")
        .singleElement()
        .asString()
        .startsWith("name expression.");
    Map<String, Object> code = Map.of("code", Map.of("value", "same"));
    assertThat(violations(builder.post(jobs(), body("edit", both, null, code))))
        .containsExactly("code batch.unique");
    assertThat(violations(builder.post(jobs(), body("edit", both, null, Map.of()))))
        .containsExactly("values batch.no_values");
    assertThat(violations(builder.post(jobs(), body("turn", both, null, null))))
        .containsExactly("kind batch.kind");
    assertThat(builder.post(jobs(), body("delete", null, "nonsense(", null)).status())
        .isEqualTo(400);
    assertThat(get(one).path("rev").asInt()).isEqualTo(1);
  }

  @Test
  void aFormulaDoesNotReadARecordOutOfReach() {
    String secret =
        id(create(builder, makers, Map.of("name", "m", "phone", SECRET, "zone", "far")));
    String batch = "reach" + number;
    String one = good(batch, "mine", "1");
    ok(
        200,
        builder.patch(
            record(goods, one),
            Map.of("rev", 1, "values", Map.of("maker", secret, "contact", "c"))));
    done(
        clerk,
        body("edit", List.of(one), null, Map.of("name", Map.of("formula", "\"x\" & maker.phone"))));
    assertThat(value(get(one), "name")).doesNotContain(SECRET);
  }

  @Test
  void putsBackWhatWasCopiedWhenAReferenceWasPicked() {
    String maker = id(create(builder, makers, Map.of("name", "厂", "phone", "123")));
    String one = good("copied" + number, "mine", "1");
    JsonNode job =
        done(builder, body("edit", List.of(one), null, Map.of("maker", Map.of("value", maker))));
    assertThat(value(get(one), "contact")).isEqualTo("123");
    ok(200, builder.post("/api/batches/" + id(job) + "/undo", Map.of()));
    over(builder, id(job));
    assertThat(get(one).path("values").path("contact").isNull()).isTrue();
    assertThat(get(one).path("values").path("maker").isNull()).isTrue();
  }

  @Test
  void deletesAndRestoresAndUndoesEither() {
    String batch = "bin" + number;
    List<String> all =
        List.of(good(batch, "mine", "1"), good(batch, "mine", "2"), good(batch, "mine", "3"));
    JsonNode deleted = done(builder, body("delete", null, filter(batch), null));
    assertThat(outcomes(deleted)).startsWith("3 changed");
    assertThat(get(all.getFirst()).path("deletedAt").isNull()).isFalse();

    // One is taken out and thrown away again by hand: it is not the job's any more.
    ok(200, builder.post(record(goods, all.get(0)) + "/restore", Map.of()));
    ok(204, builder.delete(record(goods, all.get(0)) + "?rev=3"));
    ok(200, builder.post("/api/batches/" + id(deleted) + "/undo", Map.of()));
    assertThat(outcomes(over(builder, id(deleted)))).endsWith("2 undone, 1 kept");
    assertThat(get(all.get(1)).path("deletedAt").isNull()).isTrue();
    assertThat(get(all.get(0)).path("deletedAt").isNull()).isFalse();

    JsonNode restored = done(builder, body("restore", null, filter(batch), null));
    assertThat(outcomes(restored)).startsWith("1 changed");
    ok(200, builder.post("/api/batches/" + id(restored) + "/undo", Map.of()));
    over(builder, id(restored));
    assertThat(get(all.get(0)).path("deletedAt").isNull()).isFalse();
    assertThat(builder.post("/api/batches/" + id(restored) + "/undo", Map.of()).status())
        .as("once")
        .isEqualTo(409);
  }

  @Test
  void stopsWhereItIsCancelledAndUndoesWhatWasDone() {
    String batch = "stop" + number;
    for (int i = 0; i < 300; i++) {
      good(batch, "mine", "1");
    }
    String job =
        id(
            ok(
                201,
                builder.post(
                    jobs(),
                    body("edit", null, filter(batch), Map.of("price", Map.of("value", "5"))))));
    int answer = builder.post("/api/batches/" + job + "/cancel", Map.of()).status();
    JsonNode over = over(builder, job);
    int changed = over.path("outcomes").path("changed").asInt();
    int now =
        ok(
                200,
                builder.get(
                    records(goods)
                        + "/count"
                        + Company.query("filter", filter(batch) + " AND price = 5")))
            .path("count")
            .asInt();
    assertThat(now).isEqualTo(changed);
    assertThat(over.path("state").asString()).isEqualTo(answer == 409 ? "done" : "cancelled");
    if (changed > 0) {
      ok(200, builder.post("/api/batches/" + job + "/undo", Map.of()));
      assertThat(over(builder, job).path("outcomes").path("undone").asInt()).isEqualTo(changed);
    }
    assertThat(ok(200, builder.get("/api/batches")).path("items").valueStream().map(Company::id))
        .contains(job);
  }
}
