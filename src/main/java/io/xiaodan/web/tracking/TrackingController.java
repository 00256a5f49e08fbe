package io.xiaodan.web.tracking;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.link.RecordLink;
import io.xiaodan.tracking.TrackedPage;
import io.xiaodan.tracking.TrackingDesk;
import io.xiaodan.web.blueprint.MenuEntries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tracking as the company's own people use it. */
@RestController
@RequestMapping("/api/tracking")
class TrackingController implements MenuEntries {

  private final TrackingDesk desk;

  TrackingController(TrackingDesk desk) {
    this.desk = desk;
  }

  /**
   * A link as service sees it.
   *
   * @param path of its address, from the root of the server
   */
  record Address(
      String path,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      long uses,
      @Nullable Instant usedAt) {}

  record View(
      UUID id,
      String form,
      String title,
      TrackedPage page,
      @Nullable Address link,
      boolean mayLink) {

    static View of(TrackingDesk.View view) {
      RecordLink link = view.link();
      return new View(
          view.id(),
          view.form(),
          view.title(),
          view.page(),
          link == null || view.path() == null
              ? null
              : new Address(
                  view.path(),
                  link.createdAt(),
                  link.expiresAt(),
                  link.revokedAt(),
                  link.uses(),
                  link.usedAt()),
          view.mayLink());
    }
  }

  record Items(List<TrackingDesk.Found> items) {}

  @GetMapping("/search")
  Items search(@RequestParam(defaultValue = "") String text, Actor actor) {
    return new Items(desk.search(actor, text));
  }

  @GetMapping("/{form}/{id}")
  View get(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    return View.of(desk.view(actor, form, id));
  }

  @PostMapping("/{form}/{id}/link")
  View make(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    return View.of(desk.make(actor, form, id));
  }

  @PostMapping("/{form}/{id}/revoke")
  View revoke(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    return View.of(desk.revoke(actor, form, id));
  }

  @PostMapping("/{form}/{id}/renew")
  View renew(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    return View.of(desk.renew(actor, form, id));
  }

  @PostMapping("/{form}/{id}/replies")
  View reply(
      @PathVariable String form, @PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    return View.of(desk.reply(actor, form, id, body.path("text").asString("")));
  }

  @Override
  public String name() {
    return "tracked";
  }

  @Override
  public List<Map<String, Object>> entries(Blueprint blueprint, Actor actor) {
    return desk.forms(actor).stream().map(form -> Map.<String, Object>of("form", form)).toList();
  }
}
