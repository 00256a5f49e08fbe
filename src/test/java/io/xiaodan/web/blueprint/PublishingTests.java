package io.xiaodan.web.blueprint;

import static io.xiaodan.support.Company.artifact;
import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.document;
import static io.xiaodan.support.Company.draft;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.publish;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static io.xiaodan.support.Company.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changing what the company works with, while it works. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishingTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  private Browser builder;
  private String customer;
  private String product;

  @BeforeAll
  void openTheShop() {
    builder = new Company(port, people).person("builder");
    customer = customer(builder);
    product = product(builder, "1");
  }

  private static JsonNode field(String json) {
    return JSON.readTree(json);
  }

  private static ObjectNode with(ObjectNode form, String field) {
    ((ArrayNode) form.path("fields")).add(field(field));
    return form;
  }

  private ObjectNode fresh(String fields) {
    return (ObjectNode)
        JSON.readTree(
            "{\"kind\": \"form\", \"key\": \"fresh%d\", \"label\": \"新\", \"title\": \"name\", \"fields\": [%s]}"
                .formatted(Company.unique(), fields));
  }

  private List<String> findings(JsonNode document) {
    ok(200, draft(builder, document));
    JsonNode check = ok(200, builder.post(artifact(document) + "/check", Map.of()));
    return check
        .path("findings")
        .valueStream()
        .filter(each -> each.path("severity").asString().equals("error"))
        .map(each -> each.path("code").asString())
        .toList();
  }

  private String nodeOf(String price) {
    JsonNode order = create(builder, "orders", order(customer, product, price));
    return ok(200, builder.get(record("orders", id(order)) + "/flow"))
        .path("current")
        .get(0)
        .path("node")
        .asString();
  }

  @Test
  void aFlowThatLeavesAGapIsRefusedWithTheAmountThatTakesNoBranch() {
    ObjectNode flow = document(builder, "flow", "order_approval");
    JsonNode gap = JSON.readTree(flow.toString().replace("amount >= 5000", "amount > 5000"));
    ok(200, draft(builder, gap));
    Answer refused = builder.post(artifact(gap) + "/publish", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    JsonNode finding = refused.json().path("findings").get(0);
    assertThat(finding.path("code").asString()).isEqualTo("flow.gap");
    assertThat(finding.path("place").asString()).isEqualTo("nodes.by_amount");
    assertThat(finding.path("counterExample").path("amount").asString()).matches("5000(\\.0*)?");
    assertThat(nodeOf("5000")).as("nothing was published").isEqualTo("director");
  }

  @Test
  void aDraftBasedOnAnOlderVersionIsRefused() {
    ObjectNode form = fresh("{\"key\": \"name\", \"type\": \"text\"}");
    publish(builder, form);
    ok(200, draft(builder, form));
    String stale = JSON.writeValueAsString(Map.of("basedOn", 0, "document", form));
    assertThat(builder.json("PUT", artifact(form) + "/draft", stale).status()).isEqualTo(409);
    ok(200, builder.post(artifact(form) + "/rollback", Map.of("version", 1)));
    assertThat(builder.post(artifact(form) + "/publish", Map.of()).status())
        .as("the draft was used up by the publication that came before")
        .isIn(404, 409);
  }

  @Test
  void anEarlierVersionComesBackAndARemovedFieldKeepsItsValues() {
    ObjectNode form =
        fresh("{\"key\": \"name\", \"type\": \"text\"}, {\"key\": \"size\", \"type\": \"number\"}");
    publish(builder, form);
    String key = form.path("key").asString();
    JsonNode made = create(builder, key, Map.of("name", "A", "size", 5));
    ObjectNode without = form.deepCopy();
    ((ArrayNode) without.path("fields")).remove(1);
    publish(builder, without);
    JsonNode narrow = ok(200, builder.get(record(key, id(made))));
    assertThat(narrow.path("values").has("size")).isFalse();
    assertThat(builder.get(record(key, id(made)) + "/history").text()).doesNotContain("size");
    ok(200, builder.patch(record(key, id(made)), Map.of("rev", 1, "values", Map.of("name", "B"))));
    ok(200, builder.post(artifact(form) + "/rollback", Map.of("version", 1)));
    JsonNode wide = ok(200, builder.get(record(key, id(made))));
    assertThat(value(wide, "size")).isEqualTo("5.00");
    assertThat(value(wide, "name")).isEqualTo("B");
    JsonNode versions = ok(200, builder.get(artifact(form) + "/versions")).path("items");
    assertThat(versions.valueStream().map(each -> each.path("version").asInt()))
        .containsExactly(3, 2, 1);
  }

  @Test
  void valuesThatAFieldWouldRefuseTodayStayWhenTheRecordIsSaved() {
    ObjectNode form =
        fresh(
            "{\"key\": \"name\", \"type\": \"text\"}, {\"key\": \"rows\", \"type\": \"lines\", \"fields\": [{\"key\": \"colour\", \"type\": \"select\", \"options\": [{\"key\": \"red\"}, {\"key\": \"blue\"}]}, {\"key\": \"word\", \"type\": \"text\"}, {\"key\": \"n\", \"type\": \"number\"}]}");
    publish(builder, form);
    String key = form.path("key").asString();
    JsonNode made =
        create(
            builder,
            key,
            Map.of(
                "name",
                "A",
                "rows",
                List.of(Map.of("colour", "red", "word", "long word", "n", 1))));
    publish(
        builder,
        form.toString()
            .replace("{\"key\":\"red\"},", "")
            .replace(
                "\"type\":\"text\"},{\"key\":\"n\"",
                "\"type\":\"text\",\"maximum\":3},{\"key\":\"n\""));
    String row = id(made.path("values").path("rows").get(0));
    JsonNode saved =
        ok(
            200,
            builder.patch(
                record(key, id(made)),
                Map.of("rev", 1, "values", Map.of("rows", List.of(Map.of("id", row, "n", 2))))));
    assertThat(saved.path("values").path("rows").get(0).path("colour").asString()).isEqualTo("red");
    JsonNode read = ok(200, builder.get(record(key, id(made)))).path("values").path("rows").get(0);
    assertThat(read.path("colour").asString()).isEqualTo("red");
    assertThat(read.path("word").asString()).isEqualTo("long word");
  }

  @Test
  void whatTheTablesDoNotAllowIsFoundBeforeItIsPublished() {
    ObjectNode form =
        fresh(
            "{\"key\": \"name\", \"type\": \"text\"}, {\"key\": \"ref\", \"type\": \"reference\", \"form\": \"customers\"}");
    publish(builder, form);
    String key = form.path("key").asString();
    create(builder, key, Map.of("name", "same"));
    JsonNode twin = create(builder, key, Map.of("name", "same"));
    String text = form.toString();
    assertThat(findings(JSON.readTree(text.replace("\"text\"", "\"number\""))))
        .containsExactly("form.values_lost");
    assertThat(findings(JSON.readTree(text.replace("\"customers\"", "\"products\""))))
        .containsExactly("form.target_change");
    String unique = text.replace("\"type\":\"text\"", "\"type\":\"text\",\"unique\":true");
    assertThat(findings(JSON.readTree(unique))).containsExactly("form.unique_taken");
    assertThat(
            findings(
                JSON.readTree(
                    text.replace("\"type\":\"text\"", "\"type\":\"long_text\",\"unique\":true"))))
        .containsExactly("form.unique_long");
    assertThat(builder.post(artifact(form) + "/publish", Map.of()).status()).isEqualTo(422);
    ok(200, builder.patch(record(key, id(twin)), Map.of("rev", 1, "values", Map.of("name", "x"))));
    publish(builder, unique);
    assertThat(builder.post(records(key), Map.of("values", Map.of("name", "x"))).status())
        .isEqualTo(422);
    publish(builder, text);
    create(builder, key, Map.of("name", "x"));
  }

  @Test
  void aPublicationThatFailsChangesNothing() {
    int before = ok(200, builder.get("/api/blueprint")).path("version").asInt();
    ObjectNode form =
        fresh(
            "{\"key\": \"name\", \"type\": \"text\"}, {\"key\": \"size\", \"type\": \"number\", \"formula\": \"nothing + 1\"}");
    ok(200, draft(builder, form));
    Answer refused = builder.post(artifact(form) + "/publish", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(ok(200, builder.get("/api/blueprint")).path("version").asInt()).isEqualTo(before);
    assertThat(tables("f_" + form.path("key").asString())).isZero();
    assertThat(builder.get(artifact(form)).json().path("draft").isNull()).isFalse();
  }

  private int tables(String name) {
    Integer count =
        database.queryForObject(
            "SELECT count(*) FROM pg_tables WHERE schemaname = ? AND tablename = ?",
            Integer.class,
            workspace.schema(),
            name);
    return count == null ? 0 : count;
  }

  @Test
  void aTableInUseIsWaitedForWhileOthersGoOnWorkingWithIt() throws Exception {
    ObjectNode form = fresh("{\"key\": \"name\", \"type\": \"text\"}");
    publish(builder, form);
    ok(200, draft(builder, with(form.deepCopy(), "{\"key\": \"more\", \"type\": \"text\"}")));
    try (Connection other =
            java.util.Objects.requireNonNull(database.getDataSource()).getConnection();
        Statement statement = other.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      statement.execute(
          "LOCK TABLE "
              + workspace.table("f_" + form.path("key").asString())
              + " IN ACCESS SHARE MODE");
      Future<Answer> publishing =
          threads.submit(() -> builder.post(artifact(form) + "/publish", Map.of()));
      org.awaitility.Awaitility.await()
          .during(java.time.Duration.ofSeconds(3))
          .until(() -> !publishing.isDone());
      create(builder, form.path("key").asString(), Map.of("name", "meanwhile"));
      other.rollback();
      other.setAutoCommit(true);
      ok(200, publishing.get());
    }
    create(builder, form.path("key").asString(), Map.of("more", "x"));
  }

  @Test
  void publicationsAtOnceFollowOneAnother() throws Exception {
    int before = ok(200, builder.get("/api/blueprint")).path("version").asInt();
    List<ObjectNode> forms = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      forms.add(fresh("{\"key\": \"name\", \"type\": \"text\"}"));
      ok(200, draft(builder, forms.getLast()));
    }
    List<Future<Answer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ObjectNode form : forms) {
        for (int twice = 0; twice < 2; twice++) {
          answers.add(threads.submit(() -> builder.post(artifact(form) + "/publish", Map.of())));
        }
      }
    }
    int published = 0;
    for (Future<Answer> answer : answers) {
      assertThat(answer.get().status()).as(answer.get().text()).isIn(200, 404);
      published += answer.get().status() == 200 ? 1 : 0;
    }
    assertThat(published).as("each draft once").isEqualTo(forms.size());
    assertThat(ok(200, builder.get("/api/blueprint")).path("version").asInt())
        .isEqualTo(before + forms.size());
    for (ObjectNode form : forms) {
      create(builder, form.path("key").asString(), Map.of("name", "x"));
    }
  }
}
