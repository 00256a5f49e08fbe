package io.xiaodan.web.print;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Addresses;
import io.xiaodan.print.PrintJob;
import io.xiaodan.print.PrintJobs;
import io.xiaodan.print.PrintPreview;
import io.xiaodan.print.PrintRequest;
import io.xiaodan.print.PrintTemplate;
import io.xiaodan.print.PrintedFile;
import io.xiaodan.print.Prints;
import io.xiaodan.web.blueprint.MenuEntries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Prints records: one at once, many in the background, a template under construction on trial. */
@RestController
class PrintController implements MenuEntries {

  private static final int MOST_IDS = 20_000;

  private final Prints prints;
  private final PrintJobs jobs;
  private final Addresses addresses;

  PrintController(Prints prints, PrintJobs jobs, Addresses addresses) {
    this.addresses = addresses;
    this.prints = prints;
    this.jobs = jobs;
  }

  /**
   * A job as the API shows it.
   *
   * @param done records gathered, of {@code total}
   * @param bytes size of the file while it can be fetched
   */
  record View(
      UUID id,
      String form,
      String template,
      String name,
      String state,
      int done,
      int total,
      @Nullable Long bytes,
      @Nullable String problem,
      Instant askedAt,
      @Nullable Instant finishedAt) {

    static View of(PrintJob job, Language language) {
      return new View(
          job.id(),
          job.form(),
          job.request().template(),
          job.name(),
          job.state().key(),
          job.done(),
          job.total(),
          job.bytes(),
          job.problem() == null ? null : job.problem().in(language),
          job.askedAt(),
          job.finishedAt());
    }
  }

  record Items(List<View> items) {}

  @PostMapping("/api/forms/{form}/records/{id}/print")
  ResponseEntity<Resource> print(
      @PathVariable String form,
      @PathVariable UUID id,
      @RequestParam String template,
      Actor actor) {
    PrintedFile file = prints.print(actor, form, id, template, address());
    return pdf(file.name(), new ByteArrayResource(file.content()));
  }

  @PostMapping("/api/forms/{form}/records/{id}/print/pages")
  PrintPreview look(
      @PathVariable String form,
      @PathVariable UUID id,
      @RequestParam String template,
      Actor actor) {
    return prints.look(actor, form, id, template, address());
  }

  @PostMapping("/api/prints/try")
  PrintPreview tryOut(@RequestBody JsonNode body, Actor actor) {
    PrintPreview preview =
        prints.tryOut(actor, body.path("document"), id(body.path("record")), address());
    return preview == null ? new PrintPreview(0, List.of()) : preview;
  }

  @PostMapping("/api/forms/{form}/prints")
  @ResponseStatus(HttpStatus.CREATED)
  View start(@PathVariable String form, @RequestBody JsonNode body, Actor actor) {
    return View.of(jobs.start(actor, form, request(body)), actor.language());
  }

  @GetMapping("/api/prints")
  Items newest(Actor actor) {
    return new Items(
        jobs.newest(actor).stream().map(job -> View.of(job, actor.language())).toList());
  }

  @GetMapping("/api/prints/{id}")
  View get(@PathVariable UUID id, Actor actor) {
    return View.of(jobs.find(actor, id), actor.language());
  }

  @PostMapping("/api/prints/{id}/cancel")
  View cancel(@PathVariable UUID id, Actor actor) {
    return View.of(jobs.cancel(actor, id), actor.language());
  }

  @GetMapping("/api/prints/{id}/file")
  ResponseEntity<Resource> file(@PathVariable UUID id, Actor actor) {
    Path file = jobs.file(actor, id);
    return pdf(jobs.find(actor, id).name(), new FileSystemResource(file));
  }

  @Override
  public String name() {
    return "prints";
  }

  @Override
  public List<Map<String, Object>> entries(Blueprint blueprint, Actor actor) {
    return prints.available(blueprint, actor).stream().map(PrintController::entry).toList();
  }

  private static Map<String, Object> entry(PrintTemplate template) {
    return Map.of(
        "key", template.key(),
        "label", template.label(),
        "form", template.form().key(),
        "list", template.list());
  }

  private String address() {
    return addresses.baseOr(ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
  }

  private static ResponseEntity<Resource> pdf(String name, Resource content) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(content);
  }

  private PrintRequest request(JsonNode body) {
    List<Violation> wrong = new ArrayList<>();
    String template = text(body, "template", wrong);
    if (template == null) {
      wrong.add(Violation.at("template", Message.of("print.template_missing")));
    }
    List<UUID> ids = null;
    if (body.hasNonNull("ids")) {
      ids = new ArrayList<>();
      if (!body.path("ids").isArray()) {
        wrong.add(Violation.at("ids", Message.of("print.property", "property", "ids")));
      }
      for (JsonNode each : body.path("ids")) {
        UUID id = id(each);
        if (id != null && ids.size() < MOST_IDS) {
          ids.add(id);
        } else {
          wrong.add(Violation.at("ids", Message.of("print.property", "property", "ids")));
          break;
        }
      }
    }
    JsonNode filter = body.path("filter");
    PrintRequest request =
        new PrintRequest(
            template == null ? "" : template,
            ids,
            filter.isObject() ? filter.toString() : text(body, "filter", wrong),
            text(body, "sort", wrong),
            text(body, "search", wrong),
            address());
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
    return request;
  }

  private static @Nullable String text(JsonNode body, String name, List<Violation> wrong) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isString()) {
      wrong.add(Violation.at(name, Message.of("print.property", "property", name)));
      return null;
    }
    return node.stringValue().isBlank() ? null : node.stringValue();
  }

  private static @Nullable UUID id(JsonNode node) {
    try {
      return node.isString() ? UUID.fromString(node.stringValue()) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
