package io.xiaodan.exchange.sheet;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** Reads a workbook row by row; of a formula its last result counts. */
final class XlsxSource {

  private static final MathContext KEPT =
      new MathContext(XlsxSheetWriter.DIGITS, RoundingMode.HALF_EVEN);

  /** The formats of days and moments that have a number and no text of their own. */
  private static final Set<String> DATES =
      Set.of(
          "14", "15", "16", "17", "22", "27", "28", "29", "30", "31", "36", "50", "51", "52", "53",
          "54", "57", "58");

  private static final Set<String> TIMES =
      Set.of("18", "19", "20", "21", "32", "33", "34", "35", "45", "46", "47", "55", "56");

  private final List<SheetInfo> sheets = new ArrayList<>();
  private long formulas;
  private long errors;

  private XlsxSource() {}

  static List<SheetInfo> read(Path file, IntFunction<Path> target) throws IOException {
    XlsxSource source = new XlsxSource();
    try (ReadableWorkbook book =
        new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true))) {
      for (Sheet sheet : book.getSheets().limit(SheetSource.MOST_SHEETS).toList()) {
        source.sheet(sheet, target.apply(sheet.getIndex()));
      }
    } catch (io.xiaodan.kernel.ProblemException | IOException e) {
      throw e;
    } catch (RuntimeException e) {
      // The library says with many kinds of exception that the inside of a file is not as it should
      // be.
      throw SheetProblem.of("exchange.book_broken");
    }
    return source.sheets;
  }

  private void sheet(Sheet sheet, Path target) throws IOException {
    formulas = 0;
    errors = 0;
    try (RowsOut out = new RowsOut(target);
        Stream<Row> rows = sheet.openStream()) {
      rows.forEach(row -> out.row(row.getRowNum(), cells(row)));
      sheets.add(
          new SheetInfo(
              sheet.getName(),
              sheet.getVisibility() != SheetVisibility.VISIBLE,
              out.rows(),
              out.width(),
              formulas,
              errors));
    }
  }

  private List<String> cells(Row row) {
    List<String> cells = new ArrayList<>(row.getCellCount());
    int last = 0;
    for (Cell cell : row) {
      String text = cell == null ? "" : text(cell);
      cells.add(text);
      if (!text.isEmpty()) {
        last = cells.size();
      }
    }
    return cells.subList(0, last);
  }

  private String text(Cell cell) {
    if (cell.getType() == CellType.FORMULA && cell.getFormula() != null) {
      formulas++;
    }
    Object value = cell.getValue();
    if (cell.getType() == CellType.ERROR || isError(cell, value)) {
      errors++;
      return "";
    }
    return switch (value) {
      case null -> "";
      case BigDecimal number -> number(cell, number);
      case Boolean yes -> yes ? "TRUE" : "FALSE";
      default -> SafeText.decode(value.toString()).replace("\r\n", "\n");
    };
  }

  private static boolean isError(Cell cell, @Nullable Object value) {
    return cell.getType() == CellType.FORMULA
        && value instanceof String text
        && text.matches("#(N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!|SPILL!|CALC!)");
  }

  private String number(Cell cell, BigDecimal raw) {
    String format = String.valueOf(cell.getDataFormatString());
    String id = String.valueOf(cell.getDataFormatId());
    Shown shown = shown(id, format);
    if (shown != Shown.NUMBER && shown != Shown.SHARE && isDay(raw)) {
      return moment(cell.asDate(), shown, raw);
    }
    BigDecimal number = raw.precision() > XlsxSheetWriter.DIGITS ? raw.round(KEPT) : raw;
    if (shown == Shown.SHARE) {
      return plain(number.movePointRight(2)) + "%";
    }
    return plain(number);
  }

  private static boolean isDay(BigDecimal number) {
    return number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(2_958_466)) < 0;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String moment(LocalDateTime moment, Shown shown, BigDecimal raw) {
    if (shown == Shown.TIME && raw.compareTo(BigDecimal.ONE) < 0) {
      return moment.toLocalTime().withNano(0).format(java.time.format.DateTimeFormatter.ISO_TIME);
    }
    boolean whole = moment.toLocalTime().toNanoOfDay() == 0 && shown != Shown.MOMENT;
    return whole ? moment.toLocalDate().toString() : SheetDates.text(moment);
  }

  private enum Shown {
    NUMBER,
    SHARE,
    DAY,
    MOMENT,
    TIME
  }

  /** What a format makes of a number. */
  private static Shown shown(String id, String format) {
    if (format.equals("null") || format.isEmpty()) {
      return DATES.contains(id)
          ? (id.equals("22") ? Shown.MOMENT : Shown.DAY)
          : TIMES.contains(id) ? Shown.TIME : Shown.NUMBER;
    }
    String bare =
        format
            .replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.", "")
            .replaceAll("\\[[^\\]]*\\]", "")
            .toLowerCase(Locale.ROOT)
            .split(";", 2)[0];
    if (bare.contains("general")) {
      return Shown.NUMBER;
    }
    boolean day = bare.matches(".*[yd].*") || bare.matches("m+");
    boolean time = bare.matches(".*[hs].*");
    if (day) {
      return time ? Shown.MOMENT : Shown.DAY;
    }
    return time ? Shown.TIME : bare.contains("%") ? Shown.SHARE : Shown.NUMBER;
  }
}
