package io.xiaodan.exchange.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook row by row. Text is always text, never a formula; a number with more digits
 * than a spreadsheet keeps is written as text, so that nothing is rounded on the way. A sheet that
 * is full goes on in another one.
 */
public final class XlsxSheetWriter implements SheetWriter {

  /** Digits a spreadsheet keeps of a number. */
  static final int DIGITS = 15;

  private static final int FLUSH = 500;
  private static final int LONGEST_NAME = 31;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Workbook workbook;
  private final String tooLong;
  private final int most;
  private final List<String> names = new ArrayList<>();
  private List<SheetColumn> columns = List.of();
  private String name = "";
  private @Nullable Worksheet sheet;
  private int part;
  private int row;
  private int flushed;

  /**
   * @param tooLong stands in a cell for a text that a workbook cannot hold
   */
  public XlsxSheetWriter(OutputStream file, String tooLong) {
    this(file, tooLong, Worksheet.MAX_ROWS);
  }

  XlsxSheetWriter(OutputStream file, String tooLong, int most) {
    this.workbook = new Workbook(file, "Xiaodan", "1.0");
    this.tooLong = tooLong;
    this.most = most;
  }

  @Override
  public void sheet(String title, List<SheetColumn> header) throws IOException {
    finish();
    name = title;
    columns = List.copyOf(header);
    part = 1;
    begin();
  }

  /** A sheet that people do not see, for what the file must know about itself. */
  public void hiddenSheet(String title, Map<String, String> facts) throws IOException {
    finish();
    Worksheet hidden = workbook.newWorksheet(title);
    hidden.setVisibilityState(VisibilityState.VERY_HIDDEN);
    int line = 0;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      hidden.inlineString(line, 0, fact.getKey());
      hidden.inlineString(line++, 1, SafeText.encode(fact.getValue()));
    }
    hidden.finish();
  }

  private void begin() throws IOException {
    finish();
    Worksheet next = workbook.newWorksheet(free(part == 1 ? name : name + " " + part));
    for (int i = 0; i < columns.size(); i++) {
      SheetColumn column = columns.get(i);
      next.width(i, Math.clamp(column.width(), 8, 60));
      if (column.hidden()) {
        next.hideColumn(i);
      }
      next.inlineString(0, i, SafeText.encode(column.header()));
    }
    if (!columns.isEmpty()) {
      next.range(0, 0, 0, columns.size() - 1).style().bold().fillColor("F2F4F7").set();
    }
    next.freezePane(0, 1);
    sheet = next;
    row = 1;
    flushed = 1;
  }

  private String free(String wanted) {
    String clean = wanted.replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
    String base = clean.isEmpty() ? "Sheet" : clean;
    String found = cut(base, LONGEST_NAME);
    for (int i = 2; taken(found); i++) {
      found = cut(base, LONGEST_NAME - 4) + " " + i;
    }
    names.add(found);
    return found;
  }

  private boolean taken(String found) {
    return names.stream().anyMatch(found::equalsIgnoreCase);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  @Override
  public void row(List<? extends @Nullable Object> cells) throws IOException {
    if (row == most) {
      part++;
      begin();
    }
    Worksheet current = java.util.Objects.requireNonNull(sheet, "sheet() was called before");
    for (int i = 0; i < cells.size(); i++) {
      cell(current, i, cells.get(i));
    }
    row++;
    if (row - flushed >= FLUSH) {
      flush(current);
    }
  }

  private void cell(Worksheet current, int column, @Nullable Object cell) {
    switch (cell) {
      case null -> {}
      case BigDecimal number -> number(current, column, number, number);
      case Percent percent -> number(current, column, percent.value().divide(HUNDRED), percent);
      case LocalDate date when !date.isBefore(SheetDates.FIRST) -> current.value(row, column, date);
      case LocalDate date -> current.inlineString(row, column, date.toString());
      case LocalDateTime moment when !moment.toLocalDate().isBefore(SheetDates.FIRST) ->
          current.value(row, column, moment);
      case LocalDateTime moment -> current.inlineString(row, column, SheetDates.text(moment));
      default -> text(current, column, cell.toString());
    }
  }

  private void number(Worksheet current, int column, BigDecimal number, Object shown) {
    if (number.stripTrailingZeros().precision() <= DIGITS) {
      current.value(row, column, number);
    } else {
      current.inlineString(
          row,
          column,
          shown instanceof Percent percent
              ? percent.value().toPlainString() + "%"
              : number.toPlainString());
    }
  }

  private void text(Worksheet current, int column, String text) {
    if (!text.isEmpty()) {
      String coded = SafeText.encode(text);
      current.inlineString(
          row, column, coded.length() <= SafeText.LONGEST ? coded : SafeText.LEFT_OUT + tooLong);
    }
  }

  /** Gives the rows since the last time their formats and lets go of them. */
  private void flush(Worksheet current) throws IOException {
    if (row > flushed) {
      for (int i = 0; i < columns.size(); i++) {
        String format = columns.get(i).format();
        if (format != null) {
          current.range(flushed, i, row - 1, i).style().format(format).set();
        }
      }
    }
    current.flush();
    flushed = row;
  }

  private void finish() throws IOException {
    if (sheet != null) {
      flush(sheet);
      sheet.finish();
      sheet = null;
    }
  }

  @Override
  public void close() throws IOException {
    finish();
    workbook.close();
  }
}
