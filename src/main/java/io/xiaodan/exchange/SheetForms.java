package io.xiaodan.exchange;

import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Proposes the form that a sheet would make: a field for each column, with the type its cells
 * suggest. Nothing is made here; people correct the proposal first.
 */
@Component
public class SheetForms {

  /** Rows looked at; what is said of all rows holds for these. */
  private static final int LOOKED_AT = 5_000;

  private static final int SAMPLES = 4;
  private static final int MOST_CHOICES = 50;
  private static final int FEWEST_FOR_RULES = 3;
  private static final int FEWEST_FOR_REQUIRED = 10;
  private static final int ONE_IN = 20;
  private static final int LONGEST_EXAMPLE = 30;
  private static final int MOST_FIELDS = 200;
  private static final Set<String> NAMELESS =
      Set.of("sheet", "工作表", "sheet1", "工作表1", "book1", "数据", "data");

  private final StagedFiles files;

  SheetForms(StagedFiles files) {
    this.files = files;
  }

  /**
   * The form a sheet would make.
   *
   * @param header number of the row that names the columns; null to guess
   * @throws io.xiaodan.kernel.ProblemException not found for another person's file; malformed for a
   *     row that is not there; invalid where nothing stands below the header
   */
  public FormProposal propose(Actor actor, UUID id, int sheet, @Nullable Integer header) {
    StagedFile file = files.find(actor, id);
    if (sheet < 0 || sheet >= file.sheets().size()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "exchange.no_sheet").exception();
    }
    StagedFile.Sheet info = file.sheets().get(sheet);
    List<List<String>> rows = files.rows(id, sheet, LOOKED_AT);
    int at = header == null ? ColumnNames.header(rows) : header;
    if (at < 1 || at > rows.size()) {
      throw Problem.of(ProblemKind.MALFORMED, "exchange.header_row", "rows", rows.size())
          .exception();
    }
    List<List<String>> below =
        rows.subList(at, rows.size()).stream()
            .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
            .toList();
    boolean whole = info.rows() <= LOOKED_AT;
    List<FormProposal.Column> columns = columns(rows, at, below, whole);
    String name = name(file, info);
    return new FormProposal(
        at,
        name,
        ColumnNames.key(name, "form", new HashSet<>()),
        Math.max(0, info.rows() - at),
        below.size(),
        title(columns),
        columns,
        notes(info, below, whole, columns));
  }

  private static List<FormProposal.Column> columns(
      List<List<String>> rows, int header, List<List<String>> below, boolean whole) {
    List<ColumnNames.Name> names = ColumnNames.of(rows, header);
    List<String> padded = new ArrayList<>(rows.get(header - 1));
    while (padded.size() < names.size()) {
      padded.add("");
    }
    List<String> headers = Headers.of(padded);
    List<FormProposal.Column> columns = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      int place = i;
      List<String> cells =
          below.stream().map(row -> place < row.size() ? row.get(place).strip() : "").toList();
      columns.add(column(i, headers.get(i), names.get(i), cells, keys, whole));
    }
    return columns;
  }

  private static FormProposal.Column column(
      int index,
      String header,
      ColumnNames.Name name,
      List<String> cells,
      Set<String> keys,
      boolean whole) {
    List<String> filled = cells.stream().filter(cell -> !cell.isEmpty()).toList();
    Set<String> different = new LinkedHashSet<>(filled);
    List<Message> notes = new ArrayList<>(name.notes());
    ColumnKind kind = ColumnKind.of(name.label(), filled);
    if (!whole && kind.type().equals("select")) {
      // Rows that were not looked at may hold other texts, which a selection would refuse.
      notes.add(Message.of("exchange.form_perhaps_few", "count", different.size()));
      kind = new ColumnKind("text", 0, List.of());
    }
    if (filled.isEmpty()) {
      notes.add(Message.of("exchange.form_column_empty"));
    } else if (kind.type().equals("text")) {
      nearly(filled, "exchange.form_nearly_number", ColumnKind::isNumber, notes);
      nearly(filled, "exchange.form_nearly_date", ColumnKind::isDate, notes);
    }
    boolean all = whole && filled.size() == cells.size() && filled.size() >= FEWEST_FOR_RULES;
    boolean identifies =
        Set.of("text", "id_number", "credit_code").contains(kind.type())
            && name.label()
                .toLowerCase(Locale.ROOT)
                .matches(".*(号|编码|代码|证|code|no\\.?|sku|id|条码)$");
    return new FormProposal.Column(
        index,
        header,
        name.label(),
        ColumnNames.key(
            name.label(), "column_" + Headers.letters(index).toLowerCase(Locale.ROOT), keys),
        kind,
        !filled.isEmpty(),
        all && filled.size() >= FEWEST_FOR_REQUIRED,
        all && identifies && different.size() == filled.size(),
        different.size() <= MOST_CHOICES ? List.copyOf(different) : List.of(),
        filled.size(),
        different.stream().limit(SAMPLES).toList(),
        notes);
  }

  /** Says which few cells keep a column from being more than text. */
  private static void nearly(
      List<String> filled, String code, Predicate<String> fits, List<Message> notes) {
    List<String> odd = filled.stream().filter(cell -> !fits.test(cell)).toList();
    if (odd.isEmpty() || filled.size() < FEWEST_FOR_RULES || odd.size() > most(filled.size())) {
      return;
    }
    String example = odd.getFirst();
    notes.add(
        Message.of(
            code,
            "count",
            odd.size(),
            "example",
            example.length() > LONGEST_EXAMPLE
                ? example.substring(0, LONGEST_EXAMPLE) + "…"
                : example));
  }

  private static int most(int filled) {
    return Math.max(1, filled / ONE_IN);
  }

  /** The field whose values tell records apart best; else the first text. */
  private static String title(List<FormProposal.Column> columns) {
    return columns.stream()
        .filter(FormProposal.Column::take)
        .filter(FormProposal.Column::unique)
        .findFirst()
        .or(() ->
            columns.stream()
                .filter(column -> column.take() && column.kind().type().equals("text"))
                .findFirst())
        .or(() -> columns.stream().filter(FormProposal.Column::take).findFirst())
        .map(FormProposal.Column::key)
        .orElse("");
  }

  private static List<Message> notes(
      StagedFile.Sheet info,
      List<List<String>> below,
      boolean whole,
      List<FormProposal.Column> columns) {
    List<Message> notes = new ArrayList<>();
    if (below.isEmpty()) {
      notes.add(Message.of("exchange.form_no_rows"));
    }
    if (!whole) {
      notes.add(Message.of("exchange.form_looked", "rows", LOOKED_AT, "all", info.rows()));
    }
    if (columns.size() > MOST_FIELDS) {
      notes.add(Message.of("exchange.form_many", "count", columns.size(), "most", MOST_FIELDS));
    }
    return notes;
  }

  private static String name(StagedFile file, StagedFile.Sheet sheet) {
    String plain = sheet.name().strip().toLowerCase(Locale.ROOT);
    boolean nameless =
        plain.isEmpty() || NAMELESS.contains(plain) || plain.matches("(sheet|工作表|表)\\s*\\d*");
    String name = nameless || file.kind().equals("csv") ? file.name() : sheet.name();
    String bare = name.replaceFirst("(?i)\\.(xlsx|xlsm|csv|txt|gz)$", "").strip();
    return bare.length() > 40 ? bare.substring(0, 40) : bare;
  }
}
