package io.xiaodan.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it stands on paper.
 *
 * @param columns names of the columns
 * @param rows a cell for each column
 */
record AnswerGrid(List<Column> columns, List<Row> rows) {

  /**
   * A column.
   *
   * @param source what the answer says of it; null for what is put together
   */
  record Column(String name, boolean number, @Nullable AnswerColumn source) {}

  /**
   * A row.
   *
   * @param cells null, text, an exact number, a date or a moment without zone
   * @param total whether it adds up others
   */
  record Row(List<@Nullable Object> cells, boolean total) {}
}
