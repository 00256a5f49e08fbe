package io.xiaodan.report;

import io.xiaodan.report.drawing.Ink;
import io.xiaodan.report.drawing.Plot;
import io.xiaodan.report.question.Bucket;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes of a widget's answer what its chart is drawn from, by the same rules as the screen. */
final class PlotMaker {

  /** More series than this nobody can tell apart. */
  private static final int MOST_SERIES = 20;

  /** More stretches of time than this are not filled up. */
  private static final int MOST_FILLED = 1_000;

  private final Answer answer;
  private final JsonNode options;
  private final JsonNode encode;
  private final CellTexts texts;
  private final boolean combined;

  PlotMaker(Answer answer, Widget widget, CellTexts texts) {
    this.answer = answer;
    this.options = widget.document().path("options");
    this.encode = widget.document().path("encode");
    this.texts = texts;
    this.combined = widget.chart().equals("combined");
  }

  /** A group of rows: what tells it apart, its name, and the colour of its option. */
  private record Group(Object key, String name, @Nullable String colour) {}

  /** Groups of the first dimension, and a series for each number or value of the second. */
  Plot plot(boolean splits) {
    List<Integer> dimensions = columns(true);
    int first = at(encode.path("x").asString(encode.path("name").asString("")));
    int x = first >= 0 ? first : dimensions.isEmpty() ? -1 : dimensions.getFirst();
    int named = at(encode.path("series").asString(""));
    int split = named >= 0 ? named : dimensions.stream().filter(i -> i != x).findFirst().orElse(-1);
    return plot(x, splits ? split : -1, numbers());
  }

  /** Groups across and down. */
  Plot grid() {
    List<Integer> dimensions = columns(true);
    int across = at(encode.path("x").asString(""));
    int down =
        at(
            encode.path("y").isArray()
                ? encode.path("y").path(0).asString("")
                : encode.path("y").asString(""));
    int y = down >= 0 ? down : dimensions.stream().filter(i -> i != across).findFirst().orElse(-1);
    int x = across >= 0 ? across : dimensions.stream().filter(i -> i != y).findFirst().orElse(-1);
    return plot(x, y, List.of(numbers().getFirst()));
  }

  private List<Integer> columns(boolean dimensions) {
    return IntStream.range(0, answer.columns().size())
        .filter(i -> answer.columns().get(i).role().equals("dimension") == dimensions)
        .boxed()
        .toList();
  }

  private int at(String key) {
    return IntStream.range(0, answer.columns().size())
        .filter(i -> answer.columns().get(i).key().equals(key))
        .findFirst()
        .orElse(-1);
  }

  /** The columns that are drawn: those named, or all numbers. */
  private List<Integer> numbers() {
    List<Integer> named = new ArrayList<>();
    JsonNode y = encode.path("y");
    if (y.isArray()) {
      y.forEach(one -> named.add(at(one.asString(""))));
    } else {
      named.add(at(y.asString(encode.path("value").asString(""))));
    }
    List<Integer> known =
        named.stream()
            .filter(i -> i >= 0 && !answer.columns().get(i).role().equals("dimension"))
            .toList();
    return known.isEmpty() ? columns(false) : known;
  }

  private Plot plot(int x, int split, List<Integer> numbers) {
    SequencedMap<Object, Group> groups = groups(x);
    List<Group> splits = new ArrayList<>(groups(split).values());
    List<Object> keys = List.copyOf(groups.keySet());
    List<Plot.Series> series = new ArrayList<>();
    for (Group part : splits) {
      for (int number : numbers) {
        if (series.size() < MOST_SERIES) {
          series.add(series(x, split, part, number, groups, keys, series.size(), numbers.size()));
        }
      }
    }
    return new Plot(groups.values().stream().map(Group::name).toList(), series);
  }

  private Plot.Series series(
      int x,
      int split,
      Group part,
      int number,
      SequencedMap<Object, Group> groups,
      List<Object> keys,
      int place,
      int several) {
    List<@Nullable Double> values = new ArrayList<>();
    keys.forEach(key -> values.add(null));
    List<String> shown = new ArrayList<>(Collections.nCopies(keys.size(), ""));
    AnswerColumn column = answer.columns().get(number);
    Map<Object, Integer> places = new LinkedHashMap<>();
    keys.forEach(key -> places.put(key, places.size()));
    for (List<@Nullable Object> row : answer.rows()) {
      if (key(row, split).equals(part.key())) {
        int at = Objects.requireNonNull(places.get(key(row, x)));
        Object value = texts.of(column, row.get(number));
        values.set(at, value instanceof BigDecimal exact ? (Double) exact.doubleValue() : null);
        shown.set(at, NumberText.of(value, column, options, texts.language()));
      }
    }
    boolean divided = split >= 0;
    String name =
        !divided
            ? column.label()
            : several > 1 ? part.name() + " · " + column.label() : part.name();
    return new Plot.Series(
        name,
        colours(groups, part, divided || several > 1, place),
        mark(column, number),
        standsRight(column, number),
        values,
        shown);
  }

  /** Of one series without a colour of its own, every group may have its own. */
  private List<String> colours(
      SequencedMap<Object, Group> groups, Group part, boolean divided, int place) {
    if (divided && part.colour() != null) {
      return List.of(Ink.hue(part.colour()));
    }
    String own = options.path("colors").path(place).asString(null);
    if (own == null
        && !divided
        && groups.values().stream().anyMatch(group -> group.colour() != null)) {
      List<String> colours = new ArrayList<>();
      for (Group group : groups.values()) {
        colours.add(group.colour() == null ? Ink.hue("grey") : Ink.hue(group.colour()));
      }
      return colours;
    }
    return List.of(own == null ? Ink.hue(place) : Ink.hue(own));
  }

  /** Where bars and lines are combined and nobody says which are lines, the last one is. */
  private Plot.Mark mark(AnswerColumn column, int number) {
    List<Integer> all = numbers();
    boolean last = all.size() > 1 && number == all.getLast();
    String otherwise = combined && last ? "line" : "bar";
    return switch (options.path("types").path(column.key()).asString(otherwise)) {
      case "line" -> Plot.Mark.LINE;
      case "area" -> Plot.Mark.AREA;
      default -> Plot.Mark.BAR;
    };
  }

  private boolean standsRight(AnswerColumn column, int number) {
    JsonNode axes = options.path("axes");
    return axes.path(column.key()).asString("").equals("right")
        || (combined && axes.isMissingNode() && mark(column, number) == Plot.Mark.LINE);
  }

  private static final Object EMPTY = "\u0000";

  private static Object key(List<@Nullable Object> row, int column) {
    Object value = column < 0 ? EMPTY : row.get(column);
    return value == null ? EMPTY : value instanceof Answer.Others ? new Answer.Others(0) : value;
  }

  private SequencedMap<Object, Group> groups(int column) {
    SequencedMap<Object, Group> groups = new LinkedHashMap<>();
    if (column < 0) {
      groups.put(EMPTY, new Group(EMPTY, "", null));
      return groups;
    }
    AnswerColumn of = answer.columns().get(column);
    for (List<@Nullable Object> row : answer.rows()) {
      Object key = key(row, column);
      groups.computeIfAbsent(
          key, one -> new Group(one, name(of, row.get(column)), colour(of, row.get(column))));
    }
    return filled(of, groups);
  }

  private String name(AnswerColumn column, @Nullable Object value) {
    Object text = texts.of(column, value);
    if (text == null) {
      return texts.text("report.empty");
    }
    return text instanceof LocalDate day
        ? day(column, day)
        : NumberText.of(text, column, null, texts.language());
  }

  private static String day(AnswerColumn column, LocalDate day) {
    String whole = day.toString();
    return switch (Objects.requireNonNullElse(column.bucket(), "")) {
      case "month" -> whole.substring(0, 7);
      case "quarter" -> day.getYear() + " Q" + ((day.getMonthValue() + 2) / 3);
      case "year" -> whole.substring(0, 4);
      default -> whole;
    };
  }

  private static @Nullable String colour(AnswerColumn column, @Nullable Object value) {
    if (column.options() == null || value == null) {
      return null;
    }
    for (JsonNode option : column.options()) {
      if (option.path("key").asString("").equals(value)) {
        return option.path("color").asString(null);
      }
    }
    return null;
  }

  /** Stretches of time without a row stand on the axis too, so that time runs evenly. */
  private SequencedMap<Object, Group> filled(
      AnswerColumn column, SequencedMap<Object, Group> found) {
    Bucket bucket = bucket(column);
    List<Object> keys = List.copyOf(found.keySet());
    boolean rising = keys.stream().allMatch(PlotMaker::isDay);
    for (int i = 1; rising && i < keys.size(); i++) {
      rising = keys.get(i - 1).toString().compareTo(keys.get(i).toString()) < 0;
    }
    if (bucket == null || !rising || keys.size() < 2) {
      return found;
    }
    SequencedMap<Object, Group> all = new LinkedHashMap<>();
    LocalDate last = LocalDate.parse(keys.getLast().toString());
    LocalDate day = LocalDate.parse(keys.getFirst().toString());
    for (; !day.isAfter(last) && all.size() <= MOST_FILLED; day = next(bucket, day)) {
      String key = day.toString();
      Group known = found.get(key);
      all.put(key, known == null ? new Group(key, day(column, day), null) : known);
    }
    return all.keySet().containsAll(found.keySet()) ? all : found;
  }

  private static boolean isDay(Object key) {
    return key instanceof String text && text.matches("\\d{4}-\\d{2}-\\d{2}");
  }

  private static @Nullable Bucket bucket(AnswerColumn column) {
    if (column.bucket() == null) {
      return null;
    }
    Bucket bucket = Bucket.valueOf(column.bucket().toUpperCase(Locale.ROOT));
    return bucket.isStretchOfDays() ? bucket : null;
  }

  private static LocalDate next(Bucket bucket, LocalDate day) {
    return switch (bucket) {
      case WEEK -> day.plusWeeks(1);
      case MONTH -> day.plusMonths(1);
      case QUARTER -> day.plusMonths(3);
      case YEAR -> day.plusYears(1);
      case DAY, HOUR, WEEKDAY, MONTH_OF_YEAR, DAY_OF_MONTH, HOUR_OF_DAY -> day.plusDays(1);
    };
  }
}
