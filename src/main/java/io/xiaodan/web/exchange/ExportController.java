package io.xiaodan.web.exchange;

import io.xiaodan.exchange.ExportJob;
import io.xiaodan.exchange.ExportRequest;
import io.xiaodan.exchange.Exports;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Language;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Exports, asked for as a list is shown, followed until their file can be fetched. */
@RestController
class ExportController {

  private final Exports exports;

  ExportController(Exports exports) {
    this.exports = exports;
  }

  /**
   * An export as the API shows it.
   *
   * @param done records written, of {@code total}
   * @param bytes size of the file while it can be fetched
   */
  record View(
      UUID id,
      String form,
      String name,
      String state,
      long done,
      long total,
      long rows,
      @Nullable Long bytes,
      @Nullable String problem,
      Instant askedAt,
      @Nullable Instant finishedAt) {

    static View of(ExportJob job, Language language) {
      return new View(
          job.id(),
          job.form(),
          job.name(),
          job.state().key(),
          job.done(),
          job.total(),
          job.rows(),
          job.bytes(),
          job.problem() == null ? null : job.problem().in(language),
          job.askedAt(),
          job.finishedAt());
    }
  }

  record Items(List<View> items) {}

  @PostMapping("/api/forms/{form}/exports")
  @ResponseStatus(HttpStatus.CREATED)
  View start(@PathVariable String form, @RequestBody JsonNode body, Actor actor) {
    return View.of(exports.start(actor, form, request(body)), actor.language());
  }

  private static ExportRequest request(JsonNode body) {
    ExportWish wish = new ExportWish(body);
    ExportRequest request =
        new ExportRequest(
            wish.choice("format", ExportRequest.Format.class, ExportRequest.Format.XLSX),
            wish.filter("filter"),
            wish.text("sort"),
            wish.text("search"),
            wish.texts("columns"),
            wish.choice("lines", ExportRequest.Lines.class, ExportRequest.Lines.NONE),
            wish.flag("attachments"),
            wish.flag("living"));
    wish.check();
    return request;
  }

  @GetMapping("/api/exports")
  Items newest(Actor actor) {
    return new Items(
        exports.newest(actor).stream().map(job -> View.of(job, actor.language())).toList());
  }

  @GetMapping("/api/exports/{id}")
  View get(@PathVariable UUID id, Actor actor) {
    return View.of(exports.find(actor, id), actor.language());
  }

  @PostMapping("/api/exports/{id}/cancel")
  View cancel(@PathVariable UUID id, Actor actor) {
    return View.of(exports.cancel(actor, id), actor.language());
  }

  @GetMapping("/api/exports/{id}/file")
  ResponseEntity<Resource> file(@PathVariable UUID id, Actor actor) {
    Path file = exports.file(actor, id);
    String name = exports.find(actor, id).name();
    return ResponseEntity.ok()
        .contentType(type(name))
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new FileSystemResource(file));
  }

  private static MediaType type(String name) {
    if (name.endsWith(".csv")) {
      return new MediaType("text", "csv", StandardCharsets.UTF_8);
    }
    return MediaType.parseMediaType(
        name.endsWith(".zip")
            ? "application/zip"
            : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  }
}
