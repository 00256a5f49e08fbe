package io.xiaodan.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sheets as people really make them: cells joined, numbers and days as text, rows twice. */
@ServerTest
class OddSheetTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;
  private String form;

  @BeforeEach
  void open() {
    builder = new Company(port, people).person("builder");
    form = "odd_" + Company.unique();
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "杂", "title": "name", "fields": [
          {"key": "name", "type": "text", "label": "名称"},
          {"key": "code", "type": "text", "label": "编码"},
          {"key": "day", "type": "date", "label": "日期"},
          {"key": "amount", "type": "money", "label": "金额"},
          {"key": "count", "type": "number", "scale": 0, "label": "数量"}]}
        """
            .formatted(form));
  }

  /** Takes a file as the wizard proposes to; what becomes of its lines. */
  private JsonNode bringIn(byte[] file, String... key) {
    JsonNode staged = Company.ok(201, builder.upload(ImportSheetTests.FILES, "杂", file));
    String path = ImportSheetTests.FILES + "/" + staged.path("id").asString();
    int header = Company.ok(200, builder.get(path + "/sheets/0")).path("header").asInt();
    ObjectNode plan =
        (ObjectNode)
            Company.ok(
                    200,
                    builder.get(
                        path
                            + "/sheets/0/suggestion"
                            + Company.query("header", header, "form", form)))
                .path("plan");
    ArrayNode keys = plan.putArray("key");
    Arrays.stream(key).forEach(keys::add);
    JsonNode job = Company.ok(201, builder.post(path + "/start", plan));
    JsonNode over = Waiting.over(builder, "/api/imports/" + job.path("id").asString());
    assertThat(over.path("state").asString()).as(over.toString()).isEqualTo("done");
    assertThat(over.at("/report/balanced").asBoolean()).isTrue();
    return over;
  }

  private String reasons(JsonNode over) {
    return builder.get("/api/imports/" + over.path("id").asString() + "/refused.csv").text();
  }

  private Map<String, JsonNode> records() {
    Map<String, JsonNode> all = new TreeMap<>();
    Company.ok(200, builder.get(Company.records(form) + "?limit=100"))
        .path("items")
        .forEach(item -> all.put(Company.value(item, "name"), item.path("values")));
    return all;
  }

  private JsonNode record(String name) {
    return Objects.requireNonNull(records().get(name), name);
  }

  @Test
  void readsNumbersAndDaysThatWereTypedAsText() throws Exception {
    JsonNode over =
        bringIn(
            Books.of(
                List.of(
                    List.of("名称", "编码", "日期", "金额", "数量"),
                    List.of("甲", "00123", "2026年3月1日", "¥1,234.50", "１２"),
                    List.of("乙", 123, LocalDate.of(2026, 3, 2), 99.5, 7),
                    List.of("丙", "E1", "2026/3/3", "(20)", "1,000"),
                    List.of("丁", "E2", "20260304", "3元", " 8 "))));
    assertThat(over.at("/report/lines/imported").asInt()).as(reasons(over)).isEqualTo(4);
    assertThat(record("甲").toString()).contains("\"00123\"", "2026-03-01", "\"1234.50\"", "\"12\"");
    assertThat(record("乙").toString()).contains("\"123\"", "2026-03-02", "\"99.50\"", "\"7\"");
    assertThat(record("丙").toString()).contains("2026-03-03", "\"-20.00\"", "\"1000\"");
    assertThat(record("丁").toString()).contains("2026-03-04", "\"3.00\"", "\"8\"");
  }

  @Test
  void refusesWhatIsNoDayOrNumberCellByCellAndBringsInTheRest() throws Exception {
    JsonNode over =
        bringIn(
            Books.of(
                List.of(
                    List.of("名称", "日期", "金额"),
                    List.of("好", "2026-03-01", "1"),
                    List.of("坏", "2026-02-30", "很多"),
                    List.of("也坏", "3月1日", "1"))));
    assertThat(over.at("/report/lines/imported").asInt()).isEqualTo(1);
    assertThat(over.at("/report/lines/refused").asInt()).isEqualTo(2);
    assertThat(reasons(over)).contains("2026-02-30", "很多", "3月1日").doesNotContain("好,");
    assertThat(records()).containsOnlyKeys("好");
  }

  @Test
  void takesJoinedCellsForTheirFirstAndLeavesTheOthersEmpty() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Test", "1.0")) {
      Worksheet sheet = book.newWorksheet("表");
      sheet.value(0, 0, "二〇二六年登记表");
      sheet.range(0, 0, 0, 2).merge();
      List<List<String>> rows =
          List.of(
              List.of("名称", "编码", "数量"),
              List.of("甲", "X", "1"),
              List.of("乙", "", "2"),
              List.of("丙", "Y", "3"));
      for (int r = 0; r < rows.size(); r++) {
        for (int c = 0; c < 3; c++) {
          if (!rows.get(r).get(c).isEmpty()) {
            sheet.value(r + 1, c, rows.get(r).get(c));
          }
        }
      }
      sheet.range(2, 1, 3, 1).merge();
    }
    JsonNode over = bringIn(out.toByteArray());
    assertThat(over.at("/report/lines/imported").asInt()).as(reasons(over)).isEqualTo(3);
    assertThat(record("甲").path("code").asString()).isEqualTo("X");
    assertThat(record("乙").path("code").isNull()).isTrue();
    assertThat(record("丙").path("code").asString()).isEqualTo("Y");
  }

  @Test
  void refusesARowThatStandsTwiceInTheFileAndNamesTheFirst() throws Exception {
    byte[] file =
        Books.of(
            List.of(
                List.of("名称", "编码"), List.of("甲", "K1"), List.of("乙", "K2"), List.of("甲又", "K1")));
    JsonNode over = bringIn(file, "code");
    assertThat(over.at("/report/lines/imported").asInt()).isEqualTo(2);
    assertThat(over.at("/report/lines/refused").asInt()).isEqualTo(1);
    assertThat(reasons(over)).contains("甲又").contains("line 2");
    assertThat(bringIn(file, "code").at("/report/lines/existing").asInt()).isEqualTo(2);
    assertThat(records()).containsOnlyKeys("甲", "乙");
  }

  @Test
  void readsEveryCharsetASpreadsheetSavesTextIn() {
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_8,
            Charset.forName("GB18030"),
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE)) {
      boolean mark = charset.name().startsWith("UTF-16");
      String text = (mark ? "\uFEFF" : "") + "名称\t数量\r\n" + "字符集" + charset.name() + "\t1\r\n";
      JsonNode over = bringIn(text.getBytes(charset));
      assertThat(over.at("/report/lines/imported").asInt()).as(charset.name()).isEqualTo(1);
      assertThat(records()).containsKey("字符集" + charset.name());
    }
  }

  @Test
  void refusesAMillionColumnsAndKeepsWorking() {
    String wide = "列,".repeat(1_000_000) + "末\n" + "1\n";
    Browser.Answer answer =
        builder.upload(ImportSheetTests.FILES, "宽.csv", wide.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text()).doesNotContain("Exception", "internal");
  }
}
