package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import io.xiaodan.report.drawing.Plot.Series;
import java.util.ArrayList;
import java.util.List;

/** Numbers that stand by themselves, the first with the way it came. */
final class NumberChart {

  private static final double SIZE = 18;
  private static final double BLOCK = 38;
  private static final double TREND = 24;
  private static final double LEAST_COLUMN = 90;

  private NumberChart() {}

  static double height(Plot plot) {
    return BLOCK * plot.series().size() + (hasTrend(plot) ? TREND : 0);
  }

  private static boolean hasTrend(Plot plot) {
    return plot.first().numbers().count() > 1;
  }

  static Drawing draw(Plot plot, Picture picture) {
    double y = 0;
    for (Series series : plot.series()) {
      int last = series.values().size() - 1;
      String text = last < 0 ? "–" : series.texts().get(last);
      double size = Ink.width(text, SIZE) > picture.width ? SIZE * 0.6 : SIZE;
      picture.add(Ink.strong(0, y + SIZE, text, size, Anchor.START));
      String name = Ink.fit(series.name(), Math.max(LEAST_COLUMN, picture.width), 8);
      picture.add(Ink.words(0, y + SIZE + 12, name, 8, Ink.GREY, Anchor.START));
      y += BLOCK;
      if (series == plot.first() && hasTrend(plot)) {
        trend(series, y, picture);
        y += TREND;
      }
    }
    return picture.drawing();
  }

  private static void trend(Series series, double top, Picture picture) {
    double least = series.numbers().min().orElse(0);
    double greatest = series.numbers().max().orElse(0);
    double room = TREND - 8;
    int last = series.values().size() - 1;
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      Double number = series.values().get(i);
      if (number != null) {
        double height = greatest == least ? 0.5 : (number - least) / (greatest - least);
        points.add(new Point(2 + (picture.width - 4) * i / last, top + room * (1 - height)));
      }
    }
    picture.add(new Shape.Line(points, series.colour(0), 1.2));
    picture.add(new Shape.Dot(points.getLast(), 1.8, series.colour(0)));
  }
}
