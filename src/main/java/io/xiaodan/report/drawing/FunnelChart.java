package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import io.xiaodan.report.drawing.Plot.Series;
import java.util.List;

/** Steps of a way, each as wide as its number and leading to the next. */
final class FunnelChart {

  private static final double WIDE = 0.52;
  private static final int MOST = 12;

  private FunnelChart() {}

  static Drawing draw(Plot plot, Picture picture) {
    Series series = plot.first();
    int steps = Math.min(MOST, plot.groups().size());
    double greatest = series.numbers().max().orElse(0);
    double room = picture.width * WIDE;
    double step = picture.height / Math.max(1, steps);
    for (int i = 0; i < steps; i++) {
      double own = half(series.number(i), greatest, room);
      double next = i + 1 < steps ? half(series.number(i + 1), greatest, room) : own * 0.7;
      double middle = room / 2;
      double y = i * step + 1;
      picture.add(
          new Shape.Area(
              List.of(
                  new Point(middle - own, y),
                  new Point(middle + own, y),
                  new Point(middle + next, y + step - 2),
                  new Point(middle - next, y + step - 2)),
              series.colour(i),
              1));
      double share = greatest == 0 ? 0 : series.number(i) / greatest;
      String number = series.texts().get(i) + " · " + PieChart.percent(share);
      double left = room + 10;
      double names = picture.width - left;
      double line = y + step / 2 - 2;
      picture.add(
          Ink.words(
              left, line, Ink.fit(plot.groups().get(i), names, 8), 8, Ink.TEXT, Anchor.START));
      picture.add(Ink.words(left, line + 10, Ink.fit(number, names, 8), 8, Ink.GREY, Anchor.START));
    }
    return picture.drawing();
  }

  private static double half(double number, double greatest, double room) {
    return greatest <= 0 ? 1 : Math.max(1, Math.max(0, number) / greatest * room / 2);
  }
}
