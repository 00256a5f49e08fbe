package io.xiaodan.web.template;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Publication;
import io.xiaodan.blueprint.Severity;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.template.AppUpdates;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

  AppUpdateController(AppUpdates updates, Roles roles) {
    this.updates = updates;
    this.roles = roles;
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

  /**
   * What was done.
   *
   * @param blueprint version of the whole that is current now
   */
  record Done(long blueprint) {}

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
  Done take(@RequestBody Chosen chosen, Actor actor) {
    roles.requireBuilds(actor);
    Publication publication = updates.take(chosen.ids(), actor.personId());
    if (!publication.isAllowed()) {
      throw Problem.invalid(
              publication.findings().stream()
                  .filter(finding -> finding.severity() == Severity.ERROR)
                  .map(finding ->
                      Violation.at(finding.artifact() + "/" + finding.place(), finding.message()))
                  .toList())
          .exception();
    }
    return new Done(publication.blueprint());
  }

  @PostMapping("/keep")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void keep(@RequestBody Chosen chosen, Actor actor) {
    roles.requireBuilds(actor);
    updates.keep(chosen.ids());
  }
}
