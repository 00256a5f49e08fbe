package io.xiaodan.print;

import java.util.List;

/**
 * A picture made of lines, areas and words, drawn as such and therefore sharp at any size.
 *
 * @param width in points, as everything in it; 0 is at the left
 * @param height in points; 0 is at the top
 * @param shapes from the lowest to the uppermost
 */
public record Drawing(double width, double height, List<Shape> shapes) {

  public Drawing {
    shapes = List.copyOf(shapes);
  }

  /** Where something is. */
  public record Point(double x, double y) {}

  /** To which side of its place a text runs. */
  public enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Something that is drawn; colours are written {@code #rrggbb}. */
  public sealed interface Shape {

    /**
     * A filled area with straight sides.
     *
     * @param opacity 0 to 1
     */
    record Area(List<Point> corners, String colour, double opacity) implements Shape {
      public Area {
        corners = List.copyOf(corners);
      }
    }

    /** A line through points. */
    record Line(List<Point> points, String colour, double thickness) implements Shape {
      public Line {
        points = List.copyOf(points);
      }
    }

    /** A filled circle. */
    record Dot(Point middle, double radius, String colour) implements Shape {}

    /**
     * A part of a ring.
     *
     * @param inner radius of the hole; 0 for a piece of a pie
     * @param from in turns, clockwise from the top
     * @param to in turns, greater than {@code from} by at most 1
     */
    record Sector(Point middle, double inner, double outer, double from, double to, String colour)
        implements Shape {}

    /**
     * One line of text.
     *
     * @param at where its base line begins, has its middle, or ends
     * @param size of its letters in points
     */
    record Words(Point at, String text, double size, String colour, Anchor anchor, boolean strong)
        implements Shape {}
  }

  /** A filled rectangle. */
  public static Shape box(double x, double y, double width, double height, String colour) {
    return new Shape.Area(
        List.of(
            new Point(x, y),
            new Point(x + width, y),
            new Point(x + width, y + height),
            new Point(x, y + height)),
        colour,
        1);
  }
}
