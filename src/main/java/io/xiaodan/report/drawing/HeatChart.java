package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import io.xiaodan.report.drawing.Plot.Series;
import java.util.List;

/** Cells that are the deeper in colour the greater their number. */
final class HeatChart {

  private static final int MOST_DOWN = 40;
  private static final double LEFT = 64;
  private static final double ROW = 14;
  private static final double HEAD = 12;
  private static final double ROOM_FOR_NUMBER = 18;
  private static final double FAINTEST = 0.06;
  private static final double DEEP = 0.55;

  private HeatChart() {}

  static double height(Plot plot) {
    return HEAD + ROW * Math.min(MOST_DOWN, plot.series().size()) + 2;
  }

  static Drawing draw(Plot plot, Picture picture) {
    int across = plot.groups().size();
    double step = (picture.width - LEFT) / Math.max(1, across);
    double greatest = plot.series().stream().flatMapToDouble(Series::numbers).max().orElse(0);
    for (int i = 0; i < across; i++) {
      if (i % Math.max(1, (int) Math.ceil(ROOM_FOR_NUMBER / step)) == 0) {
        String name = Ink.fit(plot.groups().get(i), Math.max(step, ROOM_FOR_NUMBER), Ink.SMALL);
        picture.add(Ink.words(LEFT + (i + 0.5) * step, HEAD - 4, name, Anchor.MIDDLE));
      }
    }
    List<Series> down = plot.series().subList(0, Math.min(MOST_DOWN, plot.series().size()));
    for (int row = 0; row < down.size(); row++) {
      Series series = down.get(row);
      double y = HEAD + row * ROW;
      String name = Ink.fit(series.name(), LEFT - 6, Ink.SMALL);
      picture.add(Ink.words(LEFT - 4, y + ROW / 2 + 2, name, Anchor.END));
      for (int i = 0; i < across; i++) {
        if (series.values().get(i) != null) {
          cell(picture, LEFT + i * step, y, step, series.number(i), greatest);
        }
      }
    }
    return picture.drawing();
  }

  private static void cell(
      Picture picture, double x, double y, double step, double number, double greatest) {
    double depth = greatest <= 0 ? FAINTEST : Math.max(FAINTEST, Math.max(0, number) / greatest);
    picture.add(
        new Shape.Area(
            List.of(
                new Point(x + 0.5, y + 0.5),
                new Point(x + step - 0.5, y + 0.5),
                new Point(x + step - 0.5, y + ROW - 0.5),
                new Point(x + 0.5, y + ROW - 0.5)),
            Ink.hue("blue"),
            Math.min(1, depth)));
    if (step >= ROOM_FOR_NUMBER) {
      String colour = depth > DEEP ? "#ffffff" : Ink.TEXT;
      String text = Ink.fit(Scale.text(number, picture.language), step, 6.5);
      picture.add(Ink.words(x + step / 2, y + ROW / 2 + 2.5, text, 6.5, colour, Anchor.MIDDLE));
    }
  }
}
