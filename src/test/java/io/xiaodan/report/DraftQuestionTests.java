package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.support.ServerTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions that people put together themselves, and the rows behind their numbers. */
@ServerTest
class DraftQuestionTests {

  private static final String BY_MONTH =
      """
      {"source": "deals",
       "dimensions": [{"key": "m", "formula": "day", "bucket": "month", "fill": true}],
       "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}],
       "windows": [{"key": "p", "type": "change_rate", "of": "s"}, {"key": "r", "type": "running", "of": "s"}]}
      """;

  @Autowired private Shop shop;
  @Autowired private Questions questions;
  @Autowired private QuestionSources sources;
  @Autowired private Provenance provenance;
  @Autowired private JsonMapper json;

  private UUID south;
  private UUID east;

  @BeforeEach
  void openShop() {
    shop.open();
    south = shop.client("甲", "south");
    east = shop.client("乙", "east");
  }

  private Inquiry draft(String question) {
    return new Inquiry(json.readTree(question), null, null, null, null, null, null, null);
  }

  private Answer answer(Actor actor, String question) {
    return questions.answer(shop.blueprint(), actor, draft(question));
  }

  private String rows(String question) {
    return rows(answer(Shop.boss(), question).rows());
  }

  private static String rows(List<List<@Nullable Object>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(DraftQuestionTests::cell).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | "));
  }

  private static String cell(@Nullable Object cell) {
    return switch (cell) {
      case null -> "-";
      case Answer.Titled titled -> titled.title();
      case Answer.Others others -> "others:" + others.others();
      default -> cell.toString();
    };
  }

  private Spot spot(String at, @Nullable String measure) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    json.readTree(at).properties().forEach(each -> values.put(each.getKey(), each.getValue()));
    return new Spot(values, measure);
  }

  private RowsOfNumber behind(String question, String at, @Nullable String measure) {
    return provenance.rows(
        shop.blueprint(), Shop.boss(), draft(question), spot(at, measure), 10, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'source': 'nothing', 'measures': [{'key': 'n', 'aggregate': 'count'}]} | source",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'sum', 'formula': 'amout'}]} | measures.n.formula",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'mean'}]} | measures.0.aggregate",
        "{'source': 'deals', 'where': {'field': 'amout', 'op': 'gt', 'value': 1}, 'measures': [{'key': 'n', 'aggregate': 'count'}]} | where",
        "{'source': 'deals', 'dimensions': [{'key': 'd', 'formula': 'state', 'bins': {'size': '1'}}], 'measures': [{'key': 'n', 'aggregate': 'count'}]} | dimensions.d.bins",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'count'}], 'windows': [{'key': 'w', 'type': 'running', 'of': 'n'}]} | windows.w.along",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'count'}], 'having': 'm > 1'} | having",
        "{'source': 'deals', 'dimensions': [{'key': 'd', 'formula': 'state'}], 'measures': [{'key': 'n', 'aggregate': 'count'}], 'pivot': {'rows': []}} | pivot"
      })
  void saysWhereADraftIsWrong(String question, String place) {
    Questions.Checked checked =
        questions.check(
            shop.blueprint(), Shop.boss(), json.readTree(question.replace('\'', '"')));
    assertThat(checked.findings()).extracting(finding -> finding.place()).contains(place);
    assertThat(checked.columns()).isEmpty();
  }

  @Test
  void aHiddenFieldIsNotThereForADraft() {
    Actor clerk = Shop.actor(Shop.ANN, "clerk");
    assertThat(sources.fields(shop.blueprint(), clerk, "deals", ""))
        .extracting(SourceField::key)
        .contains("client")
        .doesNotContain("amount");
    String sum =
        "{\"source\": \"deals\", \"measures\": [{\"key\": \"s\", \"aggregate\": \"sum\", \"formula\": \"amount\"}]}";
    assertThatThrownBy(() -> answer(clerk, sum)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> answer(Shop.actor(Shop.ANN, "warehouse"), sum))
        .isInstanceOf(ProblemException.class);
    String where =
        "{\"source\": \"deals\", \"where\": {\"field\": \"amount\", \"op\": \"gt\", \"value\": 1}, \"measures\": [{\"key\": \"n\", \"aggregate\": \"count\"}]}";
    assertThatThrownBy(() -> answer(clerk, where)).isInstanceOf(ProblemException.class);
  }

  @Test
  void fieldsLeadOnThroughReferencesAndToTheHeadOfLines() {
    assertThat(sources.all(shop.blueprint(), Shop.boss()))
        .extracting(QuestionSources.Entry::key)
        .contains("deals", "deals.items");
    assertThat(sources.fields(shop.blueprint(), Shop.boss(), "deals.items", "parent.client"))
        .extracting(SourceField::path)
        .contains("parent.client.area");
  }

  @Test
  void fillsMonthsWithoutRowsAndComparesWithTheMonthBefore() {
    shop.deal("day", "2026-01-15", "amount", "100");
    shop.deal("day", "2026-03-01", "amount", "50");
    shop.deal("day", "2026-04-01", "amount", "75");
    assertThat(rows(BY_MONTH))
        .isEqualTo(
            "2026-01-01 100.00 - 100.00 | 2026-02-01 0.00 -1 100.00 | 2026-03-01 50.00 - 150.00 | 2026-04-01 75.00 0.5 225.00");
  }

  @Test
  void gathersTheRestExactlyAndTellsHowManyValuesItHas() {
    shop.deal("client", south, "amount", "10");
    shop.deal("client", east, "amount", "1");
    shop.deal("client", shop.client("丙", null), "amount", "3");
    shop.deal("amount", "7");
    String question =
        """
        {"source": "deals", "dimensions": [{"key": "c", "formula": "client", "top": {"count": 1, "by": "s", "others": %s}}],
         "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}, {"key": "a", "aggregate": "average", "formula": "amount"}]}
        """;
    assertThat(rows(question.formatted("true")))
        .isEqualTo("甲 10.00 10 | - 7.00 7 | others:2 4.00 2");
    Answer cut = answer(Shop.boss(), question.formatted("false"));
    assertThat(rows(cut.rows())).isEqualTo("甲 10.00 10 | - 7.00 7");
    assertThat(cut.cut()).containsExactly(new Answer.LeftOut("c", 2));
    assertThat(behind(question.formatted("true"), "{\"c\": {\"others\": 2}}", "s").total())
        .isEqualTo(2);
  }

  @Test
  void totalsOfAPivotAreMeasuredFromTheRows() {
    shop.deal("client", south, "state", "open", "amount", "10");
    shop.deal("client", south, "state", "open", "amount", "20");
    shop.deal("client", east, "state", "done", "amount", "60");
    Answer answer =
        answer(
            Shop.boss(),
            """
            {"source": "deals", "dimensions": [{"key": "a", "formula": "client.area"}, {"key": "s", "formula": "state"}],
             "measures": [{"key": "m", "aggregate": "average", "formula": "amount"}],
             "pivot": {"rows": ["a"], "columns": ["s"]}}
            """);
    assertThat(rows(answer.rows())).isEqualTo("south open 15 | east done 60");
    assertThat(answer.totals())
        .extracting(total -> total.of() + " " + rows(total.rows()))
        .containsExactly("[a] south 15 | east 60", "[s] open 15 | done 60", "[] 30");
    assertThat(answer.read()).isEqualTo(3);
  }

  @Test
  void theRowsBehindANumberAddUpToIt() {
    shop.deal("client", south, "amount", "10", "state", "open");
    shop.deal("client", south, "amount", "20", "state", "cancelled");
    shop.deal("client", east, "amount", "5", "state", "open");
    String question =
        """
        {"source": "deals", "dimensions": [{"key": "a", "formula": "client.area"}],
         "measures": [{"key": "s", "aggregate": "sum", "formula": "amount", "filter": "state <> \\"cancelled\\""}]}
        """;
    RowsOfNumber rows = behind(question, "{\"a\": \"south\"}", "s");
    assertThat(rows.total()).isEqualTo(1);
    assertThat(rows.columns()).extracting(AnswerColumn::label).contains("金额", "客户.区域");
    assertThat(rows(rows.items().stream().map(RowsOfNumber.Item::values).toList()))
        .isEqualTo("10.00 south open");
    assertThat(behind(question, "{\"a\": \"south\"}", null).total()).isEqualTo(2);
    assertThat(behind(question, "{}", null).total()).isEqualTo(3);
    assertThatThrownBy(() -> behind(question, "{\"b\": 1}", null))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void theRowsBehindTwoStagesAreThoseOfTheirGroups() {
    shop.deal("client", south, "amount", "1");
    shop.deal("client", south, "amount", "2");
    shop.deal("client", east, "amount", "3");
    shop.deal("amount", "4");
    shop.deal("amount", "4");
    String question =
        """
        {"source": "deals", "dimensions": [{"key": "c", "formula": "client"}], "measures": [{"key": "n", "aggregate": "count"}],
         "then": {"dimensions": [{"key": "often", "formula": "n"}], "measures": [{"key": "clients", "aggregate": "count"}]}}
        """;
    assertThat(rows(question)).isEqualTo("1 1 | 2 2");
    assertThat(behind(question, "{\"often\": \"2\"}", "clients").total()).isEqualTo(4);
    assertThat(behind(question, "{\"often\": \"1\"}", "clients").total()).isEqualTo(1);
  }

  @Test
  void parametersAreWhatWasGivenOrWhatTheyBeginWith() {
    shop.deal("day", "2026-01-15", "amount", "1");
    shop.deal("day", "2026-03-01", "amount", "2");
    String question =
        """
        {"source": "deals", "parameters": [{"key": "since", "type": "date", "default": "DATE(2026, 2, 1)"}],
         "filter": "day >= param.since", "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}]}
        """;
    assertThat(rows(question)).isEqualTo("2.00");
    Inquiry given =
        new Inquiry(
            json.readTree(question),
            null,
            null,
            json.readTree("{\"since\": \"2026-01-01\"}"),
            null,
            null,
            null,
            null);
    Answer answer = questions.answer(shop.blueprint(), Shop.boss(), given);
    assertThat(rows(answer.rows())).isEqualTo("3.00");
    assertThat(answer.parameters()).isEqualTo(Map.of("since", "2026-01-01"));
  }

  @Test
  void wordsUseTheNamesPeopleGave() {
    String question =
        """
        {"source": "deals", "filter": "state <> \\"cancelled\\" and client.area = \\"south\\"",
         "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}]}
        """;
    Provenance.Words words =
        provenance.words(shop.blueprint(), Shop.boss(), draft(question), spot("{}", "s"));
    assertThat(words)
        .isEqualTo(
            new Provenance.Words(
                "成交", List.of("状态 <> “取消” and 客户.区域 = “华南”"), "金额 的合计"));
  }
}
