package io.xiaodan.report.drawing;

import io.xiaodan.kernel.Language;
import io.xiaodan.print.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The charts there are, each in the size it is given in points. */
public final class Charts {

  private Charts() {}

  /** Bars, lines and areas over an axis of groups; bars of a group beside or on one another. */
  public static Drawing axis(
      Plot plot, boolean stacked, double width, double height, Language language) {
    return new AxisChart(plot, stacked, new Picture(width, height, language)).draw();
  }

  /** A bar to the right for each group, with its name and its number. */
  public static Drawing ranking(Plot plot, double width, Language language) {
    return RankingChart.draw(plot, new Picture(width, RankingChart.height(plot), language));
  }

  /** The share of each group in all of them; with a hole in the middle for a ring. */
  public static Drawing pie(
      Plot plot, boolean ring, double width, double height, Language language) {
    return PieChart.draw(plot, ring, new Picture(width, height, language));
  }

  /** Groups as steps of a way, each as wide as its number. */
  public static Drawing funnel(Plot plot, double width, double height, Language language) {
    return FunnelChart.draw(plot, new Picture(width, height, language));
  }

  /** How far a number is on the way between two others. */
  public static Drawing gauge(
      Plot plot, double least, double greatest, double width, double height, Language language) {
    return GaugeChart.draw(plot, least, greatest, new Picture(width, height, language));
  }

  /** The last number of each series by itself, with the way the first one came. */
  public static Drawing numbers(Plot plot, double width, Language language) {
    return NumberChart.draw(plot, new Picture(width, NumberChart.height(plot), language));
  }

  /** Groups as axes around a middle, series as shapes over them. */
  public static Drawing radar(Plot plot, double width, double height, Language language) {
    return RadarChart.draw(plot, new Picture(width, height, language));
  }

  /** Groups across, series down, and a deeper colour for a greater number. */
  public static Drawing heat(Plot plot, double width, Language language) {
    return HeatChart.draw(plot, new Picture(width, HeatChart.height(plot), language));
  }

  /**
   * The parts of a whole, each in a colour of its own: the groups, or the series where there is but
   * one group.
   */
  public static Plot coloured(Plot plot) {
    Plot parts = plot.groups().size() > 1 || plot.series().size() < 2 ? plot : turned(plot);
    Plot.Series first = parts.first();
    if (first.colours().size() > 1) {
      return new Plot(parts.groups(), List.of(first));
    }
    List<String> colours =
        IntStream.range(0, Math.max(1, parts.groups().size())).mapToObj(Ink::hue).toList();
    return new Plot(
        parts.groups(),
        List.of(
            new Plot.Series(
                first.name(), colours, first.mark(), false, first.values(), first.texts())));
  }

  private static Plot turned(Plot plot) {
    List<Plot.Series> all = plot.series();
    List<@Nullable Double> values = new ArrayList<>();
    all.forEach(one -> values.add(one.values().getFirst()));
    return new Plot(
        all.stream().map(Plot.Series::name).toList(),
        List.of(
            new Plot.Series(
                "",
                all.stream().map(one -> one.colour(0)).toList(),
                plot.first().mark(),
                false,
                values,
                all.stream().map(one -> one.texts().getFirst()).toList())));
  }

  /** A dot for each group: the first series across, the second up. */
  public static Drawing scatter(Plot plot, double width, double height, Language language) {
    return ScatterChart.draw(plot, new Picture(width, height, language));
  }
}
