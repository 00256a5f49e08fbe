package io.xiaodan.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Files that are broken, hostile, or not what they seem. */
@ServerTest
class BadSheetTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;

  @BeforeEach
  void open() {
    builder = new Company(port, people).person("builder");
  }

  private Answer upload(String name, byte[] content) {
    return builder.upload(ImportSheetTests.FILES, name, content);
  }

  private String refusal(byte[] content) {
    Answer answer = upload("file.xlsx", content);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().at("/violations/0/message").asString()).isNotBlank();
    return answer.json().at("/violations/0/code").asString();
  }

  private static byte[] book() throws IOException {
    return Books.of(List.of(List.of("名称", "数量"), Arrays.asList("甲", 12345)));
  }

  @Test
  void refusesAFileCutInHalf() throws Exception {
    byte[] book = book();
    assertThat(refusal(Arrays.copyOf(book, book.length / 2))).isEqualTo("exchange.book_broken");
  }

  @Test
  void refusesOldAndProtectedWorkbooksWithAWayOut() {
    byte[] old = new byte[4096];
    old[0] = (byte) 0xD0;
    old[1] = (byte) 0xCF;
    old[2] = 0x11;
    old[3] = (byte) 0xE0;
    assertThat(refusal(old)).isEqualTo("exchange.book_old");
  }

  @Test
  void refusesWhatIsNoSheetAtAll() throws Exception {
    assertThat(refusal(Books.packed(Map.of("readme.txt", new byte[] {1}))))
        .isEqualTo("exchange.book_none");
    assertThat(refusal("%PDF-1.7 nothing".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("exchange.book_none");
    assertThat(refusal(new byte[] {1, 2, 0, 4, 5, 0, 0, 0, 9})).isEqualTo("exchange.book_none");
    assertThat(refusal(new byte[0])).isEqualTo("exchange.file_empty");
    assertThat(refusal("\n\n\n".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("exchange.file_empty");
    assertThat(refusal(new byte[] {(byte) 0xff, (byte) 0x80, (byte) 0xff, (byte) 0xff, 'a'}))
        .isEqualTo("exchange.file_charset_unknown");
  }

  @Test
  void refusesABombBeforeItIsRead() throws Exception {
    Map<String, byte[]> parts = Books.parts(book());
    ByteArrayOutputStream sheet = new ByteArrayOutputStream();
    sheet.write("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
    byte[] nothing = new byte[1 << 20];
    Arrays.fill(nothing, (byte) ' ');
    for (int i = 0; i < 110; i++) {
      sheet.write(nothing);
    }
    parts.put("xl/worksheets/sheet1.xml", sheet.toByteArray());
    assertThat(refusal(Books.packed(parts))).isEqualTo("exchange.book_bomb");
  }

  @Test
  void refusesCellsBeyondEverySheetAndSheetsTooWideToBeATable() throws Exception {
    assertThat(refusal(Books.changed(book(), "r=\"B2\"", "r=\"ABCDEFGH2\"")))
        .isEqualTo("exchange.book_columns");
    assertThat(refusal(Books.changed(book(), "r=\"B2\"", "r=\"XFD2\"")))
        .isEqualTo("exchange.book_wide");
  }

  @Test
  void readsResultsOfFormulasAndSaysSoAndLeavesErrorsEmpty() throws Exception {
    byte[] book =
        Books.changed(
            Books.changed(book(), "<v>12345</v>", "<f>SUM(1,2)</f><v>3</v>"),
            "</row></sheetData>",
            "</row><row r=\"3\"><c r=\"A3\" t=\"e\"><v>#N/A</v></c><c r=\"B3\"><v>7</v></c></row></sheetData>");
    JsonNode file = Company.ok(201, upload("公式.xlsx", book));
    assertThat(file.at("/sheets/0/formulas").asInt()).isEqualTo(1);
    assertThat(file.at("/sheets/0/errors").asInt()).isEqualTo(1);
    JsonNode top =
        builder
            .get(ImportSheetTests.FILES + "/" + file.path("id").asString() + "/sheets/0")
            .json()
            .path("top");
    assertThat(top.toString()).contains("[\"甲\",\"3\"]").contains("[\"\",\"7\"]");
  }

  @Test
  void leavesMacrosAloneAndSaysSo() throws Exception {
    Map<String, byte[]> parts = Books.parts(book());
    parts.put("xl/vbaProject.bin", new byte[] {1, 2, 3});
    JsonNode file = Company.ok(201, upload("宏.xlsm", Books.packed(parts)));
    assertThat(file.path("macros").asBoolean()).isTrue();
  }

  @Test
  void takesAFormulaInATextFileAsTheTextItIs() throws Exception {
    int number = Company.unique();
    String text = "客户名称\n'=cmd!calc" + number + "\n";
    JsonNode file = Company.ok(201, upload("a.csv", text.getBytes(StandardCharsets.UTF_8)));
    String path = ImportSheetTests.FILES + "/" + file.path("id").asString();
    JsonNode plan =
        builder.get(path + "/sheets/0/suggestion?header=1&form=customers").json().path("plan");
    JsonNode preview = Company.ok(200, builder.post(path + "/preview", plan));
    assertThat(preview.at("/rows/0/cells/0").asString()).isEqualTo("=cmd!calc" + number);
  }

  @Test
  void unpacksTextNoFurtherThanItIsText() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("名称,数量\n甲,1\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(upload("a.csv.gz", packed.toByteArray()).status()).isEqualTo(201);
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    assertThat(refusal(half)).isEqualTo("exchange.book_broken");
  }
}
