package io.xiaodan.print;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document of numbers: a drawing or a table under a title, with bars in the table where
 * there is one number to compare. What is drawn has its table behind all drawings.
 *
 * @param title over it
 * @param note under the title: how the numbers are defined; empty for none
 * @param span how wide it stands, in twelfths of the page
 * @param drawing null for a table
 * @param columns names of the columns
 * @param rows texts, one for each column
 * @param end under the table: what it leaves out; empty for none
 */
public record Figure(
    String title,
    String note,
    int span,
    @Nullable Drawing drawing,
    List<Column> columns,
    List<List<Cell>> rows,
    String end) {

  /** The twelfths of a page. */
  public static final int WHOLE = 12;

  /** What a figure of so many twelfths has to draw on, in points. */
  public static double width(int span) {
    return FigurePages.WIDTH * span / WHOLE - FigurePages.GAP;
  }

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
