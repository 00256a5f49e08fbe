package io.xiaodan.web.record;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records and filter trees that nobody thought of; the same for the same seed. */
final class RandomFilters {

  private static final List<String> WORDS =
      List.of("华强电子", "Huaqiang", "东莞", "a\"b", "100%", "_x_", "华", "\\", "😀", "ABC");
  private static final List<String> KEYS = List.of("x", "y", "z");

  private final Random random;
  private final List<String> people;
  private final List<String> others;

  RandomFilters(long seed, List<String> people, List<String> others) {
    this.random = new Random(seed);
    this.people = people;
    this.others = others;
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private LocalDate day() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(random.nextInt(-40, 40));
  }

  /** Values as they are sent; most fields are filled. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    put(values, "word", any(WORDS));
    put(values, "number", random.nextInt(-3, 4) + "." + random.nextInt(100));
    put(values, "day", day().toString());
    put(values, "moment", day() + "T" + (10 + random.nextInt(14)) + ":30:00Z");
    put(values, "flag", random.nextBoolean());
    put(values, "choice", any(KEYS));
    put(values, "tags", List.of(any(KEYS), any(KEYS)).stream().distinct().sorted().toList());
    put(values, "who", any(people));
    put(values, "other", any(others));
    return values;
  }

  private void put(Map<String, Object> values, String key, Object value) {
    if (random.nextInt(5) > 0) {
      values.put(key, value);
    }
  }

  Map<String, Object> tree(int depth) {
    int kind = random.nextInt(depth > 2 ? 1 : 4);
    if (kind == 1) {
      return Map.of("not", tree(depth + 1));
    }
    if (kind >= 2) {
      List<Map<String, Object>> parts = new ArrayList<>();
      int many = random.nextInt(4);
      for (int i = 0; i < many; i++) {
        parts.add(tree(depth + 1));
      }
      return Map.of(kind == 2 ? "all" : "any", parts);
    }
    return condition();
  }

  private Map<String, Object> condition() {
    if (random.nextInt(8) == 0) {
      List<String> fields =
          List.of("word", "number", "day", "moment", "flag", "choice", "tags", "who", "other");
      return of(any(fields), random.nextBoolean() ? "empty" : "filled", null);
    }
    return switch (random.nextInt(9)) {
      case 0 -> text();
      case 1 -> number();
      case 2 -> days("day");
      case 3 -> days("moment");
      case 4 -> of("flag", random.nextBoolean() ? "eq" : "ne", random.nextBoolean());
      case 5 -> many("choice", List.of("eq", "ne"), List.of("in", "not_in"), KEYS);
      case 6 -> many("tags", List.of("has"), List.of("has_any", "has_all", "has_none"), KEYS);
      case 7 -> many("who", List.of("eq", "ne"), List.of("in", "not_in"), people);
      default -> many("other", List.of("eq", "ne"), List.of("in", "not_in"), others);
    };
  }

  private Map<String, Object> text() {
    String op = any(List.of("eq", "ne", "contains", "not_contains", "starts", "not_starts"));
    return random.nextInt(3) == 0
        ? of(
            "word",
            any(List.of("in", "not_in", "contains_any")),
            List.of(any(WORDS), any(WORDS), "华强"))
        : of("word", op, random.nextBoolean() ? any(WORDS) : any(List.of("h", "华强", "%", "\"")));
  }

  private Map<String, Object> many(
      String field, List<String> one, List<String> several, List<String> values) {
    return random.nextBoolean()
        ? of(field, any(one), any(values))
        : of(field, any(several), List.of(any(values), any(values)));
  }

  private Map<String, Object> number() {
    String number = random.nextInt(-3, 4) + "." + random.nextInt(10);
    return switch (random.nextInt(3)) {
      case 0 -> of("number", "between", Map.of("from", number, "to", "2"));
      case 1 -> of("number", any(List.of("in", "not_in")), List.of(number, "0.00", "1.5"));
      default -> of("number", any(List.of("eq", "ne", "lt", "le", "gt", "ge")), number);
    };
  }

  private Map<String, Object> days(String field) {
    return switch (random.nextInt(4)) {
      case 0 -> of(field, "within", any(List.of("today", "this_month", "last_year", "next_week")));
      case 1 ->
          of(field, "within", any(List.of(Map.of("last", 7), Map.of("month", day().toString()))));
      case 2 -> of(field, "between", Map.of("from", day().toString(), "to", Map.of("today", 3)));
      default ->
          of(
              field,
              any(List.of("eq", "ne", "lt", "le", "gt", "ge")),
              random.nextBoolean() ? "today" : day().toString());
    };
  }

  private static Map<String, Object> of(String field, String op, @Nullable Object value) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("field", field);
    condition.put("op", op);
    if (value != null) {
      condition.put("value", value);
    }
    return condition;
  }
}
