package io.xiaodan.exchange;

import org.jspecify.annotations.Nullable;

/**
 * One record of the file.
 *
 * @param number as a spreadsheet counts: the header is 1, the first line after it 2
 * @param cells every cell of the line, mapped or not
 * @param group number of the line at which its record begins, as the layout of the sheet shows it
 */
record SourceLine(long number, @Nullable String[] cells, long group) {

  SourceLine(long number, @Nullable String[] cells) {
    this(number, cells, number);
  }

  /** Whether there is nothing in it. */
  boolean isBlank() {
    for (String cell : cells) {
      if (cell != null && !cell.isBlank()) {
        return false;
      }
    }
    return true;
  }
}
