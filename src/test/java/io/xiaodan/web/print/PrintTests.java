package io.xiaodan.web.print;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Documents of one record: what stands on which page, and who may see what of it. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrintTests {

  private static final Pattern SUM = Pattern.compile("(Page total|Total) ([\\d,.]+)");

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String notes = "notes" + number;
  private final String partners = "partners" + number;
  private final String template = "sheet" + number;
  private Browser builder;
  private Company company;

  @BeforeAll
  void build() {
    company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "伙伴", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "level", "type": "text"}, {"key": "secret", "type": "text"}]}
        """
            .formatted(partners));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "送货", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "partner", "type": "reference", "form": "%s", "label": "伙伴"},
          {"key": "cost", "type": "money", "label": "成本"}, {"key": "phone", "type": "phone", "label": "电话"},
          {"key": "kind", "type": "select", "label": "类型", "options": [{"key": "a", "label": "加急件"}]},
          {"key": "story", "type": "rich_text", "label": "说明"}, {"key": "photo", "type": "image", "label": "照片"},
          {"key": "lines", "type": "lines", "label": "明细", "fields": [
            {"key": "goods", "type": "text", "label": "货品"}, {"key": "quantity", "type": "number", "scale": 3, "label": "数量"},
            {"key": "amount", "type": "money", "scale": 2, "label": "金额"}]},
          {"key": "amount", "type": "money", "formula": "SUM(lines.amount)", "label": "合计"}]}
        """
            .formatted(notes, partners));
    Company.publish(builder, document(template));
  }

  private String document(String key) {
    return """
    {"kind": "print", "key": "%s", "label": "送货单", "form": "%s", "paper": {"size": "241x140"},
      "header": {"right": "No. {name}"}, "footer": {"center": "{page} / {pages}"},
      "body": [
        {"key": "t", "type": "title", "text": "送货单 {name}"},
        {"key": "f", "type": "fields", "columns": 2, "items": [
          {"field": "partner"}, {"field": "kind"}, {"field": "cost"}, {"field": "phone"}, {"field": "story"}, {"field": "photo"},
          {"label": "等级", "text": "{partner.level}"}, {"label": "密", "text": "{partner.secret}"},
          {"label": "毛利", "text": "{amount - cost}"}, {"label": "类型名", "text": "{kind}"}]},
        {"key": "g", "type": "table", "lines": "lines", "numbered": true, "pageTotals": true, "totals": true, "columns": [
          {"field": "goods", "width": 30}, {"text": "{parent.name}", "label": "单号", "width": 10},
          {"field": "quantity", "width": 10}, {"field": "amount", "width": 12, "total": true}]},
        {"key": "c", "type": "text", "text": "大写：{RMBUPPER(amount)}"},
        {"key": "q", "type": "code", "format": "qr", "link": true},
        {"key": "s", "type": "signatures", "labels": ["制单", "签收"]}]}
    """
        .formatted(key, notes);
  }

  private Map<String, Object> note(String name, List<Map<String, String>> lines) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("lines", lines);
    return values;
  }

  private Paper print(Map<String, Object> values) {
    String made = id(create(builder, notes, values));
    return Paper.of(Paper.print(builder, notes, made, template));
  }

  @Test
  void addsUpThreeHundredLinesPageByPageToTheCent() {
    Random random = new Random(300);
    List<Map<String, String>> lines = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < 300; i++) {
      BigDecimal amount = BigDecimal.valueOf(random.nextInt(10_000_000), 2);
      sum = sum.add(amount);
      String goods = "螺丝 M" + i + (i % 9 == 0 ? "，加长加粗带垫片的那一种，不锈钢三零四，防松防锈，十个一包" : "");
      lines.add(Map.of("goods", goods, "quantity", "1.5", "amount", amount.toPlainString()));
    }
    Paper paper = print(note("N300", lines));
    assertThat(paper.pages().size()).isGreaterThan(10);
    BigDecimal pageTotals = BigDecimal.ZERO;
    BigDecimal total = null;
    int withRows = 0;
    for (int page = 0; page < paper.pages().size(); page++) {
      String text = paper.pages().get(page);
      assertThat(text).contains((page + 1) + " / " + paper.pages().size(), "No. N300");
      if (text.contains("螺丝 M")) {
        withRows++;
        assertThat(text).as("page %d", page).contains("货品", "数量", "金额", "Page total");
      }
      Matcher sums = SUM.matcher(text);
      while (sums.find()) {
        BigDecimal found = new BigDecimal(sums.group(2).replace(",", ""));
        if (sums.group(1).equals("Total")) {
          total = found;
        } else {
          pageTotals = pageTotals.add(found);
          assertThat(found).as("page %d", page).isEqualByComparingTo(onPage(text, lines));
        }
      }
    }
    assertThat(withRows).isGreaterThan(10);
    assertThat(pageTotals).isEqualByComparingTo(sum);
    assertThat(total).isEqualByComparingTo(sum);
    for (int i = 0; i < 300; i++) {
      assertThat(paper.text()).contains("螺丝M" + i);
    }
  }

  /** The sum of the lines that are found on a page by their numbers. */
  private static BigDecimal onPage(String text, List<Map<String, String>> lines) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < lines.size(); i++) {
      if (Pattern.compile("螺丝 M" + i + "(?!\\d)").matcher(text).find()) {
        sum = sum.add(new BigDecimal(lines.get(i).getOrDefault("amount", "0")));
      }
    }
    return sum;
  }

  @Test
  void printsEveryCharacterAndBreaksWhatIsTooLong() {
    String rare = "喆堃珺镕㛃𬭎①㎡￥°—“”";
    String word = "ABCDEFGHIJ".repeat(12);
    Map<String, Object> values = note("R1", List.of(Map.of("goods", rare + word, "amount", "1")));
    values.put("kind", "a");
    values.put("story", "<p>第一段 <b>粗体</b><i>斜体</i></p><ul><li>甲</li><li>乙</li></ul>");
    Paper paper = print(values);
    assertThat(paper.text()).contains(rare, "第一段粗体斜体", "•甲", "•乙", "类型:加急件", "类型名:加急件", "大写：壹元整");
    assertThat(paper.text().replaceAll("[^A-J]", "")).isEqualTo(word);
    float right = paper.sheets().getFirst().getMediaBox().getWidth();
    assertThat(right).isBetween(682f, 684f);
  }

  @Test
  void printsARecordWithoutLinesAndWithoutValues() {
    Paper paper = print(note("E1", List.of()));
    assertThat(paper.pages()).hasSize(1);
    assertThat(paper.text()).contains("送货单E1", "(norows)", "1/1", "制单", "签收");
    assertThat(paper.pictures()).isEqualTo(1);
  }

  @Test
  void drawsThePicturesOfTheRecord() throws Exception {
    java.awt.image.BufferedImage image =
        new java.awt.image.BufferedImage(30, 20, java.awt.image.BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 3, 0xFF8800);
    var out = new java.io.ByteArrayOutputStream();
    javax.imageio.ImageIO.write(image, "png", out);
    String file = id(ok(201, builder.upload("/api/attachments", "a.png", out.toByteArray())));
    Map<String, Object> values = note("P1", List.of());
    values.put("photo", List.of(file));
    assertThat(print(values).pictures()).isEqualTo(2);
  }

  @Test
  void showsNobodyMoreThanTheScreenDoes() {
    role("clerk", "\"fields\": {\"cost\": \"hidden\", \"phone\": \"masked\"}, \"print\": true");
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "near%d", "label": "近", "forms": {"%s": {"view": "all", "fields": {"secret": "hidden"}}}}
        """
            .formatted(number, partners));
    String partner =
        id(create(builder, partners, Map.of("name", "华强电子", "level", "钻石级", "secret", "机密甲乙")));
    Map<String, Object> values = note("L1", List.of(Map.of("goods", "x", "amount", "900")));
    values.put("partner", partner);
    values.put("cost", "123.45");
    values.put("phone", "13812345678");
    String made = id(create(builder, notes, values));
    assertThat(Paper.of(Paper.print(builder, notes, made, template)).text())
        .contains("123.45", "13812345678", "776.55", "钻石级", "机密甲乙", "华强电子");
    String clerk =
        Paper.of(Paper.print(company.person("clerk" + number), notes, made, template)).text();
    assertThat(clerk)
        .contains("138****5678", "华强电子", "900.00")
        .doesNotContain("123.45", "成本", "13812345678", "776.55", "钻石级", "机密");
    String near =
        Paper.of(
                Paper.print(
                    company.person("clerk" + number, "near" + number), notes, made, template))
            .text();
    assertThat(near).contains("钻石级").doesNotContain("机密", "123.45", "776.55");
  }

  @Test
  void printsForNobodyWhoMayNotPrintOrSee() {
    role("reader", "\"fields\": {}");
    role("stranger", "\"view\": {\"formula\": \"name = \\\"nobody\\\"\"}, \"print\": true");
    String made = id(create(builder, notes, note("X1", List.of())));
    assertRefused(403, "print.may_not_print", company.person("reader" + number), made);
    assertRefused(404, "record.not_found", company.person("stranger" + number), made);
    assertRefused(404, "access.no_form", company.person("sales"), made);
    assertThat(Paper.print(builder, notes, made, "nothing").json().path("code").asString())
        .isEqualTo("print.no_template");
    assertThat(Paper.print(builder, notes, made, "order_sheet").json().path("code").asString())
        .isEqualTo("print.no_template");
    assertThat(Paper.print(new Browser(port), notes, made, template).status()).isEqualTo(401);
  }

  private void assertRefused(int status, String code, Browser browser, String record) {
    for (String more : List.of("", "/pages")) {
      Answer answer =
          browser.post(
              "/api/forms/%s/records/%s/print%s?template=%s"
                  .formatted(notes, record, more, template),
              "");
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }
  }

  private void role(String key, String rights) {
    String view = rights.startsWith("\"view\"") ? "" : "\"view\": \"all\", ";
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "%s%d", "label": "%s", "forms": {"%s": {%s%s}}}
        """
            .formatted(key, number, key, notes, view, rights));
  }

  @Test
  void findsWhatIsWrongInATemplateAndPublishesNoneOfIt() {
    String wrong =
        """
        {"kind": "print", "key": "wrong%d", "label": "错", "form": "%s", "paper": {"size": "A5", "margins": {"left": 99, "right": 99}},
          "body": [{"key": "a", "type": "text", "text": "{nothing}"}, {"key": "a", "type": "line"},
            {"key": "b", "type": "table", "lines": "none", "columns": [{"field": "x"}]},
            {"key": "c", "type": "fields", "items": [{"field": "gone"}]},
            {"key": "d", "type": "table", "lines": "lines", "columns": [{"field": "goods", "total": true}]},
            {"key": "e", "type": "picture", "data": "data:image/svg+xml;base64,AAAA"},
            {"key": "f", "type": "row", "cells": [{"blocks": [{"key": "g", "type": "row", "cells": [{"blocks": []}]}]}]}]}
        """
            .formatted(number, notes);
    JsonNode document = tools.jackson.databind.json.JsonMapper.shared().readTree(wrong);
    ok(200, Company.draft(builder, document));
    JsonNode found = ok(200, builder.post(Company.artifact(document) + "/check", Map.of()));
    assertThat(found.path("findings").valueStream().map(each -> each.path("code").asString()))
        .contains(
            "print.no_room",
            "print.key_taken",
            "print.lines_unknown",
            "print.field_unknown",
            "print.total_number",
            "print.picture_data",
            "print.not_inside");
    assertThat(found.path("findings").valueStream().map(each -> each.path("place").asString()))
        .contains("body.a.text");
    assertThat(builder.post(Company.artifact(document) + "/publish", Map.of()).status())
        .isEqualTo(422);
    Answer tried = builder.post("/api/prints/try", Map.of("document", document));
    assertThat(tried.status()).isEqualTo(422);
    assertThat(tried.json().path("violations").size()).isGreaterThan(6);
  }

  @Test
  void triesATemplateOutForWhoBuildsOnly() {
    String made = id(create(builder, notes, note("T1", List.of())));
    JsonNode document = Company.document(builder, "print", template);
    Map<String, Object> body = Map.of("document", document, "record", made);
    JsonNode preview = ok(200, builder.post("/api/prints/try", body));
    assertThat(preview.path("pages").asInt()).isEqualTo(1);
    assertThat(preview.path("images").path(0).asString()).startsWith("data:image/png;base64,");
    assertThat(company.person("sales").post("/api/prints/try", body).status()).isEqualTo(403);
  }
}
