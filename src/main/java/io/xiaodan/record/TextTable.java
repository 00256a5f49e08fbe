package io.xiaodan.record;

import org.jspecify.annotations.Nullable;

/** Rows of texts, filled cell by cell and handed to the database column by column. */
final class TextTable {

  private final @Nullable String[][] columns;
  private int column;
  private int row;

  TextTable(int columns, int rows) {
    this.columns = new @Nullable String[columns][rows];
  }

  /** Adds the next cells of the current row, which is followed by the next when it is full. */
  void add(@Nullable Object... cells) {
    for (Object cell : cells) {
      columns[column++][row] = cell == null ? null : cell.toString();
      if (column == columns.length) {
        column = 0;
        row++;
      }
    }
  }

  /** One array for each column. */
  Object[] columns() {
    return columns;
  }
}
