package io.xiaodan.planning;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@ServerTest
class PlanningTests {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  private Browser builder;
  private Browser buyer;
  private String warehouse = "";
  private String supplier = "";

  @BeforeEach
  void open() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    buyer = company.person("purchasing");
    warehouse =
        id(create(builder, "warehouses", Map.of("code", "W" + System.nanoTime(), "name", "仓")));
    supplier = id(create(builder, "suppliers", Map.of("name", "供应商" + System.nanoTime())));
  }

  private String material(String source, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("code", "M" + unique() + "-" + System.nanoTime());
    values.put("name", "物料" + unique());
    values.put("product_line", "gifts");
    values.put("price", "100");
    values.put("warehouse", warehouse);
    values.put("source", source);
    values.put("supplier", supplier);
    return id(create(builder, "products", values));
  }

  private void bill(String product, String part, String quantity) {
    create(
        builder,
        "bills",
        Map.of("product", product, "lines", List.of(Map.of("part", part, "quantity", quantity))));
  }

  private void receive(String product, int quantity) {
    create(
        builder,
        "stock_moves",
        Map.of(
            "kind",
            "receipt",
            "warehouse",
            warehouse,
            "lines",
            List.of(Map.of("product", product, "quantity", quantity))));
  }

  /** An order that waits for its approval, since nothing is there that could be reserved. */
  private JsonNode order(String product, int quantity, int days) {
    Map<String, Object> values =
        new HashMap<>(Company.order(Company.customer(builder), product, "100"));
    values.put("promised_date", TODAY.plusDays(days).toString());
    values.put("lines", List.of(Map.of("product", product, "quantity", quantity, "price", "100")));
    return create(builder, "orders", values);
  }

  private JsonNode planned() {
    String run = ok(200, buyer.post("/api/planning/runs", Map.of())).path("run").asString();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          JsonNode now = ok(200, buyer.get("/api/planning"));
          assertThat(now.path("state").asString()).as(now.toString()).isNotEqualTo("failed");
          return now.path("run").asString("").equals(run);
        });
    return ok(200, buyer.get("/api/planning"));
  }

  private JsonNode material(String id) {
    return ok(200, buyer.get("/api/planning/materials/" + id));
  }

  @Test
  void plansOverBillsNamesWhomItServesAndOrdersOnce() throws Exception {
    String box = material("make", Map.of("lead_days", 1));
    String board = material("buy", Map.of("lead_days", 2, "minimum_lot", 50, "lot_multiple", 20));
    bill(box, board, "2");
    receive(board, 30);
    JsonNode order = order(box, 60, 21);

    String run = planned().path("run").asString();
    JsonNode boxes = material(box).path("suggestions").path(0);
    JsonNode boards = material(board).path("suggestions").path(0);
    assertThat(boxes.path("quantity").asString()).isEqualTo("60");
    // 120 boards are needed and 30 are there: 90 in lots of 20 are 100.
    assertThat(boards.path("quantity").asString()).isEqualTo("100");
    assertThat(boards.path("wanted").asString()).isEqualTo("90");
    int number = boards.path("number").asInt();
    JsonNode late = ok(200, buyer.get("/api/planning/suggestions/" + number + "?late=30"));
    assertThat(late.path("orders").path(0).path("record").path("id").asString())
        .isEqualTo(id(order));
    assertThat(late.path("orders").path(0).path("slips").asInt()).isPositive();
    assertThat(late.path("atStake").asString()).isEqualTo("6000");

    Map<String, Object> wish =
        Map.of(
            "run",
            run,
            "suggestions",
            List.of(number, boxes.path("number").asInt()),
            "merge",
            false);
    List<Callable<JsonNode>> presses =
        IntStream.range(0, 4)
            .<Callable<JsonNode>>mapToObj(
                press -> () -> ok(200, buyer.post("/api/planning/take", wish)))
            .toList();
    List<JsonNode> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<JsonNode> each : threads.invokeAll(presses)) {
        answers.add(each.get());
      }
    }
    assertThat(answers.stream().mapToInt(each -> each.path("created").size()).sum()).isEqualTo(2);
    assertThat(
            answers.stream()
                .flatMap(each ->
                    java.util.stream.Stream.concat(
                        each.path("created").valueStream(), each.path("already").valueStream()))
                .map(each -> each.path("record").asString())
                .distinct())
        .hasSize(2);

    planned();
    assertThat(material(box).path("suggestions").size()).isZero();
    assertThat(material(board).path("suggestions").size()).isZero();
    assertThat(buyer.post("/api/planning/take", wish).status()).isEqualTo(409);
    assertThat(material(board).path("row").path("supply").asString()).isEqualTo("100");
    assertThat(material(board).path("row").path("demand").asString()).isEqualTo("120");
  }

  @Test
  void addsUpToWhatTheDatabaseSays() {
    String paper = material("buy", Map.of("lead_days", 3, "safety_stock", 5));
    receive(paper, 12);
    order(paper, 70, 10);
    order(paper, 90, 20);
    create(
        builder,
        "purchases",
        Map.of(
            "supplier", supplier,
            "expected_date", TODAY.plusDays(5).toString(),
            "lines", List.of(Map.of("product", paper, "quantity", 40))));

    planned();

    JsonNode row = material(paper).path("row");
    BigDecimal demand =
        database.queryForObject(
            "SELECT sum(l.quantity) FROM %s l JOIN %s o ON o.id = l.parent WHERE l.product = ?::uuid AND o.document_status = 'pending'"
                .formatted(workspace.table("f_orders__lines"), workspace.table("f_orders")),
            BigDecimal.class,
            paper);
    assertThat(new BigDecimal(row.path("demand").asString())).isEqualByComparingTo(demand);
    BigDecimal pegged =
        database.queryForObject(
            "SELECT sum(p.quantity) FROM %s p WHERE p.material = ?::uuid AND p.target = 'ORDER'"
                .formatted(workspace.table("plan_peg")),
            BigDecimal.class,
            paper);
    assertThat(pegged).isEqualByComparingTo(demand);
    assertThat(row.path("stock").asString()).isEqualTo("12");
    assertThat(row.path("supply").asString()).isEqualTo("40");
    // 160 are wanted and 5 kept back, 52 are there or come.
    assertThat(row.path("suggested").asString()).isEqualTo("113");
    assertThat(row.path("shortOn").asString()).isEqualTo(TODAY.plusDays(10).toString());
  }

  @Test
  void mergesWhatIsForOneMaterialIntoOneLineInLotsOfAll() {
    String cup = material("buy", Map.of("lead_days", 1, "lot_multiple", 24));
    order(cup, 60, 5);
    order(cup, 51, 40);
    String run = planned().path("run").asString();
    List<Integer> numbers =
        material(cup)
            .path("suggestions")
            .valueStream()
            .map(each -> each.path("number").asInt())
            .toList();
    assertThat(numbers).hasSize(2);

    JsonNode made =
        ok(
            200,
            buyer.post(
                "/api/planning/take", Map.of("run", run, "suggestions", numbers, "merge", true)));

    String purchase = made.path("created").path(0).path("record").asString();
    JsonNode lines =
        ok(200, buyer.get(Company.record("purchases", purchase))).path("values").path("lines");
    assertThat(lines.size()).isEqualTo(1);
    // 72 and 39 beyond its rest, which is 48: together 111, hence 120 as well.
    assertThat(lines.path(0).path("quantity").asString()).isEqualTo("120.000");
  }

  @Test
  void refusesABillThatLeadsInACircleAndShowsIt() {
    String a = material("make", Map.of());
    String b = material("make", Map.of());
    bill(a, b, "1");

    Browser.Answer refused =
        builder.post(
            Company.records("bills"),
            Map.of(
                "values",
                Map.of("product", b, "lines", List.of(Map.of("part", a, "quantity", "1")))));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("circle").contains(" → ");
  }

  @Test
  void isThereForThoseWhoPlanOnly() {
    Browser sales = new Company(port, people).person("sales");

    assertThat(sales.get("/api/planning").status()).isEqualTo(403);
    assertThat(sales.post("/api/planning/runs", Map.of()).status()).isEqualTo(403);
    assertThat(ok(200, sales.get("/api/blueprint")).path("planning").size()).isZero();
    assertThat(ok(200, buyer.get("/api/blueprint")).path("planning").size()).isEqualTo(1);
  }
}
