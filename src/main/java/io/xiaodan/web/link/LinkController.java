package io.xiaodan.web.link;

import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.link.Link;
import io.xiaodan.link.Links;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Links as builders make, change and stop them. */
@RestController
@RequestMapping("/api/links")
class LinkController {

  private final Links links;

  LinkController(Links links) {
    this.links = links;
  }

  /**
   * A link as the API shows it.
   *
   * @param token the secret of its address, only where it was made just now
   */
  record View(
      UUID id,
      long rev,
      String kind,
      String form,
      String label,
      JsonNode document,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      long uses,
      @Nullable Instant usedAt,
      Instant createdAt,
      @Nullable String token) {

    static View of(Link link) {
      return of(link, null);
    }

    static View of(Link.Made made) {
      return of(made.link(), made.token());
    }

    private static View of(Link link, @Nullable String token) {
      return new View(
          link.id(),
          link.rev(),
          link.kind(),
          link.form(),
          link.label(),
          link.document(),
          link.expiresAt(),
          link.revokedAt(),
          link.uses(),
          link.usedAt(),
          link.createdAt(),
          token);
    }
  }

  record Items(List<View> items) {}

  @GetMapping
  Items all(@RequestParam @Nullable String form, Actor actor) {
    return new Items(links.all(actor, form).stream().map(View::of).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  View create(@RequestBody JsonNode body, Actor actor) {
    return View.of(links.create(actor, wish(body)));
  }

  @GetMapping("/{id}")
  View get(@PathVariable UUID id, Actor actor) {
    return View.of(links.find(actor, id));
  }

  @PatchMapping("/{id}")
  View change(@PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    if (!body.path("rev").isIntegralNumber()) {
      throw Problem.invalid(List.of(Violation.at("rev", Message.of("record.rev_required"))))
          .exception();
    }
    return View.of(links.change(actor, id, body.path("rev").asLong(), wish(body)));
  }

  @PostMapping("/{id}/revoke")
  View revoke(@PathVariable UUID id, Actor actor) {
    return View.of(links.revoke(actor, id, true));
  }

  @PostMapping("/{id}/resume")
  View resume(@PathVariable UUID id, Actor actor) {
    return View.of(links.revoke(actor, id, false));
  }

  @PostMapping("/{id}/renew")
  View renew(@PathVariable UUID id, Actor actor) {
    return View.of(links.renew(actor, id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id, Actor actor) {
    links.delete(actor, id);
  }

  private static Link.Wish wish(JsonNode body) {
    JsonNode expires = body.path("expiresAt");
    Instant moment = null;
    try {
      moment = expires.isString() ? Instant.parse(expires.stringValue()) : null;
    } catch (DateTimeParseException e) {
      throw Problem.invalid(List.of(Violation.at("expiresAt", Message.of("link.moment"))))
          .exception();
    }
    return new Link.Wish(
        body.path("kind").asString(""),
        body.path("form").asString(""),
        body.path("label").asString(""),
        body.path("document"),
        moment);
  }
}
