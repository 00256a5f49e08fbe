package io.xiaodan.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of a sheet alike while they are read one after the other: cells that the file
 * leaves out at the end of a row are empty ones, and the head that stands above a row is carried
 * down into it.
 */
final class SheetRows {

  private final SheetLayout layout;
  private final int width;
  private final int[] head;
  private @Nullable String @Nullable [] last;
  private long group;

  SheetRows(SheetLayout layout, List<String> header, Map<String, String> columns) {
    this.layout = layout;
    this.width = header.size();
    this.head =
        layout.head().stream()
            .map(columns::get)
            .mapToInt(header::indexOf)
            .filter(place -> place >= 0)
            .toArray();
  }

  /** The next row. */
  SourceLine next(long number, @Nullable String[] cells) {
    @Nullable String[] padded = padded(cells);
    SourceLine line = new SourceLine(number, padded, number);
    if (layout.rows() == SheetLayout.Rows.SINGLE || line.isBlank()) {
      return line;
    }
    @Nullable String[] above = last;
    if (above == null || !goesOn(padded, above)) {
      last = padded;
      group = number;
      return line;
    }
    @Nullable String[] filled = padded.clone();
    for (int place : head) {
      filled[place] = above[place];
    }
    return new SourceLine(number, filled, group);
  }

  private @Nullable String[] padded(@Nullable String[] cells) {
    if (cells.length >= width) {
      return cells;
    }
    @Nullable String[] padded = Arrays.copyOf(cells, width);
    Arrays.fill(padded, cells.length, width, "");
    return padded;
  }

  private boolean goesOn(@Nullable String[] cells, @Nullable String[] above) {
    boolean flat = layout.rows() == SheetLayout.Rows.FLAT;
    for (int place : head) {
      String cell = cells[place];
      boolean goesOn = cell == null || cell.isBlank() || (flat && cell.equals(above[place]));
      if (!goesOn) {
        return false;
      }
    }
    return true;
  }
}
