package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import io.xiaodan.report.drawing.Plot.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares of a whole. What is not above nothing has no share, and stands in the table behind. */
final class PieChart {

  private static final int MOST = 12;
  private static final double HOLE = 0.6;
  private static final double ROW = 13;

  private PieChart() {}

  static Drawing draw(Plot plot, boolean ring, Picture picture) {
    Series series = plot.first();
    List<Integer> slices =
        IntStream.range(0, plot.groups().size())
            .boxed()
            .filter(i -> series.number(i) > 0)
            .sorted(Comparator.comparingDouble(i -> -series.number(i)))
            .limit(MOST)
            .toList();
    double whole = series.numbers().filter(number -> number > 0).sum();
    double radius = Math.min(picture.height, picture.width * 0.45) / 2 - 4;
    Point middle = new Point(radius + 6, picture.height / 2);
    double from = 0;
    double left = 2 * radius + 24;
    double y = picture.height / 2 - slices.size() * ROW / 2 + 9;
    for (int i : slices) {
      double share = series.number(i) / whole;
      picture.add(
          new Shape.Sector(
              middle, ring ? radius * HOLE : 0, radius, from, from + share, series.colour(i)));
      from += share;
      String end = "  " + series.texts().get(i) + "  " + percent(share);
      double room = picture.width - left - 10 - Ink.width(end, 8);
      picture.add(new Shape.Dot(new Point(left, y - 3), 3, series.colour(i)));
      String name = Ink.fit(plot.groups().get(i), Math.max(24, room), 8);
      picture.add(Ink.words(left + 7, y, name + end, 8, Ink.TEXT, Anchor.START));
      y += ROW;
    }
    if (from < 0.9999 && whole > 0) {
      picture.add(
          new Shape.Sector(middle, ring ? radius * HOLE : 0, radius, from, 1, Ink.hue("grey")));
    }
    if (ring) {
      String text = Scale.text(whole, picture.language);
      picture.add(Ink.strong(middle.x(), middle.y() + 4, text, 12, Anchor.MIDDLE));
    }
    return picture.drawing();
  }

  static String percent(double share) {
    return BigDecimal.valueOf(share * 100).setScale(1, RoundingMode.HALF_UP) + "%";
  }
}
