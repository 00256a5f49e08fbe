package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import io.xiaodan.report.drawing.Plot.Series;
import java.util.ArrayList;
import java.util.List;

/** Shapes over axes that stand around a middle. */
final class RadarChart {

  private static final int RINGS = 4;
  private static final double SHADE = 0.18;
  private static final double NAMES = 16;

  private RadarChart() {}

  static Drawing draw(Plot plot, Picture picture) {
    double top = picture.legend(plot.series());
    int axes = plot.groups().size();
    double radius = Math.min(picture.width / 2 - 40, (picture.height - top) / 2 - NAMES);
    Point middle = new Point(picture.width / 2, top + (picture.height - top) / 2);
    double greatest = plot.series().stream().flatMapToDouble(Series::numbers).max().orElse(0);
    for (int ring = 1; ring <= RINGS; ring++) {
      picture.add(new Shape.Line(round(middle, radius * ring / RINGS, axes), Ink.LINE, 0.5));
    }
    for (int i = 0; i < axes; i++) {
      Point end = at(middle, radius, i, axes);
      picture.add(Ink.line(middle.x(), middle.y(), end.x(), end.y()));
      Point name = at(middle, radius + 7, i, axes);
      Anchor anchor =
          Math.abs(name.x() - middle.x()) < 4
              ? Anchor.MIDDLE
              : name.x() > middle.x() ? Anchor.START : Anchor.END;
      String text = Ink.fit(plot.groups().get(i), 60, Ink.SMALL);
      picture.add(Ink.words(name.x(), name.y() + 2, text, anchor));
    }
    for (Series series : plot.series()) {
      List<Point> corners = new ArrayList<>();
      for (int i = 0; i < axes; i++) {
        double way = greatest <= 0 ? 0 : Math.max(0, series.number(i)) / greatest;
        corners.add(at(middle, radius * way, i, axes));
      }
      picture.add(new Shape.Area(corners, series.colour(0), SHADE));
      corners.add(corners.getFirst());
      picture.add(new Shape.Line(corners, series.colour(0), 1.2));
    }
    return picture.drawing();
  }

  private static List<Point> round(Point middle, double radius, int axes) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= axes; i++) {
      points.add(at(middle, radius, i, axes));
    }
    return points;
  }

  private static Point at(Point middle, double radius, int axis, int axes) {
    double angle = 2 * Math.PI * axis / Math.max(1, axes);
    return new Point(middle.x() + radius * Math.sin(angle), middle.y() - radius * Math.cos(angle));
  }
}
