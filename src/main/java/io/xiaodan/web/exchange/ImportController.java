package io.xiaodan.web.exchange;

import io.xiaodan.exchange.Imports;
import io.xiaodan.exchange.NewImport;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.web.problem.Required;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports, started by sending a file and followed until they are over. */
@RestController
@RequestMapping("/api/imports")
class ImportController {

  private final Imports imports;

  ImportController(Imports imports) {
    this.imports = imports;
  }

  record Items(List<ImportView> items) {}

  record MappingItem(String key, Label label) {}

  record MappingItems(List<MappingItem> items) {}

  /**
   * Begins an import.
   *
   * @param mapping name of a published mapping, or a mapping document
   * @param participants whether flows and rules run for the records; history wants none
   */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ImportView start(
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String mapping,
      @RequestParam(defaultValue = "false") boolean participants,
      Actor actor)
      throws IOException {
    Required required = new Required();
    String wanted = required.text("mapping", mapping);
    required.check();
    if (file == null) {
      throw Problem.invalid(List.of(Violation.at("file", Message.of("file_missing")))).exception();
    }
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    try (InputStream content = file.getInputStream()) {
      return ImportView.of(
          imports.start(actor, new NewImport(name, wanted, participants), content),
          actor.language());
    }
  }

  @GetMapping
  Items newest(Actor actor) {
    return new Items(
        imports.newest(actor).stream().map(job -> ImportView.of(job, actor.language())).toList());
  }

  /** What may be chosen when an import is begun. */
  @GetMapping("/mappings")
  MappingItems mappings(Actor actor) {
    return new MappingItems(
        imports.mappings(actor).stream()
            .map(mapping -> new MappingItem(mapping.key(), mapping.label()))
            .toList());
  }

  @GetMapping("/{id}")
  ImportView get(@PathVariable UUID id, Actor actor) {
    return ImportView.of(imports.find(actor, id), actor.language());
  }

  @PostMapping("/{id}/cancel")
  ImportView cancel(@PathVariable UUID id, Actor actor) {
    return ImportView.of(imports.cancel(actor, id), actor.language());
  }

  @GetMapping("/{id}/refused.xlsx")
  void refusedBook(@PathVariable UUID id, Actor actor, HttpServletResponse response)
      throws IOException {
    String name =
        imports.find(actor, id).name().replaceFirst("\\.(csv|xlsx|xlsm|gz|csv\\.gz)$", "");
    response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(name + "-refused.xlsx", StandardCharsets.UTF_8)
            .build()
            .toString());
    imports.writeRefusedBook(actor, id, response.getOutputStream());
  }

  @GetMapping("/{id}/refused.csv")
  void refused(@PathVariable UUID id, Actor actor, HttpServletResponse response)
      throws IOException {
    String name = imports.find(actor, id).name().replaceFirst("\\.(csv|gz|csv\\.gz)$", "");
    response.setContentType("text/csv;charset=utf-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(name + "-refused.csv", StandardCharsets.UTF_8)
            .build()
            .toString());
    Writer out = response.getWriter();
    imports.writeRefused(actor, id, out);
    out.flush();
  }
}
