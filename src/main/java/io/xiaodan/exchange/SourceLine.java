package io.xiaodan.exchange;

import org.jspecify.annotations.Nullable;

/**
 * One record of the file.
 *
 * @param number as a spreadsheet counts: the header is 1, the first line after it 2
 * @param cells every cell of the line, mapped or not
 */
record SourceLine(long number, @Nullable String[] cells) {

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
