package io.xiaodan.report;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.report.question.Cut;
import io.xiaodan.report.question.Derivation;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Stage;
import io.xiaodan.report.question.Top;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers a question by its definition, over records in memory. */
final class NaiveAnswer {

  /** What was gathered because it does not lead. */
  static final String REST = "(the rest)";

  private final Question question;
  private final Environment environment;

  NaiveAnswer(Question question, Environment environment) {
    this.question = question;
    this.environment = environment;
  }

  /** The rows in no particular order, each written plainly. */
  List<String> of(List<Values> source) {
    Stage first = question.stages().getFirst();
    List<Values> rows = derived(filtered(first, source));
    List<Map<String, @Nullable Object>> groups = groups(first, rows);
    for (Stage stage : question.stages().subList(1, question.stages().size())) {
      List<Values> next = groups.stream().map(Values::of).toList();
      groups = groups(stage, filtered(stage, next));
    }
    return new NaiveColumns(question, environment)
        .add(groups).stream().map(group -> plain(group.values().stream())).sorted().toList();
  }

  static String plain(Stream<? extends @Nullable Object> values) {
    return values.map(NaiveAnswer::plain).reduce((a, b) -> a + " | " + b).orElse("");
  }

  static String plain(@Nullable Object value) {
    return switch (value) {
      case null -> "-";
      case BigDecimal number -> {
        BigDecimal rounded = number.setScale(8, RoundingMode.HALF_UP).stripTrailingZeros();
        yield rounded.signum() == 0 ? "0" : rounded.toPlainString();
      }
      case Values record -> String.valueOf(record.get("id"));
      case java.sql.Date date -> date.toLocalDate().toString();
      case java.sql.Timestamp moment -> moment.toInstant().toString();
      default -> value.toString();
    };
  }

  private List<Values> filtered(Stage stage, List<Values> rows) {
    return stage.filter() == null
        ? rows
        : rows.stream().filter(row -> stage.filter().test(row, environment)).toList();
  }

  private List<Values> derived(List<Values> rows) {
    Map<Values, Map<String, @Nullable Object>> numbers = new HashMap<>();
    rows.forEach(row -> numbers.put(row, new HashMap<>()));
    for (Derivation derivation : question.derivations()) {
      Map<String, List<Values>> neighbours = new LinkedHashMap<>();
      for (Values row : rows) {
        Object of = derivation.of().evaluate(row, environment);
        if (of != null && derivation.by().evaluate(row, environment) != null) {
          neighbours.computeIfAbsent(plain(of), key -> new ArrayList<>()).add(row);
        }
      }
      neighbours.values().forEach(some -> number(derivation, some, numbers));
    }
    return rows.stream()
        .map(row -> {
          Map<String, @Nullable Object> own = Objects.requireNonNull(numbers.get(row));
          return (Values) name -> own.containsKey(name) ? own.get(name) : row.get(name);
        })
        .toList();
  }

  private void number(
      Derivation derivation,
      List<Values> rows,
      Map<Values, Map<String, @Nullable Object>> numbers) {
    List<Values> ordered = new ArrayList<>(rows);
    ordered.sort(
        Comparator.<Values, String>comparing(
                row -> sortable(derivation.by().evaluate(row, environment)))
            .thenComparing(row -> String.valueOf(row.get("id"))));
    for (int i = 0; i < ordered.size(); i++) {
      Map<String, @Nullable Object> own = Objects.requireNonNull(numbers.get(ordered.get(i)));
      if (derivation.kind() == Derivation.Kind.FIRST) {
        own.put(derivation.key(), day(derivation.by().evaluate(ordered.getFirst(), environment)));
      } else if (derivation.kind() == Derivation.Kind.POSITION) {
        own.put(derivation.key(), BigDecimal.valueOf(i + 1));
      } else if (i > 0) {
        LocalDate from = day(derivation.by().evaluate(ordered.get(i - 1), environment));
        LocalDate to = day(derivation.by().evaluate(ordered.get(i), environment));
        own.put(derivation.key(), BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to)));
      } else {
        own.put(derivation.key(), null);
      }
    }
  }

  private static String sortable(@Nullable Object time) {
    return time instanceof Instant instant
        ? "%020d".formatted(instant.toEpochMilli())
        : String.valueOf(time);
  }

  private LocalDate day(@Nullable Object time) {
    return time instanceof Instant instant
        ? instant.atZone(environment.zone()).toLocalDate()
        : (LocalDate) Objects.requireNonNull(time);
  }

  private List<Map<String, @Nullable Object>> groups(Stage stage, List<Values> rows) {
    Map<String, List<Values>> members = new LinkedHashMap<>();
    Map<String, Map<String, @Nullable Object>> groups = new LinkedHashMap<>();
    if (stage.dimensions().isEmpty()) {
      members.put("", new ArrayList<>());
      groups.put("", new LinkedHashMap<>());
    }
    Map<String, Set<String>> leading = leading(stage, rows);
    for (Values row : rows) {
      Map<String, @Nullable Object> keys = new LinkedHashMap<>();
      boolean out = false;
      for (Dimension dimension : stage.dimensions()) {
        Object value = key(dimension, row);
        Set<String> told = leading.get(dimension.key());
        boolean rest = told != null && value != null && !told.contains(plain(value));
        out |= rest && !Objects.requireNonNull(dimension.top()).others();
        keys.put(dimension.key(), rest ? REST : value);
      }
      if (out) {
        continue;
      }
      String text = plain(keys.values().stream());
      groups.putIfAbsent(text, keys);
      members.computeIfAbsent(text, key -> new ArrayList<>()).add(row);
    }
    groups.forEach((text, group) -> {
      for (Measure measure : stage.measures()) {
        group.put(measure.key(), measure(measure, Objects.requireNonNull(members.get(text))));
      }
    });
    return new ArrayList<>(groups.values());
  }

  /** The values that lead, of each dimension that has some. */
  private Map<String, Set<String>> leading(Stage stage, List<Values> rows) {
    Map<String, Set<String>> leading = new HashMap<>();
    for (Dimension dimension : stage.dimensions()) {
      Top top = dimension.top();
      if (top == null) {
        continue;
      }
      Measure by =
          stage.measures().stream()
              .filter(measure -> measure.key().equals(top.by()))
              .findFirst()
              .orElseThrow();
      Map<String, List<Values>> members = new LinkedHashMap<>();
      Map<String, Object> values = new HashMap<>();
      for (Values row : rows) {
        Object value = key(dimension, row);
        if (value != null) {
          members.computeIfAbsent(plain(value), key -> new ArrayList<>()).add(row);
          values.put(plain(value), value);
        }
      }
      Comparator<BigDecimal> size = Comparator.naturalOrder();
      leading.put(
          dimension.key(),
          members.entrySet().stream()
              .sorted(
                  Comparator.comparing(
                          (Map.Entry<String, List<Values>> entry) ->
                              (BigDecimal) measure(by, entry.getValue()),
                          Comparator.nullsLast(top.descending() ? size.reversed() : size))
                      .thenComparing(entry -> comparable(values.get(entry.getKey()))))
              .limit(top.count())
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet()));
    }
    return leading;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // all values of a dimension are of one type
  private static Comparable<Object> comparable(@Nullable Object value) {
    return value instanceof Values record
        ? (Comparable) String.valueOf(record.get("id"))
        : (Comparable) Objects.requireNonNull(value);
  }

  private @Nullable Object key(Dimension dimension, Values row) {
    Object value = dimension.formula().evaluate(row, environment);
    if (value == null) {
      return null;
    }
    return switch (dimension.cut()) {
      case Cut.None _ -> value;
      case Cut.Time time -> time(time, value);
      case Cut.Bins bins -> {
        BigDecimal steps =
            ((BigDecimal) value)
                .subtract(bins.from())
                .divide(bins.size(), 0, RoundingMode.FLOOR);
        yield bins.from().add(steps.multiply(bins.size()));
      }
      case Cut.Edges edges ->
          edges.edges().stream()
              .filter(edge -> edge.compareTo((BigDecimal) value) <= 0)
              .reduce((a, b) -> b)
              .orElse(null);
    };
  }

  private Object time(Cut.Time time, Object value) {
    LocalDate day = day(value);
    LocalDate shifted = day.withDayOfMonth(1).minusMonths(time.yearBegins() - 1L);
    return switch (time.bucket()) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER ->
          LocalDate.of(shifted.getYear(), (shifted.getMonthValue() - 1) / 3 * 3 + 1, 1)
              .plusMonths(time.yearBegins() - 1L);
      case YEAR -> shifted.withDayOfYear(1).plusMonths(time.yearBegins() - 1L);
      case WEEKDAY -> BigDecimal.valueOf(day.getDayOfWeek().getValue());
      case MONTH_OF_YEAR -> BigDecimal.valueOf(day.getMonthValue());
      case DAY_OF_MONTH -> BigDecimal.valueOf(day.getDayOfMonth());
      case HOUR_OF_DAY ->
          BigDecimal.valueOf(((Instant) value).atZone(environment.zone()).getHour());
      case HOUR ->
          ((Instant) value).atZone(environment.zone()).truncatedTo(ChronoUnit.HOURS).toInstant();
    };
  }

  private @Nullable Object measure(Measure measure, List<Values> rows) {
    List<Values> measured =
        measure.filter() == null
            ? rows
            : rows.stream().filter(row -> measure.filter().test(row, environment)).toList();
    if (measure.formula() == null) {
      return BigDecimal.valueOf(measured.size());
    }
    List<Object> values = new ArrayList<>();
    for (Values row : measured) {
      Object value = measure.formula().evaluate(row, environment);
      if (value != null) {
        values.add(value);
      }
    }
    return switch (measure.aggregate()) {
      case COUNT -> BigDecimal.valueOf(values.size());
      case COUNT_DISTINCT ->
          BigDecimal.valueOf(
              new TreeSet<>(values.stream().map(NaiveAnswer::plain).toList()).size());
      case SUM -> sum(values);
      case AVERAGE ->
          values.isEmpty()
              ? null
              : sum(values).divide(BigDecimal.valueOf(values.size()), 30, RoundingMode.HALF_UP);
      case MEDIAN -> percentile(values, new BigDecimal("0.5"));
      case PERCENTILE -> percentile(values, measure.at());
      case MINIMUM -> sorted(values).isEmpty() ? null : sorted(values).getFirst();
      case MAXIMUM -> sorted(values).isEmpty() ? null : sorted(values).getLast();
    };
  }

  private static @Nullable Object percentile(List<Object> values, BigDecimal at) {
    List<Object> sorted = sorted(values);
    if (sorted.isEmpty()) {
      return null;
    }
    BigDecimal place = at.multiply(BigDecimal.valueOf(sorted.size() - 1L));
    int below = place.intValue();
    BigDecimal low = (BigDecimal) sorted.get(below);
    BigDecimal high = (BigDecimal) sorted.get(Math.min(below + 1, sorted.size() - 1));
    BigDecimal part = place.subtract(BigDecimal.valueOf(below));
    return low.add(high.subtract(low).multiply(part));
  }

  private static BigDecimal sum(List<Object> values) {
    return values.stream().map(BigDecimal.class::cast).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // all values of a measure are of one type
  private static List<Object> sorted(List<Object> values) {
    List<Object> sorted = new ArrayList<>(values);
    sorted.sort((one, other) -> ((Comparable) one).compareTo(other));
    return sorted;
  }
}
