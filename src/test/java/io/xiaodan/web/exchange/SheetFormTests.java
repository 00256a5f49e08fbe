package io.xiaodan.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Forms proposed from sheets, good and bad. */
@ServerTest
class SheetFormTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Company company;
  private Browser builder;

  @BeforeEach
  void open() {
    company = new Company(port, people);
    builder = company.person("builder");
  }

  private String sheet(Browser browser, String name, byte[] content) {
    JsonNode file = Company.ok(201, browser.upload(ImportSheetTests.FILES, name, content));
    return ImportSheetTests.FILES + "/" + file.path("id").asString() + "/sheets/0/form";
  }

  private JsonNode proposed(String name, byte[] content) {
    return Company.ok(200, builder.get(sheet(builder, name, content)));
  }

  private JsonNode proposed(List<? extends List<? extends @Nullable Object>> rows)
      throws Exception {
    return proposed("客户登记表.xlsx", Books.of(rows));
  }

  private static JsonNode column(JsonNode proposal, String label) {
    return proposal
        .path("columns")
        .valueStream()
        .filter(column -> column.path("label").asString().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " in " + proposal));
  }

  private static String type(JsonNode proposal, String label) {
    return column(proposal, label).at("/kind/type").asString();
  }

  private static List<String> notes(JsonNode column) {
    return column.path("notes").valueStream().map(note -> note.path("code").asString()).toList();
  }

  private static List<String> labels(JsonNode proposal) {
    return proposal.path("columns").valueStream().map(c -> c.path("label").asString()).toList();
  }

  @Test
  void givesEachColumnTheTypeItsCellsSuggest() throws Exception {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(
        Arrays.asList(
            "订单号", "客户名称", "手机", "邮箱", "身份证", "信用代码", "数量", "单价", "折扣", "下单日期", "提交时间", "加急", "级别",
            "备注", "余量"));
    for (int i = 0; i < 12; i++) {
      rows.add(
          Arrays.asList(
              "DD-00" + i,
              "客户" + i,
              "1380013800" + i % 10,
              "a" + i + "@example.com",
              "11010519491231002X",
              "91350100M000100Y43",
              10 + i,
              new BigDecimal("1.255"),
              (90 + i % 5) + "%",
              LocalDate.of(2026, 3, 1 + i),
              "2026-03-0" + (1 + i % 9) + " 08:30",
              i % 2 == 0 ? "是" : "否",
              i % 2 == 0 ? "贵宾" : "普通",
              i == 3 ? "第一行\n第二行" : "",
              null));
    }
    JsonNode proposal = proposed(rows);
    assertThat(type(proposal, "订单号")).isEqualTo("text");
    assertThat(type(proposal, "手机")).isEqualTo("phone");
    assertThat(type(proposal, "邮箱")).isEqualTo("email");
    assertThat(type(proposal, "身份证")).isEqualTo("id_number");
    assertThat(type(proposal, "信用代码")).isEqualTo("credit_code");
    assertThat(type(proposal, "数量")).isEqualTo("number");
    assertThat(type(proposal, "单价")).isEqualTo("money");
    assertThat(column(proposal, "单价").at("/kind/scale").asInt()).isEqualTo(3);
    assertThat(type(proposal, "折扣")).isEqualTo("percent");
    assertThat(type(proposal, "下单日期")).isEqualTo("date");
    assertThat(type(proposal, "提交时间")).isEqualTo("datetime");
    assertThat(type(proposal, "加急")).isEqualTo("switch");
    assertThat(type(proposal, "级别")).isEqualTo("select");
    assertThat(column(proposal, "级别").at("/kind/options").toString()).isEqualTo("[\"贵宾\",\"普通\"]");
    assertThat(type(proposal, "备注")).isEqualTo("long_text");
    assertThat(column(proposal, "订单号").path("unique").asBoolean()).isTrue();
    assertThat(column(proposal, "订单号").path("required").asBoolean()).isTrue();
    assertThat(column(proposal, "身份证").path("unique").asBoolean()).isFalse();
    assertThat(column(proposal, "备注").path("required").asBoolean()).isFalse();
    assertThat(proposal.path("title").asString()).isEqualTo("dingdanhao");
    assertThat(proposal.path("name").asString()).isEqualTo("客户登记表");
    assertThat(proposal.path("key").asString()).isEqualTo("kehudengjibiao");
    assertThat(column(proposal, "余量").path("take").asBoolean()).isFalse();
    assertThat(notes(column(proposal, "余量"))).containsExactly("exchange.form_column_empty");
  }

  @Test
  void makesKeysThatCanBeKeysWhateverTheHeadersSay() throws Exception {
    List<Object> header =
        List.of(
            "ID", "true", "SKU 编码", "2026年", "（含税）", "单价", "单 价", "这一列有一个非常非常长的名字写了很多很多字", "Price");
    JsonNode proposal =
        proposed(List.of(header, Arrays.asList("1", "2", "3", "4", "5", "6", "7", "8", "9")));
    List<String> keys =
        proposal.path("columns").valueStream().map(c -> c.path("key").asString()).toList();
    assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[a-z][a-z0-9_]{0,28}"));
    assertThat(keys).doesNotContain("id", "true");
    assertThat(keys.get(5)).isEqualTo("danjia");
    assertThat(keys.getLast()).isEqualTo("price");
    assertThat(keys.get(7)).startsWith("zylyyg");
  }

  @Test
  void readsAHeaderOfTwoRowsWithMergedCells() throws Exception {
    JsonNode proposal =
        proposed(
            List.of(
                Arrays.asList("发货登记", null, null, null, null, null),
                Arrays.asList("单号", "收货方", null, "发货方", null, "日期"),
                Arrays.asList(null, "姓名", "电话", "姓名", "电话", null),
                Arrays.asList("A1", "张三", "13800138000", "李四", "13800138001", "2026-03-01"),
                Arrays.asList("A2", "王五", "13800138002", "赵六", "13800138003", "2026-03-02")));
    assertThat(proposal.path("header").asInt()).isEqualTo(3);
    assertThat(labels(proposal)).containsExactly("单号", "收货方姓名", "收货方电话", "发货方姓名", "发货方电话", "日期");
    assertThat(type(proposal, "发货方电话")).isEqualTo("phone");
    assertThat(type(proposal, "日期")).isEqualTo("date");
    assertThat(notes(column(proposal, "单号"))).contains("exchange.form_header_merged");
    assertThat(notes(column(proposal, "收货方电话"))).contains("exchange.form_header_twice");
  }

  @Test
  void namesColumnsWithoutAHeaderAndSaysSo() throws Exception {
    byte[] book =
        Books.of(
            List.of(
                Arrays.asList("名称", null, "名称", "备注"),
                Arrays.asList("甲", "x", "乙", null, "没有表头的一列"),
                Arrays.asList("丙", "y", "丁", null, null)));
    JsonNode proposal = Company.ok(200, builder.get(sheet(builder, "登记.xlsx", book) + "?header=1"));
    assertThat(labels(proposal)).containsExactly("名称", "B", "名称 2", "备注", "E");
    assertThat(notes(column(proposal, "B"))).containsExactly("exchange.form_header_empty");
    assertThat(notes(column(proposal, "名称 2"))).containsExactly("exchange.form_header_twice");
    assertThat(column(proposal, "备注").path("take").asBoolean()).isFalse();
    assertThat(column(proposal, "E").path("key").asString()).isEqualTo("e");
    assertThat(proposal.at("/columns/1/notes/0/message").asString()).contains("B");
  }

  @Test
  void pointsAtTheFewCellsThatKeepAColumnFromBeingNumbers() throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("名称", "库存", "到货日"));
    for (int i = 0; i < 40; i++) {
      rows.add(
          List.of(
              "货" + i,
              i == 7 ? "约30" : String.valueOf(i * 3),
              i == 9 ? "月底" : "2026/3/" + (1 + i % 28)));
    }
    JsonNode proposal = proposed(rows);
    assertThat(type(proposal, "库存")).isEqualTo("text");
    assertThat(notes(column(proposal, "库存"))).containsExactly("exchange.form_nearly_number");
    assertThat(column(proposal, "库存").at("/notes/0/message").asString()).contains("约30");
    assertThat(notes(column(proposal, "到货日"))).containsExactly("exchange.form_nearly_date");
    assertThat(notes(column(proposal, "名称"))).isEmpty();
  }

  @Test
  void readsTextFilesOfChineseWindowsAndSheetsWithNothingBelowTheHeader() {
    JsonNode csv =
        proposed(
            "供应商.csv",
            "名称,电话\n甲,13800138000\n乙,13800138001\n".getBytes(Charset.forName("GB18030")));
    assertThat(labels(csv)).containsExactly("名称", "电话");
    assertThat(csv.path("name").asString()).isEqualTo("供应商");
    assertThat(type(csv, "电话")).isEqualTo("phone");
    JsonNode empty = proposed("空表.csv", "名称,数量,日期\n".getBytes(Charset.forName("UTF-8")));
    assertThat(notes(empty)).containsExactly("exchange.form_no_rows");
    assertThat(empty.at("/columns/0/take").asBoolean()).isFalse();
  }

  @Test
  void isForBuildersAndForWhoeverUploadedTheFile() throws Exception {
    byte[] book = Books.of(List.of(List.of("名称", "数量"), List.of("甲", 1)));
    String path = sheet(builder, "a.xlsx", book);
    Browser sales = company.person("sales");
    assertThat(sales.get(path).status()).isEqualTo(403);
    assertThat(sales.get(sheet(sales, "b.xlsx", book)).status()).isEqualTo(403);
    assertThat(company.person("builder").get(path).status()).isEqualTo(404);
    assertThat(builder.get(path + "?header=9").status()).isEqualTo(400);
    assertThat(builder.get(path.replace("sheets/0", "sheets/7")).status()).isEqualTo(404);
    assertThat(Company.ok(200, builder.get(path + "?header=2")).at("/columns/0/label").asString())
        .isEqualTo("甲");
  }
}
