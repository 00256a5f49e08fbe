package io.xiaodan.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sheets that become records without a mapping being written. */
@ServerTest
class ImportSheetTests {

  static final String FILES = "/api/imports/files";

  @LocalServerPort private int port;
  @Autowired private People people;

  private Company company;
  private Browser builder;
  private int number;

  @BeforeEach
  void open() {
    company = new Company(port, people);
    builder = company.person("builder");
    number = Company.unique();
  }

  private static JsonNode upload(Browser browser, String name, byte[] content) {
    return Company.ok(201, browser.upload(FILES, name, content));
  }

  private static ObjectNode suggested(Browser browser, JsonNode file, String form) {
    String path = FILES + "/" + file.path("id").asString() + "/sheets/0";
    int header = Company.ok(200, browser.get(path)).path("header").asInt();
    return (ObjectNode)
        Company.ok(
            200, browser.get(path + "/suggestion" + Company.query("header", header, "form", form)));
  }

  private static JsonNode preview(Browser browser, JsonNode file, JsonNode plan) {
    return Company.ok(
        200, browser.post(FILES + "/" + file.path("id").asString() + "/preview", plan));
  }

  private static JsonNode run(Browser browser, JsonNode file, JsonNode plan) {
    JsonNode job =
        Company.ok(201, browser.post(FILES + "/" + file.path("id").asString() + "/start", plan));
    JsonNode over = Waiting.over(browser, "/api/imports/" + job.path("id").asString());
    assertThat(over.path("state").asString()).as(over.toString()).isEqualTo("done");
    assertThat(over.at("/report/balanced").asBoolean()).as(over.toString()).isTrue();
    return over;
  }

  private static List<String> mapped(JsonNode suggestion) {
    return suggestion
        .at("/plan/columns")
        .valueStream()
        .map(column -> column.path("header").asString() + ">" + column.path("field").asString())
        .toList();
  }

  @Test
  void findsTheHeaderMatchesTheColumnsAndSaysWhatIsWrongBeforeAnythingIsWritten() throws Exception {
    String mark = "表" + number;
    byte[] book =
        Books.of(
            List.of(
                List.of("东莞客户登记表"),
                List.of(),
                List.of("客户名称", "联系人", "电话", "所属区域", "备注栏"),
                List.of(mark + "甲", "王芳", 13800138000L + "", "华南", ""),
                List.of(mark + "乙", "李强", "12345", "华南", "x"),
                List.of(mark + "丙", "赵敏", "138-0013-8001", "月球", "")));
    JsonNode file = upload(builder, "客户.xlsx", book);
    ObjectNode suggestion = suggested(builder, file, "customers");
    assertThat(suggestion.at("/plan/header").asInt()).isEqualTo(3);
    assertThat(mapped(suggestion)).contains("客户名称>name", "联系人>contact", "电话>phone");
    ObjectNode plan = (ObjectNode) suggestion.path("plan");
    putColumn(plan, 3, "所属区域", "region");
    JsonNode preview = preview(builder, file, plan);
    assertThat(preview.path("checked").asInt()).isEqualTo(3);
    assertThat(preview.path("sound").asInt()).as(preview.toString()).isEqualTo(1);
    assertThat(preview.at("/rows/1/problems/0/column").asInt()).isEqualTo(2);
    assertThat(preview.at("/rows/1/problems/0/code").asString()).isEqualTo("form.phone_format");
    assertThat(preview.at("/rows/2/problems/0/code").asString())
        .isEqualTo("exchange.option_unknown");
    assertThat(count(mark)).isZero();
    JsonNode over = run(builder, file, plan);
    assertThat(over.at("/report/lines/imported").asInt()).isEqualTo(1);
    assertThat(over.at("/report/lines/refused").asInt()).isEqualTo(2);
    assertThat(count(mark)).isEqualTo(1);
    byte[] refused =
        builder
            .get("/api/imports/" + over.path("id").asString() + "/refused.xlsx")
            .response()
            .body();
    JsonNode again = upload(builder, "refused.xlsx", refused);
    ObjectNode second = suggested(builder, again, "customers");
    assertThat(mapped(second)).contains("客户名称>name", "所属区域>region");
    assertThat(mapped(second).toString()).doesNotContain("原因", "Reason");
    assertThat(preview(builder, again, second.path("plan")).path("sound").asInt()).isZero();
  }

  private int count(String search) {
    return builder
        .get("/api/forms/customers/records/count" + Company.query("search", search))
        .json()
        .path("count")
        .asInt();
  }

  private static void putColumn(ObjectNode plan, int index, String header, String field) {
    ArrayNode columns = (ArrayNode) plan.path("columns");
    for (int i = columns.size() - 1; i >= 0; i--) {
      JsonNode each = columns.get(i);
      if (each.path("index").asInt() == index || each.path("field").asString().equals(field)) {
        columns.remove(i);
      }
    }
    columns.addObject().put("index", index).put("header", header).put("field", field);
  }

  @Test
  void createsNothingTwiceWhereRecordsAreRecognisedAndRemembersTheMatching() throws Exception {
    byte[] book =
        Books.of(
            List.of(
                List.of("产品编码", "名称", "产品线", "售价"),
                Arrays.asList("A" + number, "螺丝", "五金配件", new BigDecimal("0.35")),
                Arrays.asList("B" + number, "螺母", "五金配件", 0.1 + 0.2)));
    JsonNode file = upload(builder, "产品.xlsx", book);
    ObjectNode suggestion = suggested(builder, file, "products");
    ObjectNode plan = (ObjectNode) suggestion.path("plan");
    putColumn(plan, 0, "产品编码", "code");
    putColumn(plan, 1, "名称", "name");
    putColumn(plan, 2, "产品线", "product_line");
    putColumn(plan, 3, "售价", "price");
    plan.putArray("key").add("code");
    assertThat(run(builder, file, plan).at("/report/forms/0/created").asInt()).isEqualTo(2);
    JsonNode second = upload(builder, "产品.xlsx", book);
    ObjectNode remembered = suggested(builder, second, "products");
    assertThat(remembered.path("remembered").asBoolean()).isTrue();
    assertThat(remembered.at("/plan/key/0").asString()).isEqualTo("code");
    assertThat(preview(builder, second, remembered.path("plan")).at("/rows/0/becomes").asString())
        .isEqualTo("skip");
    JsonNode over = run(builder, second, remembered.path("plan"));
    assertThat(over.at("/report/lines/existing").asInt()).isEqualTo(2);
    ObjectNode both = (ObjectNode) remembered.path("plan");
    both.put("duplicates", "both");
    both.putArray("key").add("name").add("code");
    byte[] changed =
        Books.of(
            List.of(
                List.of("产品编码", "名称", "产品线", "售价"),
                Arrays.asList("A" + number, "螺丝", "五金配件", 0.5),
                Arrays.asList("A" + number, "螺丝", "五金配件", 0.6),
                Arrays.asList("B" + number, "螺母", "五金配件", 0.3)));
    JsonNode third = upload(builder, "产品.xlsx", changed);
    JsonNode after = run(builder, third, both);
    assertThat(after.at("/report/forms/0/updated").asInt()).as(after.toString()).isEqualTo(1);
    assertThat(after.at("/report/forms/0/existing").asInt()).isEqualTo(1);
    assertThat(after.at("/report/lines/refused").asInt()).isEqualTo(1);
  }

  @Test
  void bringsLineItemsInWhetherTheHeadIsRepeatedOrNot() throws Exception {
    String customer = "客" + number;
    Company.create(builder, "customers", Map.of("name", customer, "region", "south"));
    String code = Company.product(builder, "2");
    String name =
        builder.get(Company.record("products", code)).json().at("/values/name").asString();
    LocalDate day = LocalDate.of(2026, 3, 1);
    List<List<?>> rows =
        List.of(
            List.of("客户", "下单日期", "产品", "数量"),
            Arrays.asList(customer, day, name, 2),
            Arrays.asList(null, null, name, 3),
            Arrays.asList("新客" + number, day, name, 5));
    JsonNode file = upload(builder, "订单.xlsx", Books.of(rows));
    ObjectNode suggestion = suggested(builder, file, "orders");
    assertThat(mapped(suggestion))
        .contains("客户>customer", "下单日期>order_date", "产品>lines.product", "数量>lines.quantity");
    ObjectNode plan = (ObjectNode) suggestion.path("plan");
    assertThat(plan.path("rows").asString()).isEqualTo("grouped");
    plan.putArray("key");
    JsonNode preview = preview(builder, file, plan);
    assertThat(preview.at("/rows/2/problems/0/code").asString())
        .as(preview.toString())
        .isEqualTo("exchange.name_unknown");
    for (JsonNode column : plan.path("columns")) {
      if (column.path("field").asString().equals("customer")) {
        ((ObjectNode) column).put("create", true);
      }
    }
    JsonNode over = run(builder, file, plan);
    assertThat(over.at("/report/forms/0/created").asInt()).as(over.toString()).isEqualTo(2);
    JsonNode orders =
        builder
            .get(
                Company.records("orders")
                    + Company.query("filter", "customer.name = \"" + customer + "\""))
            .json()
            .path("items");
    assertThat(orders).hasSize(1);
    assertThat(orders.get(0).at("/values/order_date").asString()).isEqualTo("2026-03-01");
    JsonNode whole = builder.get(Company.record("orders", Company.id(orders.get(0)))).json();
    assertThat(whole.at("/values/lines")).hasSize(2);
  }

  @Test
  void readsTextFilesInWhicheverCharset() throws Exception {
    String text = "客户名称;电话\n国标" + number + ";0769-22334455\n";
    JsonNode file = upload(builder, "客户.csv", text.getBytes(Charset.forName("GB18030")));
    assertThat(file.path("charset").asString()).isEqualTo("GB18030");
    ObjectNode suggestion = suggested(builder, file, "customers");
    assertThat(mapped(suggestion)).containsExactly("客户名称>name", "电话>phone");
  }

  @Test
  void keepsFilesAndFormsFromThoseWhoseTheyAreNot() throws Exception {
    JsonNode file = upload(builder, "a.csv", "名称\n甲\n".getBytes());
    String path = FILES + "/" + file.path("id").asString();
    Browser sales = company.person("sales");
    assertThat(sales.get(path).status()).isEqualTo(404);
    assertThat(sales.get(path + "/sheets/0").status()).isEqualTo(404);
    JsonNode own = upload(sales, "a.csv", "名称\n甲\n".getBytes());
    String ownPath = FILES + "/" + own.path("id").asString();
    Answer suggestion = sales.get(ownPath + "/sheets/0/suggestion?header=1&form=customers");
    assertThat(suggestion.status()).isEqualTo(403);
    Map<String, ?> plan =
        Map.of(
            "form",
            "customers",
            "columns",
            List.of(Map.of("index", 0, "header", "名称", "field", "name")));
    assertThat(sales.post(ownPath + "/start", plan).status()).isEqualTo(403);
    assertThat(
            Company.violations(
                builder.post(
                    path + "/start",
                    Map.of(
                        "form",
                        "customers",
                        "columns",
                        List.of(Map.of("index", 7, "header", "x", "field", "nothing"))))))
        .contains("columns exchange.field_unwritable");
  }
}
