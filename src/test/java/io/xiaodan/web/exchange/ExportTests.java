package io.xiaodan.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Lists handed out as files. */
@ServerTest
class ExportTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Company company;
  private Browser builder;

  @BeforeEach
  void open() {
    company = new Company(port, people);
    builder = company.person("builder");
  }

  private static Answer ask(Browser browser, String form, Map<String, ?> wish) {
    return browser.post("/api/forms/" + form + "/exports", wish);
  }

  /** Asks, waits and fetches. */
  private static byte[] export(Browser browser, String form, Map<String, ?> wish) {
    JsonNode job = Company.ok(201, ask(browser, form, wish));
    String path = "/api/exports/" + job.path("id").asString();
    JsonNode over = Waiting.over(browser, path);
    assertThat(over.path("state").asString()).as(over.toString()).isEqualTo("done");
    return browser.get(path + "/file").response().body();
  }

  private static List<Row> rows(byte[] book, int sheet) throws IOException {
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(book))) {
      Sheet found = workbook.getSheet(sheet).orElseThrow();
      return found.read();
    }
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>();
    row.forEach(cell -> texts.add(cell == null ? "" : cell.getText()));
    return texts;
  }

  @Test
  void writesWhatTheListShowsWithNamesLabelsAndExactNumbers() throws Exception {
    String mark = "导出" + Company.unique();
    String customer =
        Company.id(
            Company.create(
                builder,
                "customers",
                Map.of("name", "=HYPERLINK(\"x\")" + mark, "region", "south")));
    Company.create(
        builder, "orders", Company.order(customer, Company.product(builder, "12.5"), "0.1"));
    byte[] book =
        export(
            builder,
            "orders",
            Map.of(
                "search",
                mark,
                "columns",
                List.of("order_no", "customer", "order_date", "amount")));
    List<Row> rows = rows(book, 0);
    assertThat(rows).hasSize(2);
    Row row = rows.get(1);
    assertThat(row.getCell(1).getType()).isEqualTo(CellType.STRING);
    assertThat(row.getCell(1).getText()).isEqualTo("=HYPERLINK(\"x\")" + mark);
    assertThat(row.getCell(2).getType()).isEqualTo(CellType.NUMBER);
    assertThat(row.getCellAsDate(2)).isPresent();
    assertThat(row.getCell(3).asNumber()).isEqualByComparingTo(new BigDecimal("0.1"));
    String csv =
        new String(
            export(
                builder,
                "orders",
                Map.of("format", "csv", "search", mark, "columns", List.of("customer", "amount"))),
            StandardCharsets.UTF_8);
    assertThat(csv).startsWith("\uFEFF").contains("'=HYPERLINK").contains("0.10");
  }

  @Test
  void writesLineItemsIntoRowsOfTheirOwnOrASheetOfTheirOwn() throws Exception {
    String customer = Company.customer(builder);
    String product = Company.product(builder, "3");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("customer", customer);
    values.put(
        "lines",
        List.of(
            Map.of("product", product, "quantity", 1, "price", "2"),
            Map.of("product", product, "quantity", 7, "price", "2")));
    String id = Company.id(Company.create(builder, "orders", values));
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("filter", "id = \"" + id + "\"");
    wish.put("columns", List.of("order_no", "lines.quantity", "lines.amount"));
    wish.put("lines", "flat");
    List<Row> flat = rows(export(builder, "orders", wish), 0);
    assertThat(flat).hasSize(3);
    assertThat(flat.get(0).getCellText(0)).isEqualTo("Record no.");
    assertThat(flat.get(1).getCellText(0)).isEqualTo(flat.get(2).getCellText(0));
    assertThat(flat.get(1).getCellText(1)).isEqualTo(flat.get(2).getCellText(1));
    assertThat(flat.get(2).getCell(2).asNumber()).isEqualByComparingTo("7");
    wish.put("lines", "sheet");
    byte[] book = export(builder, "orders", wish);
    assertThat(rows(book, 0)).hasSize(2);
    assertThat(rows(book, 1)).hasSize(3);
    assertThat(rows(book, 1).get(1).getCell(3).asNumber()).isEqualByComparingTo("2");
  }

  @Test
  void leavesOutWhatThePersonMayNotSee() throws Exception {
    String mark = "密" + Company.unique();
    String role = "exp_" + Company.unique();
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "%s", "label": "导出员", "forms": {"customers":
          {"view": "mine", "create": true, "export": true, "fields": {"phone": "hidden"}}}}
        """
            .formatted(role));
    Browser clerk = company.person(role);
    Company.create(
        builder,
        "customers",
        Map.of("name", "别人的" + mark, "region", "south", "phone", "13800138000"));
    Company.create(clerk, "customers", Map.of("name", "自己的" + mark, "region", "south"));
    List<Row> rows = rows(export(clerk, "customers", Map.of("search", mark)), 0);
    assertThat(rows).hasSize(2);
    String all = rows.stream().map(ExportTests::texts).toList().toString();
    assertThat(all).contains("自己的").doesNotContain("别人的").doesNotContain("13800138000");
    assertThat(Company.violations(ask(clerk, "customers", Map.of("columns", List.of("phone")))))
        .containsExactly("columns exchange.column_unknown");
    assertThat(ask(clerk, "customers", Map.of("filter", "phone = \"13800138000\"")).status())
        .isEqualTo(400);
    assertThat(ask(clerk, "orders", Map.of()).status()).isEqualTo(404);
    assertThat(ask(company.person("warehouse"), "customers", Map.of()).status()).isIn(403, 404);
    JsonNode job = Company.ok(201, ask(clerk, "customers", Map.of()));
    String path = "/api/exports/" + job.path("id").asString();
    Waiting.over(clerk, path);
    assertThat(company.person("sales").get(path).status()).isEqualTo(404);
    assertThat(builder.get(path + "/file").status()).isEqualTo(404);
  }

  @Test
  void writesMasksForMaskedFieldsAndLooksNoFurtherThanThePersonMay() throws Exception {
    int number = Company.unique();
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "owners_%1$d", "label": "业主", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "limit", "type": "money"},
          {"key": "kind", "type": "select", "options": [{"key": "k", "label": "大客户"}]}]}
        """
            .formatted(number));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "houses_%1$d", "label": "房子", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "worth", "type": "money"},
          {"key": "owner", "type": "reference", "form": "owners_%1$d"},
          {"key": "limit", "type": "lookup", "path": "owner.limit", "label": "额度"},
          {"key": "kind", "type": "lookup", "path": "owner.kind", "label": "种类"}]}
        """
            .formatted(number));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "agent_%1$d", "label": "中介", "forms": {
          "owners_%1$d": {"view": "all", "fields": {"limit": "hidden"}},
          "houses_%1$d": {"view": "all", "export": true, "fields": {"worth": "masked"}}}}
        """
            .formatted(number));
    String owner =
        Company.id(
            Company.create(
                builder,
                "owners_" + number,
                Map.of("name", "张", "limit", "12345.67", "kind", "k")));
    String houses = "houses_" + number;
    Company.create(builder, houses, Map.of("name", "一栋", "worth", "98765.43", "owner", owner));
    Row all = rows(export(builder, houses, Map.of()), 0).get(1);
    assertThat(all.getCell(3).asNumber()).isEqualByComparingTo("12345.67");
    assertThat(all.getCellText(4)).isEqualTo("大客户");
    Browser agent = company.person("agent_" + number);
    List<String> seen = texts(rows(export(agent, houses, Map.of()), 0).get(1));
    assertThat(seen).containsExactly("一栋", "***", "张", "", "大客户");
    assertThat(seen.toString()).doesNotContain("98765", "12345");
  }

  @Test
  void packsAttachedFilesBesideTheSheet() throws Exception {
    int number = Company.unique();
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "papers_%d", "label": "资料", "title": "name", "fields": [
          {"key": "name", "type": "text", "label": "名称"},
          {"key": "files", "type": "attachment", "label": "附件"}]}
        """
            .formatted(number));
    String file =
        Company.id(
            builder
                .upload("/api/attachments", "合同.txt", "两份".getBytes(StandardCharsets.UTF_8))
                .json());
    Company.create(builder, "papers_" + number, Map.of("name", "华强/一", "files", List.of(file)));
    byte[] zip = export(builder, "papers_" + number, Map.of("attachments", true));
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().endsWith(".txt")) {
          assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("两份");
        }
      }
    }
    assertThat(names).hasSize(2).contains("files/华强_一/合同.txt");
  }

  @Test
  void refusesWishesThatMakeNoSense() {
    assertThat(Company.violations(ask(builder, "orders", Map.of("format", "pdf"))))
        .containsExactly("format exchange.property");
    assertThat(
            Company.violations(ask(builder, "orders", Map.of("format", "csv", "lines", "sheet"))))
        .containsExactly("lines exchange.csv_one_sheet");
    assertThat(ask(builder, "orders", Map.of("sort", "nothing")).status()).isEqualTo(400);
    assertThat(ask(builder, "nothing", Map.of()).status()).isEqualTo(404);
  }
}
