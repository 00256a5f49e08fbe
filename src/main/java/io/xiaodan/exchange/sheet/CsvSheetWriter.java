package io.xiaodan.exchange.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one sheet as text with commas, UTF-8 with the mark by which spreadsheets know it. Has one
 * sheet only.
 */
public final class CsvSheetWriter implements SheetWriter {

  private final Writer out;
  private final CsvWriter csv;

  public CsvSheetWriter(OutputStream file) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8), 1 << 16);
    out.write(SafeText.MARK);
    this.csv = CsvWriter.builder().build(out);
  }

  @Override
  public void sheet(String name, List<SheetColumn> columns) {
    csv.writeRecord(columns.stream().map(column -> SafeText.escape(column.header())).toList());
  }

  @Override
  public void row(List<? extends @Nullable Object> cells) throws IOException {
    List<String> texts = new ArrayList<>(cells.size());
    for (Object cell : cells) {
      texts.add(text(cell));
    }
    try {
      csv.writeRecord(texts);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String text(@Nullable Object cell) {
    return switch (cell) {
      case null -> "";
      case BigDecimal number -> number.toPlainString();
      case Percent percent -> percent.value().toPlainString() + "%";
      case LocalDate date -> date.toString();
      case LocalDateTime moment -> SheetDates.text(moment);
      default -> SafeText.escape(cell.toString());
    };
  }

  @Override
  public void close() throws IOException {
    csv.close();
    out.close();
  }
}
