package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The colours and letters that all drawings share; the hues are those of the screen. */
public final class Ink {

  static final String TEXT = "#1f2329";
  static final String GREY = "#8c8c8c";
  static final String LINE = "#e3e6ea";
  static final double SMALL = 7;

  private static final Map<String, String> HUES =
      Map.ofEntries(
          Map.entry("grey", "#9aa3af"),
          Map.entry("red", "#e0524a"),
          Map.entry("orange", "#ee8442"),
          Map.entry("gold", "#e5ac22"),
          Map.entry("lime", "#98ba2e"),
          Map.entry("green", "#3fa96b"),
          Map.entry("cyan", "#2ba7b5"),
          Map.entry("blue", "#4a86e8"),
          Map.entry("indigo", "#6c74e0"),
          Map.entry("purple", "#9068d8"),
          Map.entry("pink", "#dd5c98"));

  /** Other names that artifacts may use for the same hues. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("volcano", "orange"),
          Map.entry("yellow", "gold"),
          Map.entry("teal", "cyan"),
          Map.entry("processing", "blue"),
          Map.entry("geekblue", "indigo"),
          Map.entry("violet", "purple"),
          Map.entry("magenta", "pink"),
          Map.entry("success", "green"),
          Map.entry("warning", "gold"),
          Map.entry("error", "red"));

  private static final List<String> ORDER =
      List.of(
          "blue", "cyan", "gold", "purple", "green", "orange", "pink", "indigo", "lime", "red",
          "grey");

  private Ink() {}

  /** The colour that a name of the palette stands for; grey for one it does not know. */
  public static String hue(String name) {
    String hue = HUES.get(NAMES.getOrDefault(name, name));
    if (hue != null) {
      return hue;
    }
    return name.matches("#[0-9a-fA-F]{6}") ? name : Objects.requireNonNull(HUES.get("grey"));
  }

  /** The colour of a series that has none of its own, by its place. */
  public static String hue(int place) {
    return hue(ORDER.get(place % ORDER.size()));
  }

  static Shape words(double x, double y, String text, Anchor anchor) {
    return new Shape.Words(new Point(x, y), text, SMALL, GREY, anchor, false);
  }

  static Shape words(double x, double y, String text, double size, String colour, Anchor anchor) {
    return new Shape.Words(new Point(x, y), text, size, colour, anchor, false);
  }

  static Shape strong(double x, double y, String text, double size, Anchor anchor) {
    return new Shape.Words(new Point(x, y), text, size, TEXT, anchor, true);
  }

  static Shape line(double x, double y, double toX, double toY) {
    return new Shape.Line(List.of(new Point(x, y), new Point(toX, toY)), LINE, 0.5);
  }

  /** How wide a text is about, in the size of its letters. */
  static double width(String text, double size) {
    return text.codePoints().mapToDouble(c -> c < 0x2000 ? 0.56 : 1).sum() * size;
  }

  /** The text, or the beginning of it that has room. */
  static String fit(String text, double room, double size) {
    if (width(text, size) <= room) {
      return text;
    }
    int[] letters = text.codePoints().toArray();
    int length = letters.length;
    while (length > 0 && width(new String(letters, 0, length), size) > room - size) {
      length--;
    }
    return new String(letters, 0, length) + "…";
  }
}
