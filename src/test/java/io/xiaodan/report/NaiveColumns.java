package io.xiaodan.report;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.report.question.Bucket;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Outcome;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds to groups, by their definition, what an answer shows beyond them. */
final class NaiveColumns {

  private final Question question;
  private final Environment environment;

  NaiveColumns(Question question, Environment environment) {
    this.question = question;
    this.environment = environment;
  }

  List<Map<String, @Nullable Object>> add(List<Map<String, @Nullable Object>> groups) {
    outcomes(groups, false);
    for (Window window : question.windows()) {
      List<@Nullable Object> numbers = new ArrayList<>();
      groups.forEach(group -> numbers.add(number(window, group, groups)));
      for (int i = 0; i < groups.size(); i++) {
        groups.get(i).put(window.key(), numbers.get(i));
      }
    }
    outcomes(groups, true);
    return groups.stream()
        .filter(group ->
            question.having() == null || question.having().test(Values.of(group), environment))
        .toList();
  }

  private void outcomes(List<Map<String, @Nullable Object>> groups, boolean after) {
    for (Outcome outcome : question.outcomes()) {
      if (outcome.afterWindows() == after) {
        for (Map<String, @Nullable Object> group : groups) {
          group.put(outcome.key(), outcome.formula().evaluate(Values.of(group), environment));
        }
      }
    }
  }

  private @Nullable Object number(
      Window window,
      Map<String, @Nullable Object> group,
      List<Map<String, @Nullable Object>> groups) {
    List<Map<String, @Nullable Object>> within =
        groups.stream().filter(other -> same(window, group, other)).toList();
    BigDecimal own = of(window, group);
    return switch (window.kind()) {
      case RUNNING -> sum(until(window, group, within), window);
      case SHARE -> rate(own, sum(within, window));
      case RANK ->
          own == null
              ? null
              : BigDecimal.valueOf(
                  1
                      + within.stream()
                          .filter(other -> bigger(of(window, other), own))
                          .count());
      case CUMULATIVE_SHARE ->
          own == null
              ? null
              : rate(
                  sum(
                      within.stream()
                          .filter(other -> {
                            BigDecimal number = of(window, other);
                            return number != null && number.compareTo(own) >= 0;
                          })
                          .toList(),
                      window),
                  sum(within, window));
      case MOVING_AVERAGE -> average(window, group, within);
      case PREVIOUS, YEAR_AGO -> before(window, group, within);
      case CHANGE, YEAR_CHANGE -> {
        BigDecimal before = before(window, group, within);
        yield own == null || before == null ? null : own.subtract(before);
      }
      case CHANGE_RATE, YEAR_CHANGE_RATE -> {
        BigDecimal before = before(window, group, within);
        yield own == null || before == null ? null : rate(own.subtract(before), before.abs());
      }
    };
  }

  private static boolean bigger(@Nullable BigDecimal one, BigDecimal other) {
    return one != null && one.compareTo(other) > 0;
  }

  private static @Nullable BigDecimal of(Window window, Map<String, @Nullable Object> group) {
    return (BigDecimal) group.get(window.of());
  }

  private static boolean same(
      Window window, Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
    return window.within().stream()
        .allMatch(key ->
            NaiveAnswer.plain(one.get(key)).equals(NaiveAnswer.plain(other.get(key))));
  }

  private static @Nullable BigDecimal sum(
      List<Map<String, @Nullable Object>> groups, Window window) {
    return groups.stream()
        .map(group -> of(window, group))
        .filter(Objects::nonNull)
        .reduce(BigDecimal::add)
        .orElse(null);
  }

  private static @Nullable BigDecimal rate(@Nullable BigDecimal part, @Nullable BigDecimal whole) {
    return part == null || whole == null || whole.signum() == 0
        ? null
        : part.divide(whole, 20, RoundingMode.HALF_UP);
  }

  private static @Nullable LocalDate day(Window window, Map<String, @Nullable Object> group) {
    return (LocalDate) group.get(Objects.requireNonNull(window.along()));
  }

  /** Rows up to this one; empty times stand last. */
  private static List<Map<String, @Nullable Object>> until(
      Window window,
      Map<String, @Nullable Object> group,
      List<Map<String, @Nullable Object>> within) {
    LocalDate own = day(window, group);
    return within.stream()
        .filter(other -> {
          LocalDate day = day(window, other);
          return own == null || (day != null && !day.isAfter(own));
        })
        .sorted(Comparator.comparing(Object::toString))
        .toList();
  }

  private @Nullable BigDecimal average(
      Window window,
      Map<String, @Nullable Object> group,
      List<Map<String, @Nullable Object>> within) {
    LocalDate own = day(window, group);
    List<Map<String, @Nullable Object>> some = new ArrayList<>();
    for (Map<String, @Nullable Object> other : within) {
      LocalDate day = day(window, other);
      boolean inside =
          own == null
              ? day == null
              : day != null && !day.isAfter(own) && !day.isBefore(back(own, window.size() - 1));
      if (inside) {
        some.add(other);
      }
    }
    BigDecimal sum = sum(some, window);
    long count = some.stream().filter(other -> of(window, other) != null).count();
    return sum == null ? null : sum.divide(BigDecimal.valueOf(count), 20, RoundingMode.HALF_UP);
  }

  private @Nullable BigDecimal before(
      Window window,
      Map<String, @Nullable Object> group,
      List<Map<String, @Nullable Object>> within) {
    LocalDate own = day(window, group);
    if (own == null) {
      return null;
    }
    LocalDate wanted =
        window.kind().isOfLastYear()
            ? bucket() == Bucket.WEEK ? own.minusDays(364) : own.minusYears(1)
            : back(own, 1);
    return within.stream()
        .filter(other -> wanted.equals(day(window, other)))
        .map(other -> java.util.Optional.ofNullable(of(window, other)))
        .findFirst()
        .flatMap(number -> number)
        .orElse(null);
  }

  private LocalDate back(LocalDate day, int steps) {
    return switch (Objects.requireNonNull(bucket())) {
      case DAY -> day.minusDays(steps);
      case WEEK -> day.minusWeeks(steps);
      case MONTH -> day.minusMonths(steps);
      case QUARTER -> day.minusMonths(3L * steps);
      case YEAR -> day.minusYears(steps);
      case HOUR, WEEKDAY, MONTH_OF_YEAR, DAY_OF_MONTH, HOUR_OF_DAY ->
          throw new IllegalStateException("not along days");
    };
  }

  private @Nullable Bucket bucket() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    question.last().dimensions().forEach(one -> dimensions.put(one.key(), one));
    return Objects.requireNonNull(
            dimensions.get(Objects.requireNonNull(question.windows().getFirst().along())))
        .bucket();
  }
}
