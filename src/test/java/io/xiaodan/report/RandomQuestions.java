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
  private static final List<String> CYCLES = List.of("weekday", "month_of_year", "day_of_month");
  private static final List<String> MOMENTS = List.of("hour", "hour_of_day");
  private static final List<String> WINDOWS =
      List.of(
          "running",
          "share",
          "rank",
          "cumulative_share",
          "moving_average",
          "previous",
          "change",
          "change_rate",
          "year_ago",
          "year_change",
          "year_change_rate");
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
    ofRows = rows;
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
          ", \"derive\": [{\"key\": \"nth\", \"type\": \"position\", \"of\": \"%s\", \"by\": \"%s\"}, {\"key\": \"gap\", \"type\": \"interval\", \"of\": \"%s\", \"by\": \"%s\"}, {\"key\": \"since\", \"type\": \"first\", \"of\": \"%s\", \"by\": \"%s\"}]"
              .formatted(of, one(TIMES), of, one(TIMES), of, one(TIMES)));
      keys.add("since");
      numbers.add("gap");
      numbers.add("nth");
      keys.add("nth = 1");
    }
    question.append(", ").append(stage(keys, numbers, rows));
    if (random.nextInt(3) == 0 && question.indexOf("\"top\"") < 0) {
      question.append(", \"then\": {").append(second()).append("}");
    } else {
      question.append(further());
    }
    return question.append("}").toString();
  }

  private int dimensions;

  private String stage(List<String> keys, List<String> numbers, boolean rows) {
    List<String> parts = new ArrayList<>();
    dimensions = random.nextInt(3);
    for (int i = 0; i < dimensions; i++) {
      parts.add(dimension(i, keys, rows));
    }
    return "\"dimensions\": ["
        + String.join(", ", parts)
        + "], \"measures\": [{\"key\": \"m0\", \"aggregate\": \"count\"}, "
        + measure(1, one(numbers), rows)
        + ", "
        + measure(2, one(numbers), rows)
        + "]";
  }

  private boolean inOrder;

  private String dimension(int i, List<String> keys, boolean rows) {
    boolean inDays = i == 0 && !rows && random.nextInt(3) == 0;
    inOrder = i == 0 ? inDays : inOrder;
    if (inDays) {
      String bucket = one(BUCKETS);
      int begins = 1 + random.nextInt(12);
      return "{\"key\": \"d%d\", \"formula\": \"%s\", \"bucket\": \"%s\", \"yearBegins\": %d}"
          .formatted(i, one(TIMES), bucket, random.nextBoolean() ? 1 : begins);
    }
    return switch (random.nextInt(rows ? 2 : 6)) {
      case 0 ->
          "{\"key\": \"d%d\", \"formula\": %s, \"top\": {\"count\": %d, \"by\": \"m0\", \"others\": %b}}"
              .formatted(i, text(one(keys)), 1 + random.nextInt(3), random.nextBoolean());
      case 2 ->
          "{\"key\": \"d%d\", \"formula\": \"%s\", \"bucket\": \"%s\"}"
              .formatted(i, one(TIMES), one(CYCLES));
      case 3 ->
          "{\"key\": \"d%d\", \"formula\": \"moment\", \"bucket\": \"%s\"}"
              .formatted(i, one(MOMENTS));
      case 4 ->
          "{\"key\": \"d%d\", \"formula\": \"amount - 20\", \"bins\": {\"size\": \"12.5\", \"from\": \"3\"}}"
              .formatted(i);
      case 5 ->
          "{\"key\": \"d%d\", \"formula\": \"amount\", \"bins\": {\"edges\": [\"10\", \"25.5\", \"60\"]}}"
              .formatted(i);
      default -> "{\"key\": \"d%d\", \"formula\": %s}".formatted(i, text(one(keys)));
    };
  }

  /** Formulas over the answer, windows, and which of its rows stay. */
  private String further() {
    List<String> parts = new ArrayList<>();
    if (random.nextBoolean()) {
      parts.add(
          "\"results\": [{\"key\": \"r\", \"formula\": \"IF(m0 > 3, m0 * 2, EMPTY)\"}, {\"key\": \"q\", \"formula\": \"r + m0\"}]");
    }
    if (dimensions > 0 && inOrder && random.nextInt(3) > 0) {
      parts.add(
          "\"windows\": [{\"key\": \"w\", \"type\": \"%s\", \"of\": \"m0\", \"along\": \"d0\", \"size\": %d}]"
              .formatted(one(WINDOWS), 2 + random.nextInt(3)));
    }
    if (random.nextInt(4) == 0) {
      parts.add("\"having\": \"m0 > 2\"");
    }
    return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
  }

  private String measure(int number, String formula, boolean rows) {
    if (random.nextInt(5) == 0) {
      String distinct = rows ? "parent.id" : one(List.of("client", "state", "amount", "id"));
      return measure(number, "count_distinct", distinct);
    }
    if (!rows && random.nextInt(5) == 0) {
      return measure(number, one(List.of("minimum", "maximum")), one(TIMES));
    }
    return measure(number, one(List.of("sum", "average", "median", "percentile", "minimum", "maximum")), formula);
  }

  private String measure(int number, String aggregate, String formula) {
    String at = aggregate.equals("percentile") ? ", \"at\": \"0.%d\"".formatted(random.nextInt(100)) : "";
    String filter = filter();
    return "{\"key\": \"m%d\", \"aggregate\": \"%s\", \"formula\": %s%s%s}"
        .formatted(number, aggregate, text(formula), at, filter);
  }

  private boolean ofRows;

  private String filter() {
    return random.nextInt(3) > 0
        ? ""
        : ", \"filter\": " + text(one(ofRows ? ROW_FILTERS : FILTERS));
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
