package io.xiaodan.exchange;

import io.xiaodan.exchange.sheet.SheetColumn;
import io.xiaodan.exchange.sheet.SheetWriter;
import io.xiaodan.exchange.sheet.XlsxSheetWriter;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the records of a list into the sheets of one file. */
final class ExportSheets {

  private final Caller caller;
  private final Form form;
  private final ExportRequest request;
  private final List<ExportColumn> columns;
  private final CellFormat cells;
  private final Language language;
  private final Steps steps;

  /** Whether each row says which record it is of. */
  private boolean numbered;

  /** Revisions of the records that went out to come back, by id. */
  private final Map<String, String> gone = new LinkedHashMap<>();

  /** Told how far it is; may fail in order to stop. */
  interface Steps {
    void record(long total, long rows, Map<String, @Nullable Object> record);
  }

  ExportSheets(
      Caller caller,
      Form form,
      ExportRequest request,
      List<ExportColumn> columns,
      CellFormat cells,
      Language language,
      Steps steps) {
    this.caller = caller;
    this.form = form;
    this.request = request;
    this.columns = columns;
    this.cells = cells;
    this.language = language;
    this.steps = steps;
  }

  void write(RecordStream stream, SheetWriter out) throws IOException {
    boolean flat = request.lines() == ExportRequest.Lines.FLAT;
    numbered = request.lines() != ExportRequest.Lines.NONE;
    List<ExportColumn> shown =
        flat ? columns : columns.stream().filter(column -> column.lines() == null).toList();
    out.sheet(form.label().in(language), header(shown));
    pass(stream, out, shown, flat ? linesOf(columns) : List.of(), true);
    if (request.lines() == ExportRequest.Lines.SHEET) {
      for (LineItems lines : linesOf(columns)) {
        List<ExportColumn> ofSheet = new ArrayList<>();
        columns.stream().filter(column -> column.key().equals(form.title())).forEach(ofSheet::add);
        columns.stream().filter(column -> column.lines() == lines).forEach(ofSheet::add);
        out.sheet(lines.label().in(language), header(ofSheet));
        pass(stream, out, ofSheet, List.of(lines), false);
      }
    }
    if (request.living() && out instanceof XlsxSheetWriter book) {
      book.hiddenSheet(Living.FACTS, facts(shown));
    }
  }

  private Map<String, String> facts(List<ExportColumn> shown) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("form", form.key());
    facts.put("language", language.tag());
    List<SheetColumn> header = header(shown);
    for (int i = 0; i < shown.size(); i++) {
      facts.put(
          "column." + shown.get(i).key(),
          Headers.of(List.of(header.get(i + Living.COLUMNS).header())).getFirst());
    }
    facts.putAll(gone);
    return facts;
  }

  private List<SheetColumn> header(List<ExportColumn> shown) {
    List<SheetColumn> header = new ArrayList<>();
    if (request.living()) {
      header.add(new SheetColumn(Living.ID, null, 10, true));
      header.add(new SheetColumn(Living.REV, null, 10, true));
      header.add(new SheetColumn(Living.SUM, null, 10, true));
    }
    Set<String> names = new LinkedHashSet<>();
    if (numbered) {
      header.add(new SheetColumn(RecordNumber.LABEL.in(language), "0", 10, false));
      names.add(RecordNumber.LABEL.in(language));
    }
    for (ExportColumn column : shown) {
      SheetColumn sheet = column.sheet(language);
      String name = sheet.header();
      for (int i = 2; !names.add(name); i++) {
        name = sheet.header() + " (" + i + ")";
      }
      header.add(new SheetColumn(name, sheet.format(), sheet.width(), false));
    }
    return header;
  }

  private static List<LineItems> linesOf(List<ExportColumn> columns) {
    Set<LineItems> all = new LinkedHashSet<>();
    for (ExportColumn column : columns) {
      if (column.lines() != null) {
        all.add(column.lines());
      }
    }
    return List.copyOf(all);
  }

  /** One reading of the list. */
  private final class Pass implements RecordStream.Receiver {
    private final SheetWriter out;
    private final List<ExportColumn> shown;
    private final List<LineItems> lines;
    private final boolean first;
    private long total;
    private long rows;
    private long number;

    Pass(SheetWriter out, List<ExportColumn> shown, List<LineItems> lines, boolean first) {
      this.out = out;
      this.shown = shown;
      this.lines = lines;
      this.first = first;
    }

    @Override
    public void begin(long count) {
      total = count;
    }

    @Override
    public void take(List<Map<String, @Nullable Object>> records) {
      try {
        for (Map<String, @Nullable Object> record : records) {
          write(record);
          if (first) {
            steps.record(total, rows, record);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void write(Map<String, @Nullable Object> record) throws IOException {
      number++;
      int longest = 0;
      Map<LineItems, List<?>> read = new LinkedHashMap<>();
      for (LineItems items : lines) {
        List<?> of = ExportSheets.lines(record, items);
        read.put(items, of);
        longest = Math.max(longest, of.size());
      }
      if (longest == 0 && (lines.isEmpty() || first)) {
        row(record, Map.of());
      }
      for (int i = 0; i < longest; i++) {
        Map<LineItems, Map<?, ?>> at = new LinkedHashMap<>();
        for (Map.Entry<LineItems, List<?>> entry : read.entrySet()) {
          if (i < entry.getValue().size() && entry.getValue().get(i) instanceof Map<?, ?> line) {
            at.put(entry.getKey(), line);
          }
        }
        row(record, at);
      }
    }

    private void row(Map<String, @Nullable Object> record, Map<LineItems, Map<?, ?>> at)
        throws IOException {
      List<@Nullable Object> row = new ArrayList<>(shown.size() + Living.COLUMNS);
      if (numbered) {
        row.add(BigDecimal.valueOf(number));
      }
      for (ExportColumn column : shown) {
        Map<?, ?> line = column.lines() == null ? null : at.get(column.lines());
        row.add(cells.cell(column, record, line));
      }
      if (request.living()) {
        row.addAll(0, living(record, row));
      }
      out.row(row);
      rows++;
    }
  }

  /** The hidden cells of a row, and a note that its record went out. */
  private List<String> living(
      Map<String, @Nullable Object> record, List<? extends @Nullable Object> row) {
    String id = String.valueOf(record.get("id"));
    String rev = String.valueOf(record.get("rev"));
    if (gone.size() == Living.MOST) {
      throw Problem.of(ProblemKind.INVALID, "exchange.living_most", "maximum", Living.MOST)
          .exception();
    }
    gone.put(id, rev);
    List<@Nullable Object> own = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).field() != null) {
        own.add(row.get(i));
      }
    }
    return List.of(id, rev, Living.sum(own));
  }

  private static List<?> lines(Map<String, @Nullable Object> record, LineItems items) {
    return record.get("values") instanceof Map<?, ?> values
            && values.get(items.key()) instanceof List<?> lines
        ? lines
        : List.of();
  }

  private void pass(
      RecordStream stream,
      SheetWriter out,
      List<ExportColumn> shown,
      List<LineItems> lines,
      boolean first) {
    ListQuery query =
        new ListQuery(request.filter(), request.sort(), request.search(), false, 1, null);
    stream.read(caller, form.key(), query, !lines.isEmpty(), new Pass(out, shown, lines, first));
  }
}
