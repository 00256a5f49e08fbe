package io.xiaodan.exchange;

import io.xiaodan.exchange.sheet.SheetColumn;
import io.xiaodan.exchange.sheet.XlsxSheetWriter;
import io.xiaodan.kernel.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes refused lines as a workbook of the same columns, with their number and the reasons at the
 * end, so that they can be mended in place and sent again.
 */
final class RefusedBook {

  private final ImportStore store;
  private final Language language;

  RefusedBook(ImportStore store, Language language) {
    this.store = store;
    this.language = language;
  }

  void write(UUID id, OutputStream out) throws IOException {
    boolean chinese = language == Language.ZH;
    List<SheetColumn> columns = new ArrayList<>();
    for (String header : store.header(id)) {
      columns.add(new SheetColumn(header, null, 16, false));
    }
    int width = columns.size();
    columns.add(new SheetColumn(chinese ? "行号" : "Line", null, 8, false));
    columns.add(new SheetColumn(chinese ? "原因" : "Reason", null, 60, false));
    try (XlsxSheetWriter book = new XlsxSheetWriter(out, "…")) {
      book.sheet(chinese ? "未导入的行" : "Refused rows", columns);
      store.eachRefused(
          id,
          (line, reasons) -> {
            List<@Nullable Object> cells = new ArrayList<>(width + 2);
            for (int i = 0; i < width; i++) {
              cells.add(i < line.cells().length ? line.cells()[i] : null);
            }
            cells.add(java.math.BigDecimal.valueOf(line.number()));
            cells.add(
                reasons.stream()
                    .map(reason -> reason.text().in(language))
                    .distinct()
                    .collect(Collectors.joining(chinese ? "；" : "; ")));
            try {
              book.row(cells);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
