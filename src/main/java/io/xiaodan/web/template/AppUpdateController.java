package io.xiaodan.web.template;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Publication;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Messages;
import io.xiaodan.template.AppUpdates;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Offers what a newer version brings, takes it, or leaves things as they are. */
@RestController
@RequestMapping("/api/app-updates")
class AppUpdateController {

  private final AppUpdates updates;
  private final Roles roles;
  private final Messages messages;

  AppUpdateController(AppUpdates updates, Roles roles, Messages messages) {
    this.updates = updates;
    this.roles = roles;
    this.messages = messages;
  }

  /**
   * What is offered.
   *
   * @param state {@code new}, {@code untouched} or {@code changed}
   * @param present what is published; null where nothing is
   */
  record Item(
      String kind,
      String key,
      JsonNode label,
      String state,
      boolean drafted,
      JsonNode packaged,
      @Nullable JsonNode taken,
      @Nullable JsonNode present) {}

  record Items(List<Item> items) {}

  record Named(String kind, String key) {}

  record Chosen(List<Named> items) {
    List<ArtifactId> ids() {
      return items.stream().map(each -> new ArtifactId(each.kind(), each.key())).toList();
    }
  }

  record Found(String severity, String artifact, String code, String message, String place) {}

  record Done(long blueprint, List<Found> findings) {}

  @GetMapping
  Items all(Actor actor) {
    roles.requireBuilds(actor);
    return new Items(
        updates.all().stream()
            .map(update ->
                new Item(
                    update.id().kind(),
                    update.id().key(),
                    update.packaged().path("label"),
                    update.state().name().toLowerCase(Locale.ROOT),
                    update.isDrafted(),
                    update.packaged(),
                    update.taken(),
                    update.present()))
            .toList());
  }

  @PostMapping("/take")
  ResponseEntity<Done> take(@RequestBody Chosen chosen, Actor actor) {
    roles.requireBuilds(actor);
    Publication publication = updates.take(chosen.ids(), actor.personId());
    return ResponseEntity.status(publication.isAllowed() ? 200 : 422)
        .body(
            new Done(
                publication.blueprint(),
                publication.findings().stream().map(finding -> found(finding, actor)).toList()));
  }

  private Found found(Finding finding, Actor actor) {
    return new Found(
        finding.severity().name().toLowerCase(Locale.ROOT),
        finding.artifact().toString(),
        finding.message().code(),
        messages.text(finding.message(), actor.language()),
        finding.place());
  }

  @PostMapping("/keep")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void keep(@RequestBody Chosen chosen, Actor actor) {
    roles.requireBuilds(actor);
    updates.keep(chosen.ids());
  }
}
