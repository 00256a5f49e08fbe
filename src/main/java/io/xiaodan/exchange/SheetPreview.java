package io.xiaodan.exchange;

import io.xiaodan.kernel.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of the first rows of a sheet.
 *
 * @param checked rows that were looked at
 * @param sound those of them that nothing is wrong with
 * @param more whether the sheet goes on
 */
public record SheetPreview(List<Row> rows, long checked, long sound, boolean more) {

  public SheetPreview {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param line as the spreadsheet numbers it
   * @param cells of the whole row
   * @param becomes {@code new}, {@code update}, {@code skip}, {@code refused}; {@code unknown} for
   *     the last record, whose rows may not all have been looked at
   */
  public record Row(long line, List<String> cells, String becomes, List<Issue> problems) {
    public Row {
      cells = List.copyOf(cells);
      problems = List.copyOf(problems);
    }
  }

  /**
   * One thing that is wrong.
   *
   * @param column place of the cell; null where no column brings the field
   */
  public record Issue(@Nullable Integer column, Message message) {}
}
