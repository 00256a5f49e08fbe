package io.xiaodan.web.exchange;

import io.xiaodan.exchange.ReturnedCell;
import io.xiaodan.exchange.ReturnedRow;
import io.xiaodan.exchange.ReturnedSheet;
import io.xiaodan.exchange.Returns;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Sheets that come back changed: compared, taken over, undone. */
@RestController
class ReturnedController {

  private final Returns returns;

  ReturnedController(Returns returns) {
    this.returns = returns;
  }

  record View(
      UUID id,
      String form,
      String name,
      String state,
      long done,
      long total,
      long unchanged,
      Map<String, Long> kinds,
      Map<String, Long> outcomes,
      long conflicts,
      @Nullable String problem,
      @Nullable Instant finishedAt) {

    static View of(ReturnedSheet sheet, Language language) {
      return new View(
          sheet.id(),
          sheet.form(),
          sheet.name(),
          sheet.state(),
          sheet.done(),
          sheet.total(),
          sheet.unchanged(),
          sheet.kinds(),
          sheet.outcomes(),
          sheet.conflicts(),
          sheet.problem() == null ? null : sheet.problem().in(language),
          sheet.finishedAt());
    }
  }

  record Cell(
      String field,
      String base,
      String mine,
      String theirs,
      boolean conflict,
      @Nullable String problem) {

    static Cell of(ReturnedCell cell, Language language) {
      return new Cell(
          cell.field(),
          cell.base(),
          cell.mine(),
          cell.theirs(),
          cell.conflict(),
          cell.problem() == null ? null : cell.problem().in(language));
    }
  }

  record Row(
      int number,
      @Nullable Long line,
      String kind,
      @Nullable UUID record,
      String title,
      List<Cell> cells,
      @Nullable String outcome,
      @Nullable String reason) {

    static Row of(ReturnedRow row, Language language) {
      return new Row(
          row.number(),
          row.line(),
          row.kind(),
          row.record(),
          row.title(),
          row.cells().stream().map(cell -> Cell.of(cell, language)).toList(),
          row.outcome(),
          row.reason() == null ? null : row.reason().in(language));
    }
  }

  record Rows(List<Row> items, @Nullable Integer next) {}

  /** What is chosen; whatever is absent is no, except that new rows are made records. */
  record ChoiceBody(
      @Nullable String conflicts,
      @Nullable Boolean deleteMissing,
      @Nullable Boolean create,
      @Nullable Map<String, @Nullable String> cells,
      @Nullable Map<String, @Nullable Boolean> rows) {

    Returns.Choice choice() {
      Map<String, Boolean> one = new LinkedHashMap<>();
      if (cells != null) {
        cells.forEach((cell, whose) -> one.put(cell, "mine".equals(whose)));
      }
      Map<String, Boolean> whole = new LinkedHashMap<>();
      if (rows != null) {
        rows.forEach((row, wanted) -> whole.put(row, Boolean.TRUE.equals(wanted)));
      }
      return new Returns.Choice(
          "mine".equals(conflicts),
          Boolean.TRUE.equals(deleteMissing),
          !Boolean.FALSE.equals(create),
          one,
          whole);
    }
  }

  @PostMapping("/api/forms/{form}/exports/returned")
  @ResponseStatus(HttpStatus.CREATED)
  View take(
      @PathVariable String form,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Actor actor)
      throws IOException {
    if (file == null) {
      throw Problem.invalid(List.of(Violation.at("file", Message.of("file_missing")))).exception();
    }
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    try (InputStream content = file.getInputStream()) {
      return View.of(returns.take(actor, form, name, content), actor.language());
    }
  }

  @GetMapping("/api/returned/{id}")
  View get(@PathVariable UUID id, Actor actor) {
    return View.of(returns.find(actor, id), actor.language());
  }

  @GetMapping("/api/returned/{id}/rows")
  Rows rows(@PathVariable UUID id, @RequestParam(defaultValue = "0") int after, Actor actor) {
    List<ReturnedRow> rows = returns.rows(actor, id, after);
    return new Rows(
        rows.stream().map(row -> Row.of(row, actor.language())).toList(),
        rows.size() < Returns.PAGE ? null : rows.getLast().number());
  }

  @PostMapping("/api/returned/{id}/apply")
  View apply(@PathVariable UUID id, @RequestBody ChoiceBody body, Actor actor) {
    return View.of(returns.apply(actor, id, body.choice()), actor.language());
  }

  @PostMapping("/api/returned/{id}/undo")
  View undo(@PathVariable UUID id, Actor actor) {
    return View.of(returns.undo(actor, id), actor.language());
  }
}
