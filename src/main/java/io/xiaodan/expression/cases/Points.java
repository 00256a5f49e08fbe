package io.xiaodan.expression.cases;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.ListOf;
import io.xiaodan.expression.ValueType.RecordOf;
import io.xiaodan.expression.ValueType.Scalar;
import io.xiaodan.expression.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Values that stand for all values: every constant, its nearest neighbours, and something between,
 * below and above. The constants come first, because a forgotten boundary is the finding people
 * understand best.
 */
public final class Points {

  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private Points() {}

  public static List<Object> of(ValueType type, Set<Object> constants) {
    return switch (type) {
      case Scalar scalar ->
          switch (scalar) {
            case NUMBER -> numbers(constants);
            case TEXT -> texts(constants);
            case BOOLEAN -> List.of(true, false);
            case DATE -> dates(constants);
            case DATETIME -> moments(constants);
            case EMPTY -> List.of();
          };
      case RecordOf record -> texts(constants);
      case ListOf list -> List.of();
    };
  }

  private static List<Object> numbers(Set<Object> constants) {
    List<BigDecimal> sorted = sorted(constants, BigDecimal.class, Comparator.naturalOrder());
    List<Object> points = new ArrayList<>(sorted);
    if (sorted.isEmpty()) {
      return List.of(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE.negate());
    }
    for (int i = 0; i < sorted.size(); i++) {
      points.add(sorted.get(i).subtract(CENT));
      points.add(sorted.get(i).add(CENT));
      if (i > 0) {
        BigDecimal sum = sorted.get(i - 1).add(sorted.get(i));
        points.add(sum.divide(TWO, Math.max(2, sum.scale() + 1), RoundingMode.HALF_UP));
      }
    }
    points.add(sorted.getFirst().subtract(BigDecimal.ONE));
    points.add(sorted.getLast().add(BigDecimal.ONE));
    points.add(BigDecimal.ZERO);
    return distinct(points);
  }

  private static List<Object> dates(Set<Object> constants) {
    List<LocalDate> sorted = sorted(constants, LocalDate.class, Comparator.naturalOrder());
    List<Object> points = new ArrayList<>(sorted);
    for (LocalDate date : sorted) {
      points.add(date.minusDays(1));
      points.add(date.plusDays(1));
    }
    if (sorted.isEmpty()) {
      points.add(LocalDate.of(2026, 1, 1));
    }
    return distinct(points);
  }

  private static List<Object> moments(Set<Object> constants) {
    List<Instant> sorted = sorted(constants, Instant.class, Comparator.naturalOrder());
    List<Object> points = new ArrayList<>(sorted);
    for (Instant moment : sorted) {
      points.add(moment.minus(1, ChronoUnit.SECONDS));
      points.add(moment.plus(1, ChronoUnit.SECONDS));
    }
    if (sorted.isEmpty()) {
      points.add(Instant.parse("2026-01-01T00:00:00Z"));
    }
    return distinct(points);
  }

  /** Each constant, texts that start with and contain it, and texts before, between and after. */
  private static List<Object> texts(Set<Object> constants) {
    List<String> sorted = sorted(constants, String.class, Texts::compare);
    List<Object> points = new ArrayList<>(sorted);
    for (String text : sorted) {
      points.add(text + "x");
      points.add("x" + text);
    }
    points.add("其他");
    points.add("!");
    return distinct(points);
  }

  private static <T> List<T> sorted(Set<Object> values, Class<T> type, Comparator<T> order) {
    return values.stream().filter(type::isInstance).map(type::cast).sorted(order).toList();
  }

  private static List<Object> distinct(List<Object> points) {
    List<Object> kept = new ArrayList<>();
    for (Object point : points) {
      boolean known =
          point instanceof BigDecimal number
              ? kept.stream().anyMatch(each -> number.compareTo((BigDecimal) each) == 0)
              : kept.contains(point);
      if (!known) {
        kept.add(point);
      }
    }
    return kept;
  }
}
