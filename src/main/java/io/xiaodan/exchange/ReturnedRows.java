package io.xiaodan.exchange;

import io.xiaodan.access.FormAccess;
import io.xiaodan.exchange.sheet.SafeText;
import io.xiaodan.exchange.sheet.SheetCells;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordPast;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of a returned sheet one after the other, and what differs in each. */
final class ReturnedRows {

  private static final Set<String> FIXED =
      Set.of("auto_number", "attachment", "image", "signature");

  private final Caller caller;
  private final FormAccess rights;
  private final Records records;
  private final RecordPast past;
  private final CellFormat format;
  private final CellReader reader;
  private final Map<String, ExportColumn> columns;
  private final Map<UUID, Long> exported;
  private final Messages messages;
  private final Set<UUID> seen = new HashSet<>();
  private final List<ReturnedRow> rows = new ArrayList<>();
  private List<String> header = List.of();
  private int idPlace = -1;
  private int revPlace = -1;
  private int sumPlace = -1;
  private long unchanged;

  ReturnedRows(
      Caller caller,
      FormAccess rights,
      Records records,
      RecordPast past,
      CellFormat format,
      CellReader reader,
      Map<String, ExportColumn> columns,
      Map<UUID, Long> exported,
      Messages messages) {
    this.caller = caller;
    this.rights = rights;
    this.records = records;
    this.past = past;
    this.format = format;
    this.reader = reader;
    this.columns = columns;
    this.exported = exported;
    this.messages = messages;
  }

  void header(List<String> names) {
    header = List.copyOf(names);
    idPlace = header.indexOf(Living.ID);
    revPlace = header.indexOf(Living.REV);
    sumPlace = header.indexOf(Living.SUM);
    if (idPlace < 0 || revPlace < 0) {
      throw ReturnedCompare.wrong("exchange.returned_columns");
    }
  }

  void row(long line, List<String> cells) {
    UUID id = ReturnedCompare.uuid(cell(cells, idPlace));
    boolean blank = true;
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      if (i != idPlace && i != revPlace && i != sumPlace) {
        blank &= cell(cells, i).isBlank();
        if (columns.containsKey(header.get(i))) {
          shown.add(cell(cells, i));
        }
      }
    }
    if (id == null || (!exported.containsKey(id) && !blank) || (seen.contains(id) && !blank)) {
      if (!blank) {
        fresh(line, cells);
      }
      return;
    }
    seen.add(id);
    boolean same =
        sumPlace >= 0
            && shown.size() == columns.size()
            && Living.sum(shown).equals(cell(cells, sumPlace));
    if (same) {
      unchanged++;
    } else {
      compare(id, line, cells);
    }
  }

  private static String cell(List<String> cells, int place) {
    return place >= 0 && place < cells.size() ? cells.get(place) : "";
  }

  private void compare(UUID id, long line, List<String> cells) {
    StoredRecord now;
    try {
      now = records.get(caller, rights.form().key(), id);
    } catch (ProblemException e) {
      gone(id, line);
      return;
    }
    if (now.deletedAt() != null) {
      gone(id, line);
      return;
    }
    long rev = ReturnedCompare.number(cell(cells, revPlace));
    Map<String, @Nullable Object> theirs = records.json(caller, now);
    Map<String, @Nullable Object> base = records.json(caller, past.at(rights.form(), now, rev));
    List<ReturnedCell> changed = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      ExportColumn column = columns.get(header.get(i));
      if (column != null && isSeen(column, theirs)) {
        ReturnedCell cell = cell(column, cell(cells, i), base, theirs, now);
        if (cell != null) {
          changed.add(cell);
        }
      }
    }
    if (changed.isEmpty()) {
      unchanged++;
    } else {
      add(line, "changed", id, now.rev(), String.valueOf(theirs.get("title")), changed, true);
    }
  }

  private static boolean isSeen(ExportColumn column, Map<String, @Nullable Object> record) {
    return column.field() == null
        || (record.get("values") instanceof Map<?, ?> values && values.containsKey(column.key()));
  }

  private @Nullable ReturnedCell cell(
      ExportColumn column,
      String mine,
      Map<String, @Nullable Object> base,
      Map<String, @Nullable Object> theirs,
      StoredRecord now) {
    String was = text(column, base);
    String is = text(column, theirs);
    if (mine.strip().equals(was.strip())
        || mine.strip().equals(is.strip())
        || SafeText.isLeftOut(mine)) {
      return null;
    }
    FormField field = column.field();
    if (field == null || isFixed(column) || column.isMasked(theirs)) {
      return new ReturnedCell(
          column.key(),
          was,
          mine,
          is,
          false,
          null,
          false,
          label(Message.of("exchange.returned_fixed", "label", column.label())));
    }
    CellReader.Read read = reader.read(field, cellOf(field), mine);
    Coerced value = read.json() == null ? Coerced.EMPTY : field.type().coerce(read.json());
    Message refusal = read.refusal() != null ? read.refusal() : value.refusal();
    if (refusal == null && java.util.Objects.equals(value.value(), now.values().get(field.key()))) {
      return null;
    }
    boolean conflict = !was.equals(is);
    return new ReturnedCell(
        column.key(),
        was,
        mine,
        is,
        conflict,
        refusal == null ? read.json() : null,
        refusal == null && !conflict,
        refusal == null ? null : label(refusal));
  }

  private static boolean isFixed(ExportColumn column) {
    return column.field() == null
        || column.field().filling().isComputed()
        || FIXED.contains(column.type());
  }

  private MappedValue.Cell cellOf(FormField field) {
    List<String> by =
        field.type() instanceof ReferenceType type
            ? caller
                .blueprint()
                .find(io.xiaodan.form.Form.TYPE, type.form())
                .map(form -> {
                  List<String> all = new ArrayList<>();
                  all.add(form.title());
                  form.fields().values().stream()
                      .filter(each -> each.unique() && !each.key().equals(form.title()))
                      .map(FormField::key)
                      .forEach(all::add);
                  return all;
                })
                .orElse(new ArrayList<>())
            : List.of();
    return new MappedValue.Cell("", by, false);
  }

  private String text(ExportColumn column, Map<String, @Nullable Object> record) {
    return SheetCells.text(format.cell(column, record, null));
  }

  private void fresh(long line, List<String> cells) {
    List<ReturnedCell> filled = new ArrayList<>();
    String title = "";
    for (int i = 0; i < header.size(); i++) {
      ExportColumn column = columns.get(header.get(i));
      String mine = cell(cells, i);
      FormField field = column == null ? null : column.field();
      if (column == null || field == null || isFixed(column) || mine.isBlank()) {
        continue;
      }
      title = title.isEmpty() ? mine : title;
      CellReader.Read read = reader.read(field, cellOf(field), mine);
      Message refusal =
          read.refusal() != null || read.json() == null
              ? read.refusal()
              : field.type().coerce(read.json()).refusal();
      filled.add(
          new ReturnedCell(
              column.key(),
              "",
              mine,
              "",
              false,
              read.json(),
              refusal == null,
              refusal == null ? null : label(refusal)));
    }
    if (!filled.isEmpty()) {
      add(line, "new", null, null, title, filled, true);
    }
  }

  private void gone(UUID id, long line) {
    add(line, "gone", id, null, id.toString().substring(28), List.of(), false);
  }

  private void add(
      @Nullable Long line,
      String kind,
      @Nullable UUID id,
      @Nullable Long rev,
      String title,
      List<ReturnedCell> cells,
      boolean wanted) {
    rows.add(
        new ReturnedRow(
            rows.size() + 1, line, kind, id, rev, title, cells, wanted, null, null, null));
  }

  /** All that differs, with the records that went out and did not come back. */
  ReturnedCompare.Result result() {
    for (UUID id : exported.keySet()) {
      if (!seen.contains(id)) {
        missing(id);
      }
    }
    return new ReturnedCompare.Result(List.copyOf(rows), unchanged);
  }

  private void missing(UUID id) {
    try {
      StoredRecord now = records.get(caller, rights.form().key(), id);
      if (now.deletedAt() == null) {
        String title = String.valueOf(records.json(caller, now).get("title"));
        add(null, "missing", id, now.rev(), title, List.of(), false);
      }
    } catch (ProblemException e) {
      // what is out of reach is nobody's to miss
      return;
    }
  }

  private Label label(Message message) {
    return new Label(messages.text(message, Language.ZH), messages.text(message, Language.EN));
  }
}
