package io.xiaodan.report.drawing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What a chart is drawn from: groups along an axis, and a number of each for every series.
 *
 * @param groups names of the groups, in order
 * @param series at least one
 */
public record Plot(List<String> groups, List<Series> series) {

  public Plot {
    groups = List.copyOf(groups);
    series = List.copyOf(series);
  }

  /** How the numbers of a series are drawn. */
  public enum Mark {
    BAR,
    LINE,
    AREA
  }

  /**
   * Numbers that belong together.
   *
   * @param colours one for each group, or one for all
   * @param right whether its numbers are read at the right
   * @param values a number of each group; null for none
   * @param texts the numbers as people read them
   */
  public record Series(
      String name,
      List<String> colours,
      Mark mark,
      boolean right,
      List<@Nullable Double> values,
      List<String> texts) {

    public Series {
      colours = List.copyOf(colours);
      values = Collections.unmodifiableList(new ArrayList<>(values));
      texts = List.copyOf(texts);
    }

    String colour(int group) {
      return colours.get(Math.min(group, colours.size() - 1));
    }

    /** The number of a group; 0 for none. */
    double number(int group) {
      return Objects.requireNonNullElse(values.get(group), 0.0);
    }

    /** The numbers there are. */
    public DoubleStream numbers() {
      return values.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue);
    }
  }

  /** The only series, or the first. */
  Series first() {
    return series.getFirst();
  }
}
