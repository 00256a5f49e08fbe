package io.xiaodan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Invents questions about the shop. */
final class RandomQuestions {

  private static final List<String> FILTERS =
      List.of(
          "state <> \"cancelled\"",
          "amount > 50",
          "client.area = \"south\" or ISEMPTY(client)",
          "NOT(ISEMPTY(day)) and COUNT(items.quantity) > 0",
          "IN(\"a\", tags)");
  private static final List<String> ROW_FILTERS =
      List.of("parent.state <> \"cancelled\"", "quantity > 2", "good.sort = \"x\"");
  private static final List<String> KEYS =
      List.of(
          "client",
          "client.area",
          "state",
          "seller",
          "amount > 50",
          "ROUND(amount / 30, 0)",
          "name");
  private static final List<String> ROW_KEYS =
      List.of(
          "good", "good.sort", "parent.client", "parent.state", "parent.client.area", "quantity");
  private static final List<String> TIMES = List.of("day", "moment");
  private static final List<String> BUCKETS = List.of("day", "week", "month", "quarter", "year");
  private static final List<String> NUMBERS =
      List.of("amount", "amount - cost", "SUM(items.quantity)", "IF(state = \"done\", amount, 0)");
  private static final List<String> ROW_NUMBERS =
      List.of("quantity", "quantity * 2", "parent.amount");

  private final Random random;

  RandomQuestions(Random random) {
    this.random = random;
  }

  String next() {
    boolean rows = random.nextInt(4) == 0;
    boolean derive = !rows && random.nextInt(3) == 0;
    List<String> numbers = new ArrayList<>(rows ? ROW_NUMBERS : NUMBERS);
    List<String> keys = new ArrayList<>(rows ? ROW_KEYS : KEYS);
    StringBuilder question = new StringBuilder("{\"source\": \"deals");
    question.append(rows ? ".items\"" : "\"");
    if (random.nextBoolean()) {
      question.append(", \"filter\": ").append(text(one(rows ? ROW_FILTERS : FILTERS)));
    }
    if (derive) {
      String of = random.nextInt(3) > 0 ? "client" : "state";
      question.append(
          ", \"derive\": [{\"key\": \"nth\", \"type\": \"position\", \"of\": \"%s\", \"by\": \"%s\"}, {\"key\": \"gap\", \"type\": \"interval\", \"of\": \"%s\", \"by\": \"%s\"}]"
              .formatted(of, one(TIMES), of, one(TIMES)));
      numbers.add("gap");
      numbers.add("nth");
      keys.add("nth = 1");
    }
    question.append(", ").append(stage(keys, numbers, rows));
    if (random.nextInt(3) == 0) {
      question.append(", \"then\": {").append(second()).append("}");
    }
    return question.append("}").toString();
  }

  private int dimensions;

  private String stage(List<String> keys, List<String> numbers, boolean rows) {
    List<String> parts = new ArrayList<>();
    dimensions = random.nextInt(3);
    for (int i = 0; i < dimensions; i++) {
      boolean time = !rows && random.nextInt(4) == 0;
      parts.add(
          time
              ? "{\"key\": \"d%d\", \"formula\": \"%s\", \"bucket\": \"%s\"}"
                  .formatted(i, one(TIMES), one(BUCKETS))
              : "{\"key\": \"d%d\", \"formula\": %s}".formatted(i, text(one(keys))));
    }
    return "\"dimensions\": ["
        + String.join(", ", parts)
        + "], \"measures\": [{\"key\": \"m0\", \"aggregate\": \"count\"}, "
        + measure(1, one(numbers), rows)
        + ", "
        + measure(2, one(numbers), rows)
        + "]";
  }

  private String measure(int number, String formula, boolean rows) {
    if (random.nextInt(5) == 0) {
      String distinct = rows ? "parent.id" : one(List.of("client", "state", "amount", "id"));
      return measure(number, "count_distinct", distinct);
    }
    if (!rows && random.nextInt(5) == 0) {
      return measure(number, one(List.of("minimum", "maximum")), one(TIMES));
    }
    return measure(number, one(List.of("sum", "average", "median", "minimum", "maximum")), formula);
  }

  private static String measure(int number, String aggregate, String formula) {
    return "{\"key\": \"m%d\", \"aggregate\": \"%s\", \"formula\": %s}"
        .formatted(number, aggregate, text(formula));
  }

  private String second() {
    String key = dimensions == 0 ? "m0" : one(List.of("d0", "m0"));
    return "\"filter\": \"m0 > 1\", \"dimensions\": [%s], \"measures\": [{\"key\": \"c\", \"aggregate\": \"count\"}, {\"key\": \"s\", \"aggregate\": \"%s\", \"formula\": \"m0\"}]"
        .formatted(
            random.nextBoolean() ? "" : "{\"key\": \"k\", \"formula\": \"%s\"}".formatted(key),
            one(List.of("sum", "average", "maximum")));
  }

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String text(String formula) {
    return '"' + formula.replace("\"", "\\\"") + '"';
  }
}
