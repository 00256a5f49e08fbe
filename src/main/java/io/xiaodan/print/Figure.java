package io.xiaodan.print;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document of numbers: a table under a title, with bars where there is one number to
 * compare.
 *
 * @param title over it
 * @param note under the title: how the numbers are defined; empty for none
 * @param columns names of the columns
 * @param rows texts, one for each column
 * @param end under the table: what it leaves out; empty for none
 */
public record Figure(
    String title, String note, List<Column> columns, List<List<Cell>> rows, String end) {

  /**
   * A column.
   *
   * @param number whether its texts stand to the right
   */
  public record Column(String name, boolean number) {}

  /**
   * A text in a table.
   *
   * @param share of the greatest in its column, 0 to 1, drawn as a bar; null for none
   * @param strong whether it stands out, as totals do
   */
  public record Cell(String text, @Nullable Double share, boolean strong) {}
}
