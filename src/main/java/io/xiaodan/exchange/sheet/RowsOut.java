package io.xiaodan.exchange.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The text of one sheet while it is written; rows of nothing at the end are left out. */
final class RowsOut implements Closeable {

  /** Most columns that are read; a sheet with more is no table of records. */
  static final int MOST_COLUMNS = 1_000;

  private final BufferedWriter out;
  private final CsvWriter csv;
  private long rows;
  private int width;

  RowsOut(Path file) throws IOException {
    this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
  }

  /**
   * Writes a row.
   *
   * @param number from 1; rows that were passed over are written as empty ones
   * @param cells up to the last one that holds something
   */
  void row(long number, List<String> cells) {
    if (cells.isEmpty()) {
      return;
    }
    if (cells.size() > MOST_COLUMNS) {
      throw SheetProblem.of("exchange.book_wide", "maximum", MOST_COLUMNS);
    }
    try {
      while (rows + 1 < number) {
        csv.writeRecord("");
        rows++;
      }
      csv.writeRecord(cells);
    } catch (UncheckedIOException e) {
      throw e;
    }
    rows = number;
    width = Math.max(width, cells.size());
  }

  long rows() {
    return rows;
  }

  int width() {
    return width;
  }

  @Override
  public void close() throws IOException {
    csv.close();
    out.close();
  }
}
