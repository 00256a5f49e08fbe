package io.xiaodan.print;

import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A sheet of paper and what is left free at its edges, in millimetres.
 *
 * @param width as it is printed, after turning
 */
record Paper(
    BigDecimal width,
    BigDecimal height,
    BigDecimal top,
    BigDecimal right,
    BigDecimal bottom,
    BigDecimal left) {

  /** Sheets by name, upright; the last three are endless paper as needle printers take it. */
  private static final Map<String, int[]> SIZES =
      Map.of(
          "A4", new int[] {210, 297},
          "A5", new int[] {148, 210},
          "241x280", new int[] {241, 280},
          "241x140", new int[] {241, 140},
          "241x93", new int[] {241, 93});

  private static final BigDecimal TEN = BigDecimal.TEN;

  static Paper read(JsonNode document) {
    int[] size = SIZES.getOrDefault(document.path("size").asString("A4"), new int[] {210, 297});
    BigDecimal width = number(document, "width", BigDecimal.valueOf(size[0]));
    BigDecimal height = number(document, "height", BigDecimal.valueOf(size[1]));
    boolean turned = document.path("landscape").asBoolean(false);
    JsonNode margins = document.path("margins");
    return new Paper(
        turned ? height : width,
        turned ? width : height,
        number(margins, "top", TEN),
        number(margins, "right", TEN),
        number(margins, "bottom", TEN),
        number(margins, "left", TEN));
  }

  /** Whether something can be printed between the margins. */
  boolean hasRoom() {
    BigDecimal least = BigDecimal.valueOf(30);
    return width.subtract(left).subtract(right).compareTo(least) >= 0
        && height.subtract(top).subtract(bottom).compareTo(least) >= 0;
  }

  /** The width between the margins. */
  BigDecimal room() {
    return width.subtract(left).subtract(right);
  }

  private static BigDecimal number(JsonNode at, String name, BigDecimal otherwise) {
    return at.has(name) ? at.path(name).decimalValue() : otherwise;
  }
}
