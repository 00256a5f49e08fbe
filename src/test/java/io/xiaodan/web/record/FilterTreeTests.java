package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Filters put together by clicking, held against a second reading of what they mean. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterTreeTests {

  private static final int RECORDS = 70;
  private static final int TREES = 220;
  private static final long SEED = 20260301;

  @LocalServerPort private int port;
  @Autowired private People people;

  private final Map<String, Map<String, Object>> all = new LinkedHashMap<>();
  private final int number = Company.unique();
  private final String form = "filtered" + number;
  private final String other = "others" + number;
  private Browser builder;
  private RandomFilters random;

  @BeforeAll
  void fillAForm() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "其他", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "region", "type": "text"}]}
        """
            .formatted(other));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "筛选", "title": "word", "fields": [
          {"key": "word", "type": "text"}, {"key": "number", "type": "number", "scale": 2},
          {"key": "day", "type": "date"}, {"key": "moment", "type": "datetime"}, {"key": "flag", "type": "switch"},
          {"key": "choice", "type": "select", "options": [{"key": "x"}, {"key": "y"}, {"key": "z"}]},
          {"key": "tags", "type": "multi_select", "options": [{"key": "x"}, {"key": "y"}, {"key": "z"}]},
          {"key": "who", "type": "person"}, {"key": "other", "type": "reference", "form": "%s"},
          {"key": "rows", "type": "lines", "fields": [{"key": "text", "type": "text"}, {"key": "n", "type": "number"}]}]}
        """
            .formatted(form, other));
    List<String> others =
        List.of(
            id(create(builder, other, Map.of("name", "华强电子", "region", "南方"))),
            id(create(builder, other, Map.of("name", "Beta", "region", "北方"))));
    random =
        new RandomFilters(
            SEED, List.of(Company.idOf(builder), Company.idOf(company.person("sales"))), others);
    for (int i = 0; i < RECORDS; i++) {
      Map<String, Object> values = random.values();
      all.put(id(create(builder, form, values)), stored(values));
    }
  }

  private static Map<String, Object> stored(Map<String, Object> sent) {
    Map<String, Object> stored = new LinkedHashMap<>(sent);
    stored.computeIfPresent("number", (key, value) -> new BigDecimal(value.toString()));
    stored.computeIfPresent("day", (key, value) -> LocalDate.parse(value.toString()));
    stored.computeIfPresent("moment", (key, value) -> Instant.parse(value.toString()));
    return stored;
  }

  private List<String> found(String form, Object filter) {
    JsonNode page =
        ok(200, builder.post(records(form) + "/query", Map.of("filter", filter, "limit", 500)));
    assertThat(page.path("next").isNull()).isTrue();
    return page.path("items").valueStream().map(Company::id).sorted().toList();
  }

  @Test
  void everyTreePicksWhatItsWordsMean() {
    for (int i = 0; i < TREES; i++) {
      Map<String, Object> tree = random.tree(0);
      List<String> expected =
          all.entrySet().stream()
              .filter(record -> NaiveFilter.holds(tree, record.getValue()))
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      assertThat(found(form, tree)).as("seed %s, tree %s: %s", SEED, i, tree).isEqualTo(expected);
    }
  }

  @Test
  void aTreeInAnAddressAndACountSayTheSame() {
    String tree = "{\"field\": \"number\", \"op\": \"ge\", \"value\": \"0\"}";
    JsonNode page = ok(200, builder.get(records(form) + query("filter", tree, "limit", 500)));
    long count =
        ok(200, builder.get(records(form) + "/count" + query("filter", tree)))
            .path("count")
            .asLong();
    assertThat(count).isEqualTo(page.path("items").size()).isPositive();
    assertThat(found(form, "number >= 0")).hasSize(page.path("items").size());
  }

  @Test
  void picksOutOfAPastedListOfTwoHundredNumbers() {
    List<String> pasted =
        IntStream.range(0, 199).mapToObj(i -> "XD20260301-" + (10_000 + i)).toList();
    List<String> list = new ArrayList<>(pasted);
    list.add("华强");
    long expected =
        all.values().stream()
            .filter(each -> String.valueOf(each.get("word")).contains("华强"))
            .count();
    assertThat(found(form, Map.of("field", "word", "op", "contains_any", "value", list)))
        .hasSize((int) expected);
    assertThat(found(form, Map.of("field", "word", "op", "not_in", "value", list)))
        .hasSize(RECORDS);
  }

  @Test
  void goesThroughReferencesAndIntoLines() {
    String made =
        id(
            create(
                builder,
                form,
                Map.of(
                    "word",
                    "lines" + number,
                    "rows",
                    List.of(Map.of("text", "Alpha", "n", 3), Map.of("n", 9)))));
    assertThat(found(form, any("text", "contains", "LPH"))).containsExactly(made);
    assertThat(found(form, any("n", "between", Map.of("from", "8")))).containsExactly(made);
    assertThat(found(form, any("n", "in", List.of("1", "3")))).containsExactly(made);
    assertThat(found(form, any("n", "gt", "9"))).isEmpty();
    assertThat(found(form, any("text", "ne", "Alpha"))).containsExactly(made);
    assertThat(found(form, Map.of("field", "rows", "op", "filled"))).containsExactly(made);
    List<String> south = found(form, Map.of("field", "other.region", "op", "eq", "value", "南方"));
    assertThat(south).isNotEmpty();
    assertThat(found(form, Map.of("field", "other", "op", "contains", "value", "华强")))
        .isEqualTo(south);
    assertThat(found(form, Map.of("field", "created_by", "op", "eq", "value", "me")))
        .hasSize(all.size() + 1);
    assertThat(found(form, Map.of("field", "created_at", "op", "within", "value", "today")))
        .hasSize(all.size() + 1);
    ok(200, builder.get(records(form) + query("filter", "{\"all\": []}", "limit", 1)));
    builder.delete(Company.record(form, made) + "?rev=1");
  }

  private static Map<String, Object> any(String column, String op, Object value) {
    return Map.of(
        "field", "rows", "op", "any", "value", Map.of("field", column, "op", op, "value", value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                     | filter:
          {"every": []}                                          | filter:
          {"all": {}}                                            | filter.all:
          {"all": [{"any": [3]}]}                                | filter.all[0].any[0]:
          {"field": "nothing", "op": "eq", "value": 1}           | filter.field:
          {"field": "other.nothing", "op": "eq", "value": 1}     | filter.field:
          {"field": "word", "op": "ge", "value": "x"}            | filter.op:
          {"field": "word", "op": "eq", "value": ""}             | filter.value:
          {"field": "word", "op": "in", "value": []}             | filter.value:
          {"field": "word", "op": "in", "value": ["a", {}]}      | filter.value[1]:
          {"field": "word", "op": "eq", "value": "x", "z": 1}    | filter:
          {"field": "number", "op": "eq", "value": "1e9"}        | filter.value:
          {"field": "number", "op": "between", "value": {}}      | filter.value:
          {"field": "day", "op": "eq", "value": "2026-02-30"}    | filter.value:
          {"field": "day", "op": "within", "value": "last_day"}  | filter.value:
          {"field": "day", "op": "within", "value": {"last": 0}} | filter.value.last:
          {"field": "flag", "op": "eq", "value": "true"}         | filter.value:
          {"field": "who", "op": "eq", "value": "you"}           | filter.value:
          {"field": "rows", "op": "any", "value": {"field": "x"}} | filter.value.field:
          """)
  void saysWhereATreeCannotBeRead(String tree, String place) {
    Browser.Answer answer =
        builder.json("POST", records(form) + "/query", "{\"filter\": " + tree + "}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString()).contains(place);
  }

  @Test
  void refusesATreeBeyondMeasure() {
    StringBuilder deep = new StringBuilder("{\"all\":[]}");
    for (int i = 0; i < 9; i++) {
      deep.insert(0, "{\"not\":").append('}');
    }
    assertThat(builder.json("POST", records(form) + "/query", "{\"filter\":" + deep + "}").status())
        .isEqualTo(400);
    List<Map<String, Object>> many =
        IntStream.range(0, 201)
            .<Map<String, Object>>mapToObj(i -> Map.of("field", "flag", "op", "empty"))
            .toList();
    assertThat(
            builder.post(records(form) + "/query", Map.of("filter", Map.of("all", many))).status())
        .isEqualTo(400);
    assertThat(new TreeSet<>(all.keySet())).hasSize(RECORDS);
  }
}
