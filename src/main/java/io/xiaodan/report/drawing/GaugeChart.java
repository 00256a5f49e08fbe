package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import io.xiaodan.report.drawing.Plot.Series;

/** A half ring that is full as far as the number has come. */
final class GaugeChart {

  private static final double LEFT_END = -0.25;
  private static final double HALF = 0.5;
  private static final double HOLE = 0.75;

  private GaugeChart() {}

  static Drawing draw(Plot plot, double least, double greatest, Picture picture) {
    Series series = plot.first();
    int last = series.values().size() - 1;
    double number = last < 0 ? 0 : series.number(last);
    double way =
        greatest <= least ? 0 : Math.clamp((number - least) / (greatest - least), 0.0, 1.0);
    double radius = Math.min(picture.width / 2 - 20, picture.height - 26);
    Point middle = new Point(picture.width / 2, picture.height - 20);
    double hole = radius * HOLE;
    picture.add(new Shape.Sector(middle, hole, radius, LEFT_END, LEFT_END + HALF, Ink.LINE));
    if (way > 0) {
      picture.add(
          new Shape.Sector(
              middle, hole, radius, LEFT_END, LEFT_END + HALF * way, series.colour(0)));
    }
    String text = last < 0 ? "–" : series.texts().get(last);
    picture.add(Ink.strong(middle.x(), middle.y() - 4, text, 16, Anchor.MIDDLE));
    double rim = (radius + hole) / 2;
    String from = Scale.text(least, picture.language);
    String to = Scale.text(greatest, picture.language);
    picture.add(Ink.words(middle.x() - rim, middle.y() + 9, from, Anchor.MIDDLE));
    picture.add(Ink.words(middle.x() + rim, middle.y() + 9, to, Anchor.MIDDLE));
    picture.add(Ink.words(middle.x(), middle.y() + 12, series.name(), 8, Ink.GREY, Anchor.MIDDLE));
    return picture.drawing();
  }
}
