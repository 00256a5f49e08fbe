package io.xiaodan.print;

import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Writes drawings into documents as SVG, which the formatter turns into lines and letters. */
final class DrawingWriter {

  private static final double TURN = 2 * Math.PI;

  /** A whole ring is drawn in two halves: an arc cannot end where it begins. */
  private static final double WHOLE = 0.9999;

  private final Fo fo;

  DrawingWriter(Fo fo) {
    this.fo = fo;
  }

  void write(Drawing drawing) {
    String width = number(drawing.width());
    String height = number(drawing.height());
    fo.start("block", "line-height", "0pt", "font-size", "1pt");
    fo.start("instream-foreign-object", "content-width", width + "pt");
    fo.svg(
        "svg",
        "width",
        width + "pt",
        "height",
        height + "pt",
        "viewBox",
        "0 0 " + width + " " + height,
        "font-family",
        Fonts.TEXT);
    drawing.shapes().forEach(this::shape);
    fo.end().end().end();
  }

  private void shape(Shape shape) {
    switch (shape) {
      case Shape.Area area ->
          fo.svg(
                  "path",
                  "d",
                  path(area.corners()) + "Z",
                  "fill",
                  area.colour(),
                  "fill-opacity",
                  number(area.opacity()))
              .end();
      case Shape.Line line ->
          fo.svg(
                  "path",
                  "d",
                  path(line.points()),
                  "fill",
                  "none",
                  "stroke",
                  line.colour(),
                  "stroke-width",
                  number(line.thickness()),
                  "stroke-linejoin",
                  "round")
              .end();
      case Shape.Dot dot ->
          fo.svg(
                  "circle",
                  "cx",
                  number(dot.middle().x()),
                  "cy",
                  number(dot.middle().y()),
                  "r",
                  number(dot.radius()),
                  "fill",
                  dot.colour())
              .end();
      case Shape.Sector sector -> sector(sector);
      case Shape.Words words -> words(words);
    }
  }

  private void sector(Shape.Sector sector) {
    if (sector.to() - sector.from() > WHOLE) {
      double half = sector.from() + 0.5;
      piece(sector, sector.from(), half);
      piece(sector, half, sector.from() + 1);
    } else {
      piece(sector, sector.from(), sector.to());
    }
  }

  private void piece(Shape.Sector sector, double from, double to) {
    String large = to - from > 0.5 ? "1" : "0";
    String path =
        "M%s A%s %s 0 %s 1 %s L%s A%s %s 0 %s 0 %s Z"
            .formatted(
                at(sector, sector.outer(), from),
                number(sector.outer()),
                number(sector.outer()),
                large,
                at(sector, sector.outer(), to),
                at(sector, sector.inner(), to),
                number(sector.inner()),
                number(sector.inner()),
                large,
                at(sector, sector.inner(), from));
    fo.svg("path", "d", path, "fill", sector.colour(), "stroke", "#ffffff", "stroke-width", "1")
        .end();
  }

  private static String at(Shape.Sector sector, double radius, double turn) {
    double x = sector.middle().x() + radius * Math.sin(turn * TURN);
    double y = sector.middle().y() - radius * Math.cos(turn * TURN);
    return number(x) + " " + number(y);
  }

  private void words(Shape.Words words) {
    fo.svg(
            "text",
            "x",
            number(words.at().x()),
            "y",
            number(words.at().y()),
            "font-size",
            number(words.size()),
            "font-weight",
            words.strong() ? "bold" : "normal",
            "fill",
            words.colour(),
            "text-anchor",
            words.anchor().name().toLowerCase(Locale.ROOT))
        .plain(words.text())
        .end();
  }

  private static String path(List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(number(point.x()))
          .append(' ')
          .append(number(point.y()));
    }
    return path.toString();
  }

  private static String number(double number) {
    return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
