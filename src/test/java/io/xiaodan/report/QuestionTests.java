package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Actor;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class QuestionTests {

  @Autowired private Shop shop;
  @Autowired private Dashboards dashboards;

  @BeforeEach
  void openShop() {
    shop.open();
  }

  private Answer answer(Actor actor, String question) {
    shop.ask(question);
    return answer(actor);
  }

  private Answer answer(Actor actor) {
    return java.util.Objects.requireNonNull(
        dashboards.data(shop.blueprint(), actor, "shop", List.of("w")).widgets().get("w"));
  }

  private String rows(String question) {
    return rows(answer(Shop.boss(), question));
  }

  private static String rows(Answer answer) {
    return answer.rows().stream()
        .map(row -> row.stream().map(QuestionTests::cell).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | "));
  }

  private static String cell(@Nullable Object cell) {
    return cell instanceof Answer.Titled titled ? titled.title() : String.valueOf(cell);
  }

  @Test
  void makesEveryAggregateExactly() {
    shop.deal("amount", "10.10", "state", "open", "day", "2026-03-02");
    shop.deal("amount", "20.20", "state", "done", "day", "2026-03-01");
    shop.deal("amount", "0.30", "state", "done");
    shop.deal("state", null);
    assertThat(
            rows(
                """
                {"source": "deals", "measures": [
                  {"key": "a", "aggregate": "count"},
                  {"key": "b", "aggregate": "count_distinct", "formula": "state"},
                  {"key": "c", "aggregate": "sum", "formula": "amount"},
                  {"key": "d", "aggregate": "average", "formula": "amount"},
                  {"key": "e", "aggregate": "median", "formula": "amount"},
                  {"key": "f", "aggregate": "minimum", "formula": "amount"},
                  {"key": "g", "aggregate": "maximum", "formula": "day"}]}
                """))
        .isEqualTo("4 2 30.60 10.2 10.1 0.30 2026-03-02");
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfBothMiddleOnes() {
    for (String amount : List.of("1", "2", "10", "0.01")) {
      shop.deal("amount", amount);
    }
    assertThat(
            rows(
                """
                {"source": "deals", "measures": [{"key": "m", "aggregate": "median", "formula": "amount"}]}
                """))
        .isEqualTo("1.5");
  }

  @Test
  void answersNothingWithZeroCountsAndEmptyMeans() {
    assertThat(
            rows(
                """
                {"source": "deals", "measures": [
                  {"key": "n", "aggregate": "count"},
                  {"key": "s", "aggregate": "sum", "formula": "amount"},
                  {"key": "a", "aggregate": "average", "formula": "amount"},
                  {"key": "m", "aggregate": "median", "formula": "amount"}]}
                """))
        .isEqualTo("0 0.00 null null");
  }

  @Test
  void putsAMomentIntoTheDayItIsInTheWorkspace() {
    shop.deal("moment", "2026-03-01T23:30:00+08:00");
    shop.deal("moment", "2026-03-02T00:10:00+08:00");
    shop.deal("moment", "2026-03-01T15:59:59Z");
    assertThat(
            rows(
                """
                {"source": "deals", "dimensions": [{"key": "d", "formula": "moment", "bucket": "day"}],
                 "measures": [{"key": "n", "aggregate": "count"}]}
                """))
        .isEqualTo("2026-03-01 2 | 2026-03-02 1");
  }

  @Test
  void beginsWeeksOnMondayAndKnowsMonthsQuartersAndYears() {
    for (String day : List.of("2026-03-01", "2026-03-02", "2026-03-08", "2026-12-31")) {
      shop.deal("day", day);
    }
    String question =
        """
        {"source": "deals", "dimensions": [{"key": "d", "formula": "day", "bucket": "%s"}],
         "measures": [{"key": "n", "aggregate": "count"}]}
        """;
    assertThat(rows(question.formatted("week")))
        .isEqualTo("2026-02-23 1 | 2026-03-02 2 | 2026-12-28 1");
    assertThat(rows(question.formatted("month"))).isEqualTo("2026-03-01 3 | 2026-12-01 1");
    assertThat(rows(question.formatted("quarter"))).isEqualTo("2026-01-01 3 | 2026-10-01 1");
    assertThat(rows(question.formatted("year"))).isEqualTo("2026-01-01 4");
  }

  /** Days 0, 10, 40 of A, 0, 20 of B, 0, 5 of C, and cancelled ones that would spoil each. */
  private void repurchases() {
    UUID a = shop.client("A", "south");
    UUID b = shop.client("B", "south");
    UUID c = shop.client("C", "east");
    UUID once = shop.client("D", "east");
    sale(a, "2026-01-01", "done");
    sale(a, "2026-01-11", "done");
    sale(a, "2026-01-12", "cancelled");
    sale(a, "2026-02-10", "done");
    sale(b, "2026-01-01", "done");
    sale(b, "2026-01-21", "open");
    sale(c, "2025-12-01", "cancelled");
    sale(c, "2026-01-01", "done");
    sale(c, "2026-01-06", "done");
    sale(once, "2026-01-06", "done");
  }

  private void sale(UUID client, String day, String state) {
    shop.deal("client", client, "day", day, "state", state);
  }

  @Test
  void repurchaseCycleIsTheMeanOverCustomers() {
    repurchases();
    assertThat(
            rows(
                """
                {"source": "deals", "filter": "state <> \\"cancelled\\"",
                 "dimensions": [{"key": "client", "formula": "client"}],
                 "measures": [{"key": "n", "aggregate": "count"},
                   {"key": "first", "aggregate": "minimum", "formula": "day"},
                   {"key": "last", "aggregate": "maximum", "formula": "day"}],
                 "then": {"filter": "n >= 2",
                   "measures": [{"key": "days", "aggregate": "average", "formula": "(last - first) / (n - 1)"}]}}
                """))
        .isEqualTo("15");
  }

  @Test
  void intervalsHaveAMeanAndAMedianOfTheirOwn() {
    repurchases();
    assertThat(
            rows(
                """
                {"source": "deals", "filter": "state <> \\"cancelled\\"",
                 "derive": [{"key": "gap", "type": "interval", "of": "client", "by": "day"}],
                 "measures": [{"key": "mean", "aggregate": "average", "formula": "gap"},
                   {"key": "median", "aggregate": "median", "formula": "gap"}]}
                """))
        .isEqualTo("16.25 15");
  }

  @Test
  void theFirstValidOrderIsANewCustomers() {
    repurchases();
    shop.deal("day", "2026-01-01", "state", "done");
    assertThat(
            rows(
                """
                {"source": "deals", "filter": "state <> \\"cancelled\\"",
                 "derive": [{"key": "nth", "type": "position", "of": "client", "by": "day"}],
                 "dimensions": [{"key": "kind", "formula": "IF(ISEMPTY(nth), \\"none\\", IF(nth = 1, \\"new\\", \\"old\\"))",
                   "options": [{"key": "old", "label": "老"}, {"key": "new", "label": "新"}, {"key": "none", "label": "无"}]}],
                 "measures": [{"key": "n", "aggregate": "count"}]}
                """))
        .isEqualTo("old 4 | new 4 | none 1");
  }

  @Test
  void linesAreRowsThatKnowTheirHead() {
    UUID pen = shop.good("笔", "文具");
    UUID box = shop.good("箱", "包装");
    UUID first = shop.deal("state", "done", "amount", "1");
    shop.item(first, pen, "1");
    shop.item(first, pen, "2.5");
    shop.item(first, box, "1");
    UUID second = shop.deal("state", "done", "amount", "2");
    shop.item(second, pen, "4");
    shop.item(shop.deal("state", "cancelled"), box, "9");
    assertThat(
            rows(
                """
                {"source": "deals.items", "filter": "parent.state <> \\"cancelled\\"",
                 "dimensions": [{"key": "sort", "formula": "good.sort"}],
                 "measures": [{"key": "deals", "aggregate": "count_distinct", "formula": "parent.id"},
                   {"key": "quantity", "aggregate": "sum", "formula": "quantity"}],
                 "sort": [{"key": "deals", "direction": "desc"}]}
                """))
        .isEqualTo("文具 2 7.500 | 包装 1 1.000");
  }

  @Test
  void aFormulaMayLookIntoListsAndFollowReferences() {
    UUID pen = shop.good("笔", "文具");
    UUID south = shop.client("甲", "south");
    UUID deal = shop.deal("client", south, "tags", "{a,b}");
    shop.item(deal, pen, "2");
    shop.item(deal, pen, "3");
    shop.deal("client", south, "tags", "{b}");
    assertThat(
            rows(
                """
                {"source": "deals", "filter": "client.area = \\"south\\"",
                 "dimensions": [{"key": "tagged", "formula": "IN(\\"a\\", tags)"}, {"key": "client", "formula": "client"}],
                 "measures": [{"key": "q", "aggregate": "sum", "formula": "SUM(items.quantity)"},
                   {"key": "pens", "aggregate": "sum", "formula": "COUNTIF(items.good.name, \\"笔\\")"}]}
                """))
        .isEqualTo("false 甲 0 0 | true 甲 5 2");
  }

  @Test
  void aLimitTellsHowManyRowsThereAre() {
    for (int i = 0; i < 7; i++) {
      shop.deal("name", "d" + i, "amount", String.valueOf(i));
    }
    Answer answer =
        answer(
            Shop.boss(),
            """
            {"source": "deals", "dimensions": [{"key": "name", "formula": "name"}],
             "measures": [{"key": "amount", "aggregate": "sum", "formula": "amount"}],
             "sort": [{"key": "amount", "direction": "desc"}], "limit": 3}
            """);
    assertThat(rows(answer)).isEqualTo("d6 6.00 | d5 5.00 | d4 4.00");
    assertThat(answer.total()).isEqualTo(7);
    assertThat(answer.limited()).isTrue();
  }

  @Test
  void optionsFollowTheirOwnOrderAndComeWithTheirLabels() {
    shop.deal("client", shop.client("甲", "east"));
    shop.deal("client", shop.client("乙", "south"));
    shop.deal("client", shop.client("丙", null));
    Answer answer =
        answer(
            Shop.boss(),
            """
            {"source": "deals", "dimensions": [{"key": "area", "formula": "client.area"}],
             "measures": [{"key": "n", "aggregate": "count"}]}
            """);
    assertThat(rows(answer)).isEqualTo("south 1 | east 1 | null 1");
    AnswerColumn area = answer.columns().getFirst();
    assertThat(area.type()).isEqualTo("select");
    assertThat(area.options()).isNotNull().hasSize(2);
  }

  @Test
  void leavesOutWhatLiesInTheRecycleBin() {
    shop.deal("amount", "1");
    shop.deal("amount", "2", "deleted_at", "2026-01-01T00:00:00Z");
    assertThat(
            rows(
                """
                {"source": "deals", "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}]}
                """))
        .isEqualTo("1.00");
  }
}
