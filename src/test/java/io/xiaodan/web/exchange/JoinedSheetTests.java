package io.xiaodan.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Heads on one sheet, their line items on another. */
@ServerTest
class JoinedSheetTests {

  private static final List<List<String>> HEADS =
      List.of(List.of("单号", "客户"), List.of("A1", "甲"), List.of("A2", "乙"));

  @LocalServerPort private int port;
  @Autowired private People people;

  private Company company;
  private Browser builder;

  @BeforeEach
  void open() {
    company = new Company(port, people);
    builder = company.person("builder");
  }

  private static byte[] book(List<List<String>> heads, List<List<String>> lines)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Test", "1.0")) {
      for (List<List<String>> rows : List.of(heads, lines)) {
        Worksheet sheet = book.newWorksheet(rows.equals(heads) ? "订单" : "明细");
        for (int r = 0; r < rows.size(); r++) {
          for (int c = 0; c < rows.get(r).size(); c++) {
            sheet.value(r, c, rows.get(r).get(c));
          }
        }
      }
    }
    return out.toByteArray();
  }

  private Answer join(byte[] book, Map<String, ?> body) {
    JsonNode file = Company.ok(201, builder.upload(ImportSheetTests.FILES, "两张.xlsx", book));
    return builder.post(
        ImportSheetTests.FILES + "/" + file.path("id").asString() + "/joined", body);
  }

  private Answer join(List<List<String>> heads, List<List<String>> lines) throws IOException {
    return join(
        book(heads, lines), Map.of("head", Map.of("sheet", 0), "lines", Map.of("sheet", 1)));
  }

  @Test
  void putsTheHeadBeforeTheFirstOfItsLineItemsInWhateverOrderTheyStand() throws Exception {
    JsonNode file =
        Company.ok(
            201,
            join(
                HEADS,
                List.of(
                    List.of("产品", "单号", "客户", "数量"),
                    List.of("尺", "A2", "乙", "1"),
                    List.of("笔", "A1", "甲", "2"),
                    List.of("纸", "A2", "乙", "3"))));
    assertThat(file.path("sheets").size()).isEqualTo(3);
    assertThat(file.at("/sheets/2/name").asString()).isEqualTo("订单 + 明细");
    String path = ImportSheetTests.FILES + "/" + file.path("id").asString() + "/sheets/2";
    assertThat(Company.ok(200, builder.get(path)).path("top").toString())
        .isEqualTo(
            "[[\"单号\",\"客户\",\"产品\",\"数量\"],[\"A1\",\"甲\",\"笔\",\"2\"],"
                + "[\"A2\",\"乙\",\"尺\",\"1\"],[\"\",\"\",\"纸\",\"3\"]]");
    assertThat(
            company
                .person("builder")
                .post(
                    ImportSheetTests.FILES + "/" + file.path("id").asString() + "/joined",
                    Map.of("head", Map.of("sheet", 0), "lines", Map.of("sheet", 1)))
                .status())
        .isEqualTo(404);
  }

  @Test
  void refusesLineItemsWithoutAHeadAndHeadsThatCannotBeToldApart() throws Exception {
    Answer orphan =
        join(
            HEADS,
            List.of(List.of("单号", "产品"), List.of("A1", "笔"), List.of("A9", "纸"), List.of("", "尺")));
    assertThat(Company.violations(orphan)).containsExactly("file exchange.join_orphans");
    assertThat(orphan.text()).contains("3 (A9)、4");
    List<List<String>> lines = List.of(List.of("单号", "产品"), List.of("A1", "笔"));
    Answer twice =
        join(List.of(List.of("单号", "客户"), List.of("A1", "甲"), List.of("A1", "乙")), lines);
    assertThat(Company.violations(twice)).containsExactly("file exchange.join_twice");
    Answer empty = join(List.of(List.of("单号", "客户"), List.of("", "甲")), lines);
    assertThat(Company.violations(empty)).containsExactly("file exchange.join_empty");
    Answer apart = join(HEADS, List.of(List.of("编号", "产品"), List.of("A1", "笔")));
    assertThat(Company.violations(apart)).containsExactly("lines exchange.join_column");
    byte[] book = book(HEADS, lines);
    assertThat(
            Company.violations(
                join(book, Map.of("head", Map.of("sheet", 1), "lines", Map.of("sheet", 1)))))
        .containsExactly("lines exchange.join_same");
    assertThat(Company.violations(join(book, Map.of("head", Map.of("sheet", 1)))))
        .containsExactly("lines exchange.property");
    assertThat(join(book, Map.of("head", Map.of("sheet", 7), "lines", Map.of("sheet", 1))).status())
        .isEqualTo(404);
  }
}
