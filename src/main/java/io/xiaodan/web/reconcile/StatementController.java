package io.xiaodan.web.reconcile;

import io.xiaodan.identity.Actor;
import io.xiaodan.reconcile.Statement;
import io.xiaodan.reconcile.StatementLinks;
import io.xiaodan.reconcile.Statements;
import io.xiaodan.web.problem.ReaderLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Statements of account: for the company's own people, and through their links for customers. */
@RestController
class StatementController {

  private static final MediaType WORKBOOK =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final Statements statements;
  private final StatementLinks links;

  StatementController(Statements statements, StatementLinks links) {
    this.statements = statements;
    this.links = links;
  }

  record Link(
      String path,
      @Nullable Instant revokedAt,
      long uses,
      @Nullable Instant usedAt,
      JsonNode answers,
      boolean confirmed) {

    static @Nullable Link of(StatementLinks.@Nullable Sent sent) {
      return sent == null
          ? null
          : new Link(
              sent.path(),
              sent.link().revokedAt(),
              sent.link().uses(),
              sent.link().usedAt(),
              sent.about().path("answers"),
              sent.about().path("confirmed").asBoolean(false));
    }
  }

  record View(Statement statement, @Nullable Link link) {}

  @GetMapping("/api/reconcile/statement")
  View get(
      @RequestParam UUID customer,
      @RequestParam LocalDate from,
      @RequestParam LocalDate to,
      Actor actor) {
    return new View(
        statements.of(actor, customer, from, to), Link.of(links.find(actor, customer, from, to)));
  }

  @PostMapping("/api/reconcile/statement/link")
  View make(
      @RequestParam UUID customer,
      @RequestParam LocalDate from,
      @RequestParam LocalDate to,
      Actor actor) {
    links.make(actor, customer, from, to);
    return get(customer, from, to, actor);
  }

  @PostMapping("/api/reconcile/statement/revoke")
  View revoke(
      @RequestParam UUID customer,
      @RequestParam LocalDate from,
      @RequestParam LocalDate to,
      Actor actor) {
    links.revoke(actor, customer, from, to);
    return get(customer, from, to, actor);
  }

  @GetMapping("/api/reconcile/statement.pdf")
  ResponseEntity<byte[]> pdf(
      @RequestParam UUID customer,
      @RequestParam LocalDate from,
      @RequestParam LocalDate to,
      Actor actor) {
    Statement statement = statements.of(actor, customer, from, to);
    return file(
        MediaType.APPLICATION_PDF,
        statements.name(actor, statement, "pdf"),
        statements.pdf(actor, statement));
  }

  @GetMapping("/api/reconcile/statement.xlsx")
  ResponseEntity<byte[]> sheet(
      @RequestParam UUID customer,
      @RequestParam LocalDate from,
      @RequestParam LocalDate to,
      Actor actor)
      throws IOException {
    Statement statement = statements.of(actor, customer, from, to);
    return file(
        WORKBOOK, statements.name(actor, statement, "xlsx"), statements.sheet(actor, statement));
  }

  private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] content) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(content);
  }

  @GetMapping("/api/public/statements/{token}")
  StatementLinks.Seen look(@PathVariable String token, HttpServletRequest request) {
    return links.look(visit(token, request));
  }

  @PostMapping("/api/public/statements/{token}/answers")
  StatementLinks.Seen answer(
      @PathVariable String token, @RequestBody JsonNode body, HttpServletRequest request) {
    return links.answer(
        visit(token, request),
        body.path("line").asString(""),
        body.path("accepted").asBoolean(false),
        body.path("text").asString(""));
  }

  @PostMapping("/api/public/statements/{token}/confirmation")
  StatementLinks.Seen confirm(
      @PathVariable String token, @RequestBody JsonNode body, HttpServletRequest request) {
    return links.confirm(visit(token, request), body.path("name").asString(""));
  }

  private static StatementLinks.Visit visit(String token, HttpServletRequest request) {
    return new StatementLinks.Visit(token, request.getRemoteAddr(), ReaderLanguage.of(request));
  }
}
