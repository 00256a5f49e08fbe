package io.xiaodan.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.xiaodan.kernel.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes refused lines as they came, with their number and the reasons at the end. A cell that a
 * spreadsheet would run as a formula is written with an apostrophe before it, a number is not.
 */
final class RefusedCsv {

  /** By which spreadsheets know that a file is UTF-8. */
  private static final char MARK = '\uFEFF';

  private static final String RUNS = "=+-@\t\r＝＋－＠";
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)*%?");

  private final ImportStore store;
  private final Language language;

  RefusedCsv(ImportStore store, Language language) {
    this.store = store;
    this.language = language;
  }

  void write(UUID id, Writer out) throws IOException {
    out.write(MARK);
    CsvWriter csv = CsvWriter.builder().build(out);
    List<String> header = new ArrayList<>(store.header(id).stream().map(RefusedCsv::safe).toList());
    boolean chinese = language == Language.ZH;
    header.add(chinese ? "行号" : "Line");
    header.add(chinese ? "原因" : "Reason");
    csv.writeRecord(header);
    store.eachRefused(
        id,
        (line, reasons) -> {
          List<String> cells = new ArrayList<>();
          for (@Nullable String cell : line.cells()) {
            cells.add(safe(cell));
          }
          while (cells.size() < header.size() - 2) {
            cells.add("");
          }
          cells.add(Long.toString(line.number()));
          cells.add(
              safe(
                  reasons.stream()
                      .map(reason -> reason.text().in(language))
                      .distinct()
                      .collect(Collectors.joining(chinese ? "；" : "; "))));
          csv.writeRecord(cells);
        });
    try {
      csv.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The cell so that no spreadsheet runs it. */
  static String safe(@Nullable String cell) {
    if (cell == null || cell.isEmpty()) {
      return "";
    }
    return RUNS.indexOf(cell.charAt(0)) >= 0 && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
  }
}
