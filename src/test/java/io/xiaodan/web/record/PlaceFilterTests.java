package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.idOf;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Placement;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Filters on where, when in the day, by whom and in which department: what lies inside what. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaceFilterTests {

  private static final long SEED = 20260302;
  private static final int RECORDS = 60;
  private static final int FILTERS = 160;
  private static final List<String> REGIONS =
      List.of("440000", "441900", "441903", "440305", "310000", "310101", "440300");
  private static final List<String> KEYS = List.of("food", "fruit", "apple", "drink");
  private static final Map<String, Set<String>> BELOW =
      Map.of(
          "food", Set.of("food", "fruit", "apple"),
          "fruit", Set.of("fruit", "apple"),
          "apple", Set.of("apple"),
          "drink", Set.of("drink"));
  private static final List<String> HTML =
      List.of(
          "<p>送货<b>上门</b></p>",
          "<p>first</p><p>second</p>",
          "<p>5 &lt; 6 &amp; more</p>",
          "<ul><li>A4</li><li>ready</li></ul>");

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Departments departments;

  private final int number = Company.unique();
  private final String form = "places" + number;
  private final Random random = new Random(SEED);
  private final Map<String, Map<String, Object>> all = new LinkedHashMap<>();
  private final Map<String, Set<String>> inside = new LinkedHashMap<>();
  private final Map<String, Set<String>> members = new LinkedHashMap<>();
  private final List<String> staff = new ArrayList<>();
  private List<String> parts = List.of();
  private Browser builder;

  @BeforeAll
  void fillAForm() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "地点", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "area", "type": "region", "level": "county"},
          {"key": "address", "type": "address"}, {"key": "time", "type": "time"},
          {"key": "unit", "type": "department"}, {"key": "who", "type": "person"}, {"key": "note", "type": "rich_text"},
          {"key": "goods", "type": "cascader", "anyLevel": true, "options": [
            {"key": "food", "children": [{"key": "fruit", "children": [{"key": "apple"}]}]}, {"key": "drink"}]},
          {"key": "rows", "type": "lines", "fields": [{"key": "area", "type": "region", "level": "county"},
            {"key": "unit", "type": "department"}, {"key": "time", "type": "time"}]}]}
        """
            .formatted(form));
    UUID top = departments.create("甲" + number, null, 0, null).id();
    UUID below = departments.create("乙" + number, top, 0, null).id();
    UUID apart = departments.create("丙" + number, null, 0, null).id();
    parts = List.of(top.toString(), below.toString(), apart.toString());
    inside.put(top.toString(), Set.of(top.toString(), below.toString()));
    inside.put(below.toString(), Set.of(below.toString()));
    inside.put(apart.toString(), Set.of(apart.toString()));
    UUID me = UUID.fromString(idOf(builder));
    UUID colleague = UUID.fromString(idOf(company.person()));
    UUID stranger = UUID.fromString(idOf(company.person()));
    departments.place(me, new Placement(top, null));
    departments.place(colleague, new Placement(below, me));
    departments.place(stranger, new Placement(apart, null));
    staff.addAll(List.of(me.toString(), colleague.toString(), stranger.toString()));
    members.put(top.toString(), Set.of(staff.get(0), staff.get(1)));
    members.put(below.toString(), Set.of(staff.get(1)));
    members.put(apart.toString(), Set.of(staff.get(2)));
    for (int i = 0; i < RECORDS; i++) {
      Map<String, Object> values = values();
      all.put(id(create(builder, form, values)), values);
    }
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    put(values, "area", any(List.of("441903", "440305", "310101", "110105")));
    put(values, "address", any(List.of("广东省深圳市南山区科技园 1 号", "广东省东莞市南城街道鸿福路", "上海市黄浦区外滩")));
    put(values, "time", "%02d:%02d".formatted(random.nextInt(24), 15 * random.nextInt(4)));
    put(values, "unit", any(parts));
    put(values, "who", any(staff));
    put(values, "note", any(HTML));
    put(values, "goods", any(KEYS));
    return values;
  }

  private void put(Map<String, Object> values, String key, Object value) {
    if (random.nextInt(6) > 0) {
      values.put(key, value);
    }
  }

  private List<String> found(Object filter) {
    return ok(200, builder.post(records(form) + "/query", Map.of("filter", filter, "limit", 500)))
        .path("items")
        .valueStream()
        .map(Company::id)
        .sorted()
        .toList();
  }

  private static Map<String, Object> of(String field, String op, Object value) {
    return Map.of("field", field, "op", op, "value", value);
  }

  private Map<String, Object> condition() {
    return switch (random.nextInt(12)) {
      case 0 ->
          of("area", any(List.of("within", "not_within")), List.of(any(REGIONS), any(REGIONS)));
      case 1 -> of("area", any(List.of("eq", "ne")), any(REGIONS));
      case 2 -> of("address", any(List.of("within", "not_within")), List.of(any(REGIONS)));
      case 3 ->
          of("address", any(List.of("contains", "not_contains")), any(List.of("科技园", "市", "东莞")));
      case 4 ->
          of(
              "time",
              any(List.of("lt", "le", "gt", "ge", "eq", "ne")),
              any(List.of("08:30", "12:00")));
      case 5 -> of("time", "between", Map.of("from", "09:00", "to", "17:30"));
      case 6 -> of("unit", any(List.of("within", "not_within")), List.of(any(parts)));
      case 7 -> of("unit", any(List.of("in", "not_in")), List.of(any(parts), "mine"));
      case 8 -> of("who", any(List.of("works_in", "not_works_in")), List.of(any(parts)));
      case 9 ->
          of(
              "who",
              any(List.of("team", "not_team")),
              any(List.of("department", "department_and_below", "subordinates")));
      case 10 ->
          of(
              "note",
              any(List.of("contains", "not_contains")),
              any(List.of("送货上门", "t s", "< 6 &", "a4", "<b>")));
      default -> of("goods", any(List.of("within", "not_within")), List.of(any(KEYS)));
    };
  }

  private boolean holds(Map<String, Object> condition, Map<String, Object> record) {
    Object held = record.get(Objects.requireNonNull(condition.get("field")).toString());
    String op = Objects.requireNonNull(condition.get("op")).toString();
    Object value = Objects.requireNonNull(condition.get("value"));
    if (op.equals("ne")) {
      return !filled(held, "eq", value);
    }
    return op.startsWith("not_") ? !filled(held, op.substring(4), value) : filled(held, op, value);
  }

  private boolean filled(@Nullable Object held, String op, Object value) {
    if (held == null) {
      return false;
    }
    String text = held.toString();
    return switch (op) {
      case "eq" -> text.equals(value);
      case "lt" -> text.compareTo(value.toString()) < 0;
      case "le" -> text.compareTo(value.toString()) <= 0;
      case "gt" -> text.compareTo(value.toString()) > 0;
      case "ge" -> text.compareTo(value.toString()) >= 0;
      case "between" -> text.compareTo("09:00") >= 0 && text.compareTo("17:30") <= 0;
      case "contains" -> read(text).contains(value.toString().toLowerCase(Locale.ROOT));
      case "in" ->
          ((List<?>) value)
              .stream()
                  .anyMatch(each -> text.equals(each.equals("mine") ? parts.getFirst() : each));
      case "works_in" ->
          Objects.requireNonNull(members.get(((List<?>) value).getFirst().toString()))
              .contains(text);
      case "team" ->
          value.equals("department")
              ? text.equals(staff.getFirst())
              : text.equals(staff.get(0)) || text.equals(staff.get(1));
      case "within" -> ((List<?>) value).stream().anyMatch(each -> within(text, each.toString()));
      default -> throw new IllegalArgumentException(op);
    };
  }

  private static String read(String text) {
    return (text.startsWith("<") ? Jsoup.parse(text).text() : text).toLowerCase(Locale.ROOT);
  }

  private boolean within(String text, String wanted) {
    if (inside.containsKey(wanted)) {
      return Objects.requireNonNull(inside.get(wanted)).contains(text);
    }
    if (BELOW.containsKey(wanted)) {
      return Objects.requireNonNull(BELOW.get(wanted)).contains(text);
    }
    if (text.length() == 6) {
      return text.startsWith(wanted.replaceFirst("(00){1,2}$", ""));
    }
    Map<String, String> names =
        Map.of(
            "440000", "广东省",
            "441900", "广东省东莞市",
            "441903", "广东省东莞市南城街道",
            "440300", "广东省深圳市",
            "440305", "广东省深圳市南山区",
            "310000", "上海市",
            "310101", "上海市黄浦区");
    return text.startsWith(Objects.requireNonNull(names.get(wanted)));
  }

  @Test
  void everyConditionPicksWhatItsWordsMean() {
    for (int i = 0; i < FILTERS; i++) {
      Map<String, Object> condition = condition();
      List<String> expected =
          all.entrySet().stream()
              .filter(record -> holds(condition, record.getValue()))
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      assertThat(found(condition)).as("seed %s, %s", SEED, condition).isEqualTo(expected);
    }
  }

  @Test
  void goesIntoLines() {
    String made =
        id(
            create(
                builder,
                form,
                Map.of(
                    "rows",
                    List.of(
                        Map.of("area", "440305", "time", "23:45"),
                        Map.of("unit", parts.get(1), "time", "07:10")))));
    assertThat(found(any("area", "within", List.of("440300")))).containsExactly(made);
    assertThat(found(any("unit", "within", List.of(parts.getFirst())))).containsExactly(made);
    assertThat(found(any("unit", "within", List.of(parts.getLast())))).isEmpty();
    assertThat(found(any("time", "lt", "07:30"))).containsExactly(made);
    assertThat(found(any("area", "within", List.of("广东省")))).containsExactly(made);
    builder.delete(Company.record(form, made) + "?rev=1");
  }

  private static Map<String, Object> any(String column, String op, Object value) {
    return of("rows", "any", of(column, op, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"field": "area", "op": "within", "value": ["999999"]}   | filter.value[0]:
          {"field": "area", "op": "within", "value": "440000"}     | filter.value:
          {"field": "area", "op": "contains", "value": "44"}       | filter.op:
          {"field": "goods", "op": "within", "value": ["nothing"]} | filter.value[0]:
          {"field": "unit", "op": "within", "value": ["x"]}        | filter.value[0]:
          {"field": "unit", "op": "within", "value": []}           | filter.value:
          {"field": "who", "op": "team", "value": "everybody"}     | filter.value:
          {"field": "who", "op": "works_in", "value": ["me"]}      | filter.value[0]:
          {"field": "time", "op": "lt", "value": "25:00"}          | filter.value:
          {"field": "time", "op": "between", "value": {}}          | filter.value:
          {"field": "note", "op": "eq", "value": "x"}              | filter.op:
          """)
  void saysWhatIsWrongWithAValue(String tree, String place) {
    Browser.Answer answer =
        builder.json("POST", records(form) + "/query", "{\"filter\": " + tree + "}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString()).contains(place);
  }

  @Test
  void nobodyWorksWhereThereIsNobody() {
    UUID empty = departments.create("空" + number, null, 0, null).id();
    JsonNode none =
        ok(
            200,
            builder.post(
                records(form) + "/query",
                Map.of("filter", of("who", "works_in", List.of(empty.toString())))));
    assertThat(none.path("items")).isEmpty();
    assertThat(found(of("who", "not_works_in", List.of(empty.toString())))).hasSize(RECORDS);
  }
}
