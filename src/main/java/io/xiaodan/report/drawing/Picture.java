package io.xiaodan.report.drawing;

import io.xiaodan.kernel.Language;
import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Shape;
import java.util.ArrayList;
import java.util.List;

/** A drawing in the making. */
final class Picture {

  private static final double LEGEND = 14;
  private static final double SPOT = 6;

  final double width;
  final double height;
  final Language language;
  private final List<Shape> shapes = new ArrayList<>();

  Picture(double width, double height, Language language) {
    this.width = width;
    this.height = height;
    this.language = language;
  }

  void add(Shape shape) {
    shapes.add(shape);
  }

  Drawing drawing() {
    return new Drawing(width, height, shapes);
  }

  /**
   * Writes which series has which colour over the picture, as far as there is room.
   *
   * @return the height it takes
   */
  double legend(List<Plot.Series> series) {
    if (series.size() < 2) {
      return 4;
    }
    double x = 0;
    double y = SPOT;
    for (Plot.Series one : series) {
      String name = Ink.fit(one.name(), width / 2, Ink.SMALL);
      double needed = SPOT + 3 + Ink.width(name, Ink.SMALL) + 8;
      if (x > 0 && x + needed > width) {
        x = 0;
        y += LEGEND - 3;
      }
      add(Drawing.box(x, y - SPOT + 1, SPOT, SPOT, one.colour(0)));
      add(Ink.words(x + SPOT + 3, y, name, Anchor.START));
      x += needed;
    }
    return y + LEGEND - SPOT + 4;
  }
}
