package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.report.drawing.Plot.Series;

/** Bars to the right, one under the other. */
final class RankingChart {

  /** What does not fit stands in the table behind. */
  private static final int MOST = 20;

  private static final double ROW = 14;
  private static final double NAMES = 0.3;
  private static final double NUMBERS = 62;

  private RankingChart() {}

  static double height(Plot plot) {
    return Math.max(1, Math.min(MOST, plot.groups().size())) * ROW + 4;
  }

  static Drawing draw(Plot plot, Picture picture) {
    Series series = plot.first();
    double greatest = series.numbers().map(Math::abs).max().orElse(0);
    double left = picture.width * NAMES;
    double room = picture.width - left - NUMBERS;
    for (int i = 0; i < Math.min(MOST, plot.groups().size()); i++) {
      double y = i * ROW + 4;
      String name = Ink.fit(plot.groups().get(i), left - 6, 8);
      picture.add(Ink.words(left - 6, y + 7.5, name, 8, Ink.TEXT, Anchor.END));
      double share = greatest == 0 ? 0 : Math.abs(series.number(i)) / greatest;
      picture.add(Drawing.box(left, y, Math.max(0.5, share * room), ROW - 5, series.colour(i)));
      double end = left + share * room + 4;
      picture.add(Ink.words(end, y + 7.5, series.texts().get(i), 8, Ink.TEXT, Anchor.START));
    }
    return picture.drawing();
  }
}
