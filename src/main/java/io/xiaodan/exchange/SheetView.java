package io.xiaodan.exchange;

import java.util.List;

/**
 * A sheet as it is shown before it is imported.
 *
 * @param header number of the row that names the columns, from 1
 * @param top the first rows, whatever is in them, to find the header by
 */
public record SheetView(int header, List<Column> columns, List<List<String>> top) {

  public SheetView {
    columns = List.copyOf(columns);
    top = List.copyOf(top);
  }

  /**
   * One column.
   *
   * @param samples a few of its cells
   */
  public record Column(int index, String header, ColumnKind kind, List<String> samples) {
    public Column {
      samples = List.copyOf(samples);
    }
  }
}
