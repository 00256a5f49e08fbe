package io.xiaodan.exchange.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file of sheets cell by cell and keeps next to nothing of it in memory. A cell is null, a
 * {@link String}, a {@link java.math.BigDecimal}, a {@link java.time.LocalDate}, a {@link
 * java.time.LocalDateTime} or a {@link Percent}. No text is ever written so that a spreadsheet runs
 * it as a formula.
 */
public interface SheetWriter extends Closeable {

  /** Begins a sheet; the one before it is over. */
  void sheet(String name, List<SheetColumn> columns) throws IOException;

  /** Writes a row of the current sheet, a cell for each column. */
  void row(List<? extends @Nullable Object> cells) throws IOException;

  /** A share of one hundred: 13 is shown as 13 %. */
  record Percent(java.math.BigDecimal value) {}
}
