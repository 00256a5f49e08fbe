package io.xiaodan.web.rule;

import io.xiaodan.blueprint.Severity;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Messages;
import io.xiaodan.rule.RuleReplays;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Asks of past changes which of them a rule that is being written would have answered. */
@RestController
@RequestMapping("/api/rules")
class ReplayController {

  private final RuleReplays replays;
  private final Roles roles;
  private final Messages messages;

  ReplayController(RuleReplays replays, Roles roles, Messages messages) {
    this.replays = replays;
    this.roles = roles;
    this.messages = messages;
  }

  record Place(Instant at, UUID event) {}

  record Wish(JsonNode document, Instant since, @Nullable Place after) {}

  record View(
      List<String> errors,
      @Nullable Long total,
      int looked,
      int unseen,
      List<RuleReplays.Match> matches,
      @Nullable Place next) {}

  @PostMapping("/{key}/replay")
  View replay(@PathVariable String key, @RequestBody Wish wish, Actor actor) {
    roles.requireBuilds(actor);
    Place after = wish.after();
    RuleReplays.Stretch stretch =
        replays.replay(
            actor,
            key,
            wish.document(),
            wish.since(),
            after == null ? null : new RuleReplays.Cursor(after.at(), after.event()));
    RuleReplays.Cursor next = stretch.next();
    return new View(
        stretch.findings().stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(finding -> messages.text(finding.message(), actor.language()))
            .toList(),
        stretch.total(),
        stretch.looked(),
        stretch.unseen(),
        stretch.matches(),
        next == null ? null : new Place(next.at(), next.event()));
  }
}
