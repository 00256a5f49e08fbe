package io.xiaodan.web.exchange;

import io.xiaodan.exchange.ImportPlan;
import io.xiaodan.exchange.ImportSheets;
import io.xiaodan.exchange.JoinedSheets;
import io.xiaodan.exchange.SheetPreview;
import io.xiaodan.exchange.SheetView;
import io.xiaodan.exchange.StagedFile;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The steps by which a sheet becomes records: upload, look, map, try, start. */
@RestController
@RequestMapping("/api/imports/files")
class ImportSheetController {

  private final ImportSheets sheets;
  private final JoinedSheets joined;
  private final Messages messages;

  ImportSheetController(ImportSheets sheets, JoinedSheets joined, Messages messages) {
    this.sheets = sheets;
    this.joined = joined;
    this.messages = messages;
  }

  record Sheet(
      int index, String name, boolean hidden, long rows, int columns, long formulas, long errors) {

    static Sheet of(int index, StagedFile.Sheet info) {
      return new Sheet(
          index,
          info.name(),
          info.hidden(),
          info.rows(),
          info.columns(),
          info.formulas(),
          info.errors());
    }
  }

  record FileView(
      UUID id, String name, String kind, boolean macros, String charset, List<Sheet> sheets) {

    static FileView of(StagedFile file) {
      return new FileView(
          file.id(),
          file.name(),
          file.kind(),
          file.macros(),
          file.charset(),
          java.util.stream.IntStream.range(0, file.sheets().size())
              .mapToObj(i -> Sheet.of(i, file.sheets().get(i)))
              .toList());
    }
  }

  record By(String key, Label label) {}

  record Field(
      String key,
      Label label,
      String type,
      boolean required,
      boolean unique,
      boolean keyable,
      boolean create,
      List<By> by) {

    static Field of(ImportSheets.Target target) {
      return new Field(
          target.key(),
          target.label(),
          target.type(),
          target.required(),
          target.unique(),
          target.keyable(),
          target.create(),
          target.by().stream().map(by -> new By(by.key(), by.label())).toList());
    }
  }

  record SuggestionView(ImportPlan plan, List<Field> fields, boolean remembered) {}

  record Issue(@Nullable Integer column, String code, String message) {}

  record Row(long line, List<String> cells, String becomes, List<Issue> problems) {}

  record PreviewView(List<Row> rows, long checked, long sound, boolean more) {}

  /** A plan as it is sent; whatever is absent has its ordinary value. */
  record PlanBody(
      @Nullable String form,
      @Nullable Integer sheet,
      @Nullable Integer header,
      @Nullable String rows,
      @Nullable List<@Nullable ColumnBody> columns,
      @Nullable List<@Nullable String> key,
      @Nullable String duplicates,
      @Nullable Boolean participants) {

    ImportPlan plan() {
      if (form == null || columns == null) {
        throw Problem.invalid(
                List.of(
                    Violation.at(
                        form == null ? "form" : "columns", Message.of("exchange.plan_empty"))))
            .exception();
      }
      return new ImportPlan(
          form,
          sheet == null ? 0 : sheet,
          header == null ? 1 : header,
          rows == null ? "single" : rows,
          columns.stream().filter(Objects::nonNull).map(ColumnBody::column).toList(),
          key == null ? List.of() : key.stream().filter(Objects::nonNull).toList(),
          duplicates == null ? "skip" : duplicates,
          Boolean.TRUE.equals(participants));
    }
  }

  record ColumnBody(
      int index,
      @Nullable String header,
      @Nullable String field,
      @Nullable List<@Nullable String> by,
      @Nullable Boolean create) {

    ImportPlan.Column column() {
      return new ImportPlan.Column(
          index,
          header == null ? "" : header,
          field == null ? "" : field,
          by == null ? List.of() : by.stream().filter(Objects::nonNull).toList(),
          Boolean.TRUE.equals(create));
    }
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  FileView upload(@RequestParam(required = false) @Nullable MultipartFile file, Actor actor)
      throws IOException {
    if (file == null) {
      throw Problem.invalid(List.of(Violation.at("file", Message.of("file_missing")))).exception();
    }
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    try (InputStream content = file.getInputStream()) {
      return FileView.of(sheets.upload(actor, name, content));
    }
  }

  @GetMapping("/{id}")
  FileView get(@PathVariable UUID id, Actor actor) {
    return FileView.of(sheets.find(actor, id));
  }

  @GetMapping("/{id}/sheets/{sheet}")
  SheetView view(
      @PathVariable UUID id,
      @PathVariable int sheet,
      @RequestParam(required = false) @Nullable Integer header,
      Actor actor) {
    return sheets.view(actor, id, sheet, header);
  }

  @GetMapping("/{id}/sheets/{sheet}/suggestion")
  SuggestionView suggestion(
      @PathVariable UUID id,
      @PathVariable int sheet,
      @RequestParam int header,
      @RequestParam String form,
      Actor actor) {
    ImportSheets.Suggestion suggestion = sheets.suggest(actor, id, sheet, header, form);
    return new SuggestionView(
        suggestion.plan(),
        suggestion.fields().stream().map(Field::of).toList(),
        suggestion.remembered());
  }

  /** One of two sheets that belong together; without a header it is guessed. */
  record SideBody(@Nullable Integer sheet, @Nullable Integer header) {}

  /** Heads and their line items; without {@code link} the first column that both have. */
  record JoinBody(@Nullable SideBody head, @Nullable SideBody lines, @Nullable String link) {}

  @PostMapping("/{id}/joined")
  @ResponseStatus(HttpStatus.CREATED)
  FileView join(@PathVariable UUID id, @RequestBody JoinBody body, Actor actor) {
    return FileView.of(
        joined.join(actor, id, side("head", body.head), side("lines", body.lines), body.link));
  }

  private static JoinedSheets.Side side(String name, @Nullable SideBody body) {
    if (body == null || body.sheet == null) {
      throw Problem.invalid(
              List.of(Violation.at(name, Message.of("exchange.property", "property", name))))
          .exception();
    }
    return new JoinedSheets.Side(body.sheet, body.header);
  }

  @PostMapping("/{id}/preview")
  PreviewView preview(@PathVariable UUID id, @RequestBody PlanBody body, Actor actor) {
    return view(sheets.preview(actor, id, body.plan()), actor.language());
  }

  private PreviewView view(SheetPreview preview, Language language) {
    return new PreviewView(
        preview.rows().stream()
            .map(row ->
                new Row(
                    row.line(),
                    row.cells(),
                    row.becomes(),
                    row.problems().stream().map(issue -> issue(issue, language)).toList()))
            .toList(),
        preview.checked(),
        preview.sound(),
        preview.more());
  }

  private Issue issue(SheetPreview.Issue issue, Language language) {
    return new Issue(
        issue.column(), issue.message().code(), messages.text(issue.message(), language));
  }

  @PostMapping("/{id}/start")
  @ResponseStatus(HttpStatus.CREATED)
  ImportView start(@PathVariable UUID id, @RequestBody PlanBody body, Actor actor) {
    return ImportView.of(sheets.start(actor, id, body.plan()), actor.language());
  }
}
