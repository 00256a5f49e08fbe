package io.xiaodan.exchange;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.xiaodan.exchange.sheet.CsvSheetWriter;
import io.xiaodan.exchange.sheet.SheetColumn;
import io.xiaodan.exchange.sheet.SheetSource;
import io.xiaodan.exchange.sheet.SheetWriter;
import io.xiaodan.exchange.sheet.XlsxSheetWriter;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.DataHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Small sheets that are no records: read at once, written at once, with the care of large ones. */
@Component
public class PlainSheets {

  private static final int WIDTH = 18;

  private final Path folder;

  PlainSheets(DataHome home) {
    this.folder = home.folder().resolve("imports");
  }

  /**
   * The rows of the first sheet, from its first.
   *
   * @param name of the file
   * @param most rows; more are refused
   * @throws io.xiaodan.kernel.ProblemException invalid for a file that cannot be read, is empty or
   *     too long
   */
  public List<List<String>> rows(String name, InputStream content, int most) throws IOException {
    Files.createDirectories(folder);
    Path place = Files.createTempDirectory(folder, "plain");
    try {
      Path source = place.resolve("source");
      Files.copy(content, source, StandardCopyOption.REPLACE_EXISTING);
      SheetSource.Book book =
          SheetSource.read(source, name, sheet -> place.resolve("sheet-" + sheet + ".csv"));
      if (book.sheets().isEmpty() || book.sheets().getFirst().rows() == 0) {
        throw refused("exchange.file_empty");
      }
      List<List<String>> rows = new ArrayList<>();
      try (CsvReader<CsvRecord> csv =
          CsvReader.builder()
              .skipEmptyLines(false)
              .extraFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(Files.newBufferedReader(place.resolve("sheet-0.csv")))) {
        for (CsvRecord row : csv) {
          if (rows.size() > most) {
            throw refused("exchange.sheet_long", "most", most);
          }
          rows.add(List.copyOf(row.getFields()));
        }
      }
      return rows;
    } finally {
      try (Stream<Path> all = Files.walk(place)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  /** Writes one sheet of texts; none of them is run as a formula. */
  public void write(
      OutputStream out, boolean workbook, String name, List<String> header, List<List<String>> rows)
      throws IOException {
    try (SheetWriter sheet = workbook ? new XlsxSheetWriter(out, "…") : new CsvSheetWriter(out)) {
      sheet.sheet(
          name, header.stream().map(text -> new SheetColumn(text, null, WIDTH, false)).toList());
      for (List<String> row : rows) {
        sheet.row(row);
      }
    }
  }

  private static RuntimeException refused(String code, Object... namesAndValues) {
    return Problem.invalid(List.of(Violation.at("file", Message.of(code, namesAndValues))))
        .exception();
  }
}
