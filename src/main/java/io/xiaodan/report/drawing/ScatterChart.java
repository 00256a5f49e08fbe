package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import io.xiaodan.report.drawing.Plot.Series;

/** A dot for each group, at two of its numbers. */
final class ScatterChart {

  private static final double LEFT = 34;
  private static final double TOP = 14;
  private static final double BOTTOM = 24;

  /** With more dots than this their names would lie on one another. */
  private static final int MOST_NAMES = 25;

  private ScatterChart() {}

  static Drawing draw(Plot plot, Picture picture) {
    Series across = plot.first();
    Series up = plot.series().get(Math.min(1, plot.series().size() - 1));
    Scale x = scale(across);
    Scale y = scale(up);
    double bottom = picture.height - BOTTOM;
    double room = picture.width - LEFT - 10;
    for (double mark : y.marks()) {
      double at = bottom - y.at(mark) * (bottom - TOP);
      picture.add(Ink.line(LEFT, at, picture.width, at));
      picture.add(Ink.words(LEFT - 4, at + 2.5, Scale.text(mark, picture.language), Anchor.END));
    }
    for (double mark : x.marks()) {
      double at = LEFT + x.at(mark) * room;
      String text = Scale.text(mark, picture.language);
      picture.add(Ink.words(at, bottom + 9, text, Anchor.MIDDLE));
    }
    picture.add(Ink.words(picture.width, picture.height - 3, across.name(), Anchor.END));
    picture.add(Ink.words(0, 6, up.name(), Anchor.START));
    for (int i = 0; i < plot.groups().size(); i++) {
      if (across.values().get(i) != null && up.values().get(i) != null) {
        Point at =
            new Point(
                LEFT + x.at(across.number(i)) * room, bottom - y.at(up.number(i)) * (bottom - TOP));
        picture.add(new Shape.Dot(at, 2.5, across.colour(i)));
        if (plot.groups().size() <= MOST_NAMES) {
          String name = Ink.fit(plot.groups().get(i), 60, Ink.SMALL);
          picture.add(Ink.words(at.x() + 4, at.y() - 2, name, Anchor.START));
        }
      }
    }
    return picture.drawing();
  }

  private static Scale scale(Series series) {
    return Scale.of(series.numbers().min().orElse(0), series.numbers().max().orElse(0));
  }
}
