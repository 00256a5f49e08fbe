package io.xiaodan.print;

import io.xiaodan.form.FormField;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table of rows that grows over pages.
 *
 * <p>A table that adds up each page is written twice: first as one table whose foot keeps the room
 * of the sums free on every page, then as one table a page, each with its own sums.
 */
final class TableWriter {

  private static final int NUMBER_WIDTH = 5;

  private final Fo fo;
  private final Source source;
  private final Block.Table table;
  private final String id;
  private final Messages messages;
  private final List<Source> rows;
  private final List<Block.Column> columns;

  TableWriter(Fo fo, Source source, Block.Table table, String id, Messages messages) {
    this.fo = fo;
    this.source = source;
    this.table = table;
    this.id = id;
    this.messages = messages;
    this.rows =
        source.rows().getOrDefault(table.lines() == null ? "" : table.lines().key(), List.of());
    this.columns =
        table.columns().stream()
            .filter(column ->
                column.key() == null
                    || table.lines() != null
                    || rows.isEmpty()
                    || rows.stream().anyMatch(row -> row.has(column.key())))
            .toList();
  }

  int rows() {
    return rows.size();
  }

  /** Writes it; nothing at all of line items the reader may not know of. */
  void write(@Nullable List<Integer> breaks) {
    boolean hidden = table.lines() != null && !source.rows().containsKey(table.lines().key());
    if (hidden || columns.isEmpty()) {
      return;
    }
    if (table.pageTotals() && breaks != null && !rows.isEmpty()) {
      split(breaks);
    } else {
      whole();
    }
  }

  private void whole() {
    boolean keepsRoom = table.pageTotals() && !rows.isEmpty();
    begin(false);
    head();
    if (keepsRoom) {
      fo.start("table-footer");
      sums("print.page_total", List.of(), true);
      fo.end();
    }
    fo.start("table-body");
    body(0, rows.size());
    if (rows.isEmpty()) {
      empty();
    } else if (table.totals() && !keepsRoom) {
      sums("print.total", rows, false);
    }
    fo.end().end();
    if (table.totals() && keepsRoom) {
      total();
    }
  }

  private void split(List<Integer> breaks) {
    int at = 0;
    for (int page = 0; page < breaks.size(); page++) {
      int end = Math.min(rows.size(), at + breaks.get(page));
      begin(page > 0);
      head();
      fo.start("table-body");
      body(at, end);
      sums("print.page_total", rows.subList(at, end), false);
      fo.end().end();
      at = end;
    }
    if (table.totals()) {
      total();
    }
  }

  private void total() {
    begin(false);
    fo.start("table-body");
    sums("print.total", rows, false);
    fo.end().end();
  }

  private void begin(boolean onNewPage) {
    fo.start(
        "table",
        "table-layout",
        "fixed",
        "width",
        "100%",
        "border-collapse",
        "separate",
        "border-after-width.conditionality",
        "retain",
        "break-before",
        onNewPage ? "page" : null);
    if (table.numbered()) {
      column(NUMBER_WIDTH);
    }
    columns.forEach(column -> column(column.width()));
  }

  private void column(int width) {
    fo.start("table-column", "column-width", "proportional-column-width(" + width + ")").end();
  }

  private void head() {
    fo.start("table-header").start("table-row");
    int at = 0;
    if (table.numbered()) {
      cell(text("print.number"), "center", true, true, at++ == 0);
    }
    for (Block.Column column : columns) {
      cell(column.label().in(source.texts().language()), align(column), true, true, at++ == 0);
    }
    fo.end().end();
  }

  private void body(int from, int to) {
    for (int i = from; i < to; i++) {
      Source row = rows.get(i);
      fo.start("table-row", "keep-together.within-page", "7");
      int at = 0;
      String mark = table.pageTotals() ? Pages.rowId(id, i) : null;
      if (table.numbered()) {
        marked(String.valueOf(i + 1), "center", at++ == 0, mark);
        mark = null;
      }
      for (Block.Column column : columns) {
        marked(row.text(column), align(column), at++ == 0, mark);
        mark = null;
      }
      fo.end();
    }
  }

  private void empty() {
    fo.start("table-row");
    int all = columns.size() + (table.numbered() ? 1 : 0);
    open(true, false, all);
    fo.block(text("print.no_rows"), "text-align", "center", "color", BlockWriter.NAME);
    fo.end().end();
  }

  /** A row of sums; its name stands in the columns before the first sum. */
  private void sums(String name, List<Source> of, boolean blank) {
    int first = 0;
    while (first < columns.size() && !columns.get(first).total()) {
      first++;
    }
    int named = first + (table.numbered() ? 1 : 0);
    fo.start("table-row", "keep-together.within-page", "always");
    if (named > 0) {
      open(true, false, named);
      fo.block(text(name), "font-weight", "bold", "text-align", "right", "wrap-option", "no-wrap");
      fo.end();
    }
    for (int i = first; i < columns.size(); i++) {
      Block.Column column = columns.get(i);
      open(named == 0 && i == first, false, 1);
      String sum = column.total() && !blank ? sum(column, of) : "";
      fo.block(sum, "font-weight", "bold", "text-align", align(column), "wrap-option", "no-wrap");
      fo.end();
    }
    fo.end();
  }

  /** The sum of what the reader sees of a column. */
  private String sum(Block.Column column, List<Source> of) {
    FormField field = column.field();
    BigDecimal sum = BigDecimal.ZERO;
    for (Source row : of) {
      Object value = column.key() == null ? null : row.value(column.key());
      if (value != null) {
        try {
          sum = sum.add(new BigDecimal(value.toString()));
        } catch (NumberFormatException e) {
          return ""; // masked: a sum of the rest would be no sum
        }
      }
    }
    return field == null ? sum.toPlainString() : source.texts().total(field, sum);
  }

  private void cell(String text, String align, boolean bold, boolean top, boolean left) {
    open(left, top, 1);
    fo.block(text, "text-align", align, "font-weight", bold ? "bold" : null);
    fo.end();
  }

  private void marked(String text, String align, boolean left, @Nullable String mark) {
    open(left, false, 1);
    fo.block(text, "text-align", align, "id", mark);
    fo.end();
  }

  /** Every cell draws its right and lower line, those at the edge the others too. */
  private void open(boolean left, boolean top, int span) {
    List<String> attributes = new ArrayList<>();
    attributes.addAll(List.of("padding", "0.7mm 1mm 0.7mm 1mm", "display-align", "center"));
    attributes.addAll(List.of("border-right", BlockWriter.LINE, "border-bottom", BlockWriter.LINE));
    if (left) {
      attributes.addAll(List.of("border-left", BlockWriter.LINE));
    }
    if (top) {
      attributes.addAll(List.of("border-top", BlockWriter.LINE));
    }
    if (span > 1) {
      attributes.addAll(List.of("number-columns-spanned", String.valueOf(span)));
    }
    fo.start("table-cell", attributes.toArray(String[]::new));
  }

  private static String align(Block.Column column) {
    if (column.align() != null) {
      return column.align();
    }
    return column.field() != null && column.field().type() instanceof DecimalType
        ? "right"
        : "left";
  }

  private String text(String code) {
    return messages.text(Message.of(code), source.texts().language());
  }
}
