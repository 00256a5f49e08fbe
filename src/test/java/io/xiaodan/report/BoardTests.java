package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.support.ServerTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards with filters, clicks, links, comments, mails and alerts. */
@ServerTest
class BoardTests {

  private static final String BOARD =
      """
      {"kind": "dashboard", "key": "shop", "label": "店",
       "filters": [
         {"key": "area", "label": "区域", "type": "choice", "fields": {"deals": "client.area", "deals.items": "parent.client.area"}},
         {"key": "day", "label": "日期", "type": "date", "fields": {"deals": "day"}, "default": {"op": "ge", "value": "2026-01-01"}}],
       "widgets": [
         {"key": "areas", "chart": "bar", "title": "区域", "definition": "各区域金额合计", "question": {"source": "deals",
           "dimensions": [{"key": "area", "formula": "client.area"}], "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}]}},
         {"key": "nth", "chart": "table", "title": "第几单", "question": {"source": "deals",
           "derive": [{"key": "nth", "type": "position", "of": "client", "by": "day"}],
           "dimensions": [{"key": "nth", "formula": "nth"}], "measures": [{"key": "n", "aggregate": "count"}]}},
         {"key": "goods", "chart": "table", "title": "数量", "question": {"source": "deals.items",
           "measures": [{"key": "q", "aggregate": "sum", "formula": "quantity"}]}},
         {"key": "note", "chart": "text", "title": "说明", "text": "看这里"}]}
      """;

  @Autowired private Shop shop;
  @Autowired private Dashboards dashboards;
  @Autowired private BoardLinks links;
  @Autowired private BoardComments comments;
  @Autowired private BoardFilterChoices choices;
  @Autowired private AnswerFiles files;
  @Autowired private BoardPaper paper;
  @Autowired private GroupReader reader;
  @Autowired private JsonMapper json;

  @BeforeEach
  void openShop() {
    shop.open();
    UUID south = shop.client("甲", "south");
    UUID east = shop.client("乙", "east");
    UUID pen = shop.good("笔", "x");
    UUID first = shop.deal("client", south, "day", "2025-12-01", "amount", "1");
    shop.deal("client", south, "day", "2026-02-01", "amount", "10");
    UUID other = shop.deal("client", east, "day", "2026-02-02", "amount", "5");
    shop.item(first, pen, "2");
    shop.item(other, pen, "3");
    shop.publishBoard(BOARD);
  }

  private DashboardData data(Actor actor, String filters, String selections) {
    return dashboards.data(
        shop.blueprint(),
        actor,
        new Inquiry(
            null,
            "shop",
            null,
            null,
            json.readTree(filters),
            json.readTree(selections),
            null,
            null),
        List.of());
  }

  private static String rows(DashboardData data, String widget) {
    return Objects.requireNonNull(data.widgets().get(widget)).rows().toString();
  }

  @Test
  void aFilterReachesEveryWidgetThatKnowsItsFieldAndSaysWhichDoesNot() {
    DashboardData all = data(Shop.boss(), "{\"day\": null}", "[]");
    assertThat(rows(all, "areas")).isEqualTo("[[south, 11.00], [east, 5.00]]");
    assertThat(rows(all, "goods")).isEqualTo("[[5.000]]");
    DashboardData begun = data(Shop.boss(), "{}", "[]");
    assertThat(rows(begun, "areas")).isEqualTo("[[south, 10.00], [east, 5.00]]");
    assertThat(begun.unfiltered()).isEqualTo(java.util.Map.of("goods", List.of("day")));
    DashboardData east =
        data(Shop.boss(), "{\"area\": {\"op\": \"in\", \"value\": [\"east\"]}}", "[]");
    assertThat(rows(east, "goods")).isEqualTo("[[3.000]]");
    assertThatThrownBy(() -> data(Shop.boss(), "{\"no\": null}", "[]"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aClickReachesTheOtherWidgetsAndNeverItsOwn() {
    DashboardData clicked =
        data(
            Shop.boss(),
            "{\"day\": null}",
            "[{\"widget\": \"areas\", \"at\": {\"area\": \"east\"}}]");
    assertThat(rows(clicked, "areas")).isEqualTo("[[south, 11.00], [east, 5.00]]");
    assertThat(rows(clicked, "goods")).isEqualTo("[[3.000]]");
    assertThat(rows(clicked, "nth")).isEqualTo("[[1, 1]]");
  }

  @Test
  void whichOrderOfACustomerItIsDoesNotDependOnTheFilterOfTheBoard() {
    assertThat(rows(data(Shop.boss(), "{}", "[]"), "nth")).isEqualTo("[[1, 1], [2, 1]]");
  }

  @Test
  void aLinkShowsWhatItsRoleSeesUnderItsFilters() {
    JsonNode filters =
        json.readTree("{\"day\": null, \"area\": {\"op\": \"eq\", \"value\": \"south\"}}");
    BoardLinks.Made made =
        links.create(shop.blueprint(), Shop.boss(), "shop", "给客户", "visitor", filters, null);
    BoardLinks.Opened opened = links.open(made.token(), Language.ZH);
    DashboardData data =
        dashboards.data(shop.blueprint(), opened.actor(), opened.inquiry(), List.of());
    assertThat(rows(data, "areas")).isEqualTo("[]");
    assertThatThrownBy(() -> links.open("x" + made.token(), Language.ZH))
        .isInstanceOf(ProblemException.class);
    links.delete(shop.blueprint(), Shop.boss(), "shop", made.link().id());
    assertThatThrownBy(() -> links.open(made.token(), Language.ZH))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void commentsAreForThoseWhoSeeTheBoard() {
    Actor seller = Shop.actor(Shop.ANN, "seller");
    BoardComments.Said said =
        comments.add(shop.blueprint(), seller, "shop", "areas", " 华南跌了 ", List.of());
    assertThat(comments.all(shop.blueprint(), Shop.boss(), "shop"))
        .extracting(BoardComments.Said::text)
        .contains("华南跌了");
    Actor stranger = Shop.actor(Shop.BOB, "warehouse");
    assertThatThrownBy(() -> comments.all(shop.blueprint(), stranger, "shop"))
        .isInstanceOf(ProblemException.class);
    comments.delete(shop.blueprint(), seller, "shop", said.id());
  }

  @Test
  void choicesOfAFilterAreAmongTheRowsOneSees() {
    assertThat(choices.of(shop.blueprint(), Shop.boss(), "shop", "area", "").items())
        .containsExactly(
            new BoardFilterChoices.Choice("south", "华南"),
            new BoardFilterChoices.Choice("east", "华东"));
    assertThat(choices.of(shop.blueprint(), Shop.boss(), "shop", "area", "东").items()).hasSize(1);
  }

  @Test
  void anAnswerBecomesASheetAndABoardPages() throws Exception {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    Inquiry inquiry =
        new Inquiry(
            null, "shop", "areas", null, json.readTree("{\"day\": null}"), null, null, null);
    files.sheet(shop.blueprint(), Shop.boss(), inquiry, AnswerFiles.Format.CSV, csv);
    assertThat(csv.toString(StandardCharsets.UTF_8)).contains("区域,金额", "华南,11.00");
    ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
    files.sheet(shop.blueprint(), Shop.boss(), inquiry, AnswerFiles.Format.XLSX, xlsx);
    assertThat(xlsx.toByteArray()).startsWith('P', 'K');
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    paper.write(shop.blueprint(), Shop.boss(), inquiry, null, pdf);
    assertThat(pdf.toString(StandardCharsets.ISO_8859_1)).startsWith("%PDF");
  }

  @Test
  void aThousandReadersOfOneRoleCostOneQueryForEachWidget() throws Exception {
    data(Shop.actor(Shop.ANN, "visitor"), "{\"day\": null}", "[]");
    long before = reader.asked();
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        UUID person = new UUID(7, i);
        threads.submit(() -> data(Shop.actor(person, "visitor"), "{\"day\": null}", "[]"));
      }
    }
    assertThat(reader.asked()).isEqualTo(before);
    shop.changed("deals");
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        UUID person = new UUID(7, i);
        threads.submit(() -> data(Shop.actor(person, "visitor"), "{\"day\": null}", "[]"));
      }
    }
    assertThat(reader.asked()).isEqualTo(before + 3);
  }

  @Test
  void timesOfSubscriptionsFollowTheCalendar() {
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    Instant tuesday = Instant.parse("2026-02-10T01:00:00Z");
    assertThat(after("{\"every\": \"day\", \"at\": \"08:30\"}", tuesday, zone))
        .isEqualTo("2026-02-11T00:30:00Z");
    assertThat(after("{\"every\": \"week\", \"at\": \"08:30\", \"day\": 1}", tuesday, zone))
        .isEqualTo("2026-02-16T00:30:00Z");
    assertThat(after("{\"every\": \"month\", \"at\": \"08:30\", \"day\": 31}", tuesday, zone))
        .isEqualTo("2026-02-28T00:30:00Z");
    assertThat(Schedule.read(json.readTree("{\"every\": \"hour\", \"at\": \"08:30\"}"))).isNull();
  }

  private String after(String schedule, Instant moment, ZoneId zone) {
    return Objects.requireNonNull(Schedule.read(json.readTree(schedule)))
        .after(moment, zone)
        .toString();
  }
}
