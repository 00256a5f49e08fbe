package io.xiaodan.web.task;

import io.xiaodan.blueprint.ArtifactDraft;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Artifacts;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.flow.Flow;
import io.xiaodan.flow.FlowMigration;
import io.xiaodan.flow.FlowReplays;
import io.xiaodan.flow.FlowStatistics;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
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
import tools.jackson.databind.JsonNode;

/** How flows have gone and would go, for those who build; moving them on, for administrators. */
@RestController
class FlowInsightController {

  private static final int MOST_DAYS = 366;
  private static final int STRETCH = 100;

  private final Blueprints blueprints;
  private final Artifacts artifacts;
  private final FlowStatistics statistics;
  private final FlowReplays replays;
  private final FlowMigration migration;
  private final Roles roles;
  private final People people;
  private final Messages messages;

  FlowInsightController(
      Blueprints blueprints,
      Artifacts artifacts,
      FlowStatistics statistics,
      FlowReplays replays,
      FlowMigration migration,
      Roles roles,
      People people,
      Messages messages) {
    this.people = people;
    this.messages = messages;
    this.blueprints = blueprints;
    this.artifacts = artifacts;
    this.statistics = statistics;
    this.replays = replays;
    this.migration = migration;
    this.roles = roles;
  }

  /**
   * What is to be run again.
   *
   * @param document absent for the draft, or for what is published where there is none
   */
  record Again(@Nullable JsonNode document, @Nullable Integer days) {}

  /**
   * A replay as the API shows it.
   *
   * @param askedBy the name of who began it
   */
  record ReplayView(
      UUID id,
      String form,
      int days,
      String askedBy,
      Instant askedAt,
      String state,
      long done,
      long total,
      @Nullable String problem,
      @Nullable Instant finishedAt,
      FlowReplays.Result result) {}

  record Latest(@Nullable ReplayView replay) {}

  record Records(List<UUID> items, @Nullable UUID next) {}

  /** The name of a flow and of its nodes. */
  record Names(String label, String form, Map<String, String> nodes) {}

  @GetMapping("/api/flows/{flow}/names")
  Names names(@PathVariable String flow, Actor actor) {
    if (!roles.builds(actor)) {
      roles.requireAdministers(actor);
    }
    Flow found =
        blueprints
            .current()
            .find(Flow.TYPE, flow)
            .orElseThrow(
                () -> Problem.of(ProblemKind.NOT_FOUND, "flow.gone", "flow", flow).exception());
    Map<String, String> nodes = new LinkedHashMap<>();
    found
        .nodes()
        .values()
        .forEach(node -> nodes.put(node.key(), node.label().in(actor.language())));
    return new Names(found.label().in(actor.language()), found.form(), nodes);
  }

  @GetMapping("/api/flows/{flow}/statistics")
  FlowStatistics.Total statistics(
      @PathVariable String flow, @RequestParam(defaultValue = "30") int days, Actor actor) {
    if (!roles.builds(actor)) {
      roles.requireAdministers(actor);
    }
    return statistics.of(flow, checked(days));
  }

  /** Begins a replay in the background, in the place of the one before it. */
  @PostMapping("/api/flows/{flow}/replays")
  @ResponseStatus(HttpStatus.CREATED)
  ReplayView replay(
      @PathVariable String flow,
      @RequestBody(required = false) @Nullable Again again,
      Actor actor) {
    roles.requireBuilds(actor);
    int days = again == null || again.days() == null ? 30 : again.days();
    JsonNode document = again == null ? null : again.document();
    return view(
        replays.start(
            new Caller(blueprints.current(), actor),
            flow,
            document == null ? kept(flow) : document,
            checked(days)),
        actor);
  }

  /** The latest replay of a flow, as far as it is; nothing where there has been none. */
  @GetMapping("/api/flows/{flow}/replays/latest")
  Latest latest(@PathVariable String flow, Actor actor) {
    roles.requireBuilds(actor);
    return new Latest(replays.latest(flow).map(each -> view(each, actor)).orElse(null));
  }

  @PostMapping("/api/flows/{flow}/replays/{id}/cancel")
  ReplayView cancel(@PathVariable String flow, @PathVariable UUID id, Actor actor) {
    roles.requireBuilds(actor);
    return view(replays.cancel(id), actor);
  }

  /** Ids of the records of one way, or of those that differ; the latest first. */
  @GetMapping("/api/flows/{flow}/replays/{id}/records")
  Records records(
      @PathVariable String flow,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String path,
      @RequestParam(required = false) @Nullable UUID before,
      Actor actor) {
    roles.requireBuilds(actor);
    List<UUID> found = replays.records(id, path, before, STRETCH + 1);
    boolean more = found.size() > STRETCH;
    List<UUID> shown = more ? found.subList(0, STRETCH) : found;
    return new Records(shown, more ? shown.getLast() : null);
  }

  private ReplayView view(FlowReplays.Replay replay, Actor actor) {
    return new ReplayView(
        replay.id(),
        replay.form(),
        replay.days(),
        people.name(replay.askedBy()),
        replay.askedAt(),
        replay.state(),
        replay.done(),
        replay.total(),
        replay.problem() == null ? null : messages.text(replay.problem(), actor.language()),
        replay.finishedAt(),
        replay.result());
  }

  /** Moves every running instance to what is published now, as far as it can be moved. */
  @PostMapping("/api/flows/{flow}/migrate")
  FlowMigration.Migrated migrate(@PathVariable String flow, Actor actor) {
    roles.requireAdministers(actor);
    return migration.all(new Caller(blueprints.current(), actor), flow);
  }

  private JsonNode kept(String flow) {
    var artifact = artifacts.get(new ArtifactId("flow", flow));
    ArtifactDraft draft = artifact.draft();
    if (draft != null) {
      return draft.document();
    }
    if (artifact.published() == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "blueprint.no_draft", "id", flow).exception();
    }
    return artifact.published().document();
  }

  private static int checked(int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", MOST_DAYS).exception();
    }
    return days;
  }
}
