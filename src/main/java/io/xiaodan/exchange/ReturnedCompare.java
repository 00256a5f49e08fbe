package io.xiaodan.exchange;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordPast;
import io.xiaodan.record.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares a sheet that came back with what went out and with what is there now. */
@Component
class ReturnedCompare {

  private final StagedFiles files;
  private final Records records;
  private final RecordPast past;
  private final Access access;
  private final Messages messages;
  private final Cells cells;

  ReturnedCompare(
      StagedFiles files,
      Records records,
      RecordPast past,
      Access access,
      Messages messages,
      Cells cells) {
    this.files = files;
    this.records = records;
    this.past = past;
    this.access = access;
    this.messages = messages;
    this.cells = cells;
  }

  /**
   * What was found.
   *
   * @param unchanged rows that came back as they went out
   */
  record Result(List<ReturnedRow> rows, long unchanged) {}

  void requireRights(Caller caller, String form) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    if (!rights.mayExport() || !rights.mayEver(FormAction.EDIT)) {
      throw Problem.of(
              ProblemKind.FORBIDDEN, "exchange.may_not_return", "form", rights.form().label())
          .exception();
    }
  }

  Result compare(Caller caller, String form, StagedFile file) {
    int facts = sheet(file, Living.FACTS);
    if (facts < 0) {
      throw wrong("exchange.returned_foreign");
    }
    Map<String, String> said = new LinkedHashMap<>();
    Map<UUID, Long> exported = new LinkedHashMap<>();
    for (List<String> row : files.rows(file.id(), facts, Living.MOST + 2_000)) {
      if (row.size() >= 2) {
        UUID id = uuid(row.getFirst());
        if (id == null) {
          said.put(row.get(0), row.get(1));
        } else {
          exported.put(id, number(row.get(1)));
        }
      }
    }
    if (!form.equals(said.get("form"))) {
      throw wrong("exchange.returned_other_form");
    }
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    Language language = "en".equals(said.get("language")) ? Language.EN : Language.ZH;
    ReturnedRows rows =
        new ReturnedRows(
            caller,
            rights,
            records,
            past,
            cells.format(language),
            cells.looking(caller),
            columns(caller.blueprint(), rights, said),
            exported,
            messages);
    read(file, rows);
    return rows.result();
  }

  /** The columns that went out, by the header they went out under. */
  private static Map<String, ExportColumn> columns(
      Blueprint blueprint, FormAccess rights, Map<String, String> said) {
    Map<String, ExportColumn> columns = new LinkedHashMap<>();
    for (ExportColumn column :
        ExportColumn.of(
            blueprint,
            rights,
            new ExportRequest(
                ExportRequest.Format.XLSX,
                null,
                null,
                null,
                null,
                ExportRequest.Lines.NONE,
                false,
                true))) {
      String header = said.get("column." + column.key());
      if (header != null) {
        columns.put(header, column);
      }
    }
    return columns;
  }

  private void read(StagedFile file, ReturnedRows rows) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(
                Files.newBufferedReader(files.text(file.id(), 0), StandardCharsets.UTF_8))) {
      long line = 0;
      for (CsvRecord record : csv) {
        line++;
        if (line == 1) {
          rows.header(Headers.of(record.getFields()));
        } else {
          rows.row(line, record.getFields());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int sheet(StagedFile file, String name) {
    for (int i = 0; i < file.sheets().size(); i++) {
      if (file.sheets().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  static RuntimeException wrong(String code) {
    return Problem.invalid(List.of(Violation.at("file", Message.of(code)))).exception();
  }

  static @Nullable UUID uuid(String text) {
    try {
      return text.length() == 36 ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
