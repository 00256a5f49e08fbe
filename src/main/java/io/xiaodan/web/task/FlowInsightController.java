package io.xiaodan.web.task;

import io.xiaodan.blueprint.ArtifactDraft;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Artifacts;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.flow.Flow;
import io.xiaodan.flow.FlowMigration;
import io.xiaodan.flow.FlowReplay;
import io.xiaodan.flow.FlowStatistics;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** How flows have gone and would go, for those who build; moving them on, for administrators. */
@RestController
class FlowInsightController {

  private static final int MOST_DAYS = 366;

  private final Blueprints blueprints;
  private final Artifacts artifacts;
  private final FlowStatistics statistics;
  private final FlowReplay replay;
  private final FlowMigration migration;
  private final Roles roles;

  FlowInsightController(
      Blueprints blueprints,
      Artifacts artifacts,
      FlowStatistics statistics,
      FlowReplay replay,
      FlowMigration migration,
      Roles roles) {
    this.blueprints = blueprints;
    this.artifacts = artifacts;
    this.statistics = statistics;
    this.replay = replay;
    this.migration = migration;
    this.roles = roles;
  }

  /**
   * What is to be run again.
   *
   * @param document absent for the draft, or for what is published where there is none
   */
  record Again(@Nullable JsonNode document, @Nullable Integer days) {}

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

  @PostMapping("/api/flows/{flow}/replay")
  FlowReplay.Result replay(
      @PathVariable String flow,
      @RequestBody(required = false) @Nullable Again again,
      Actor actor) {
    roles.requireBuilds(actor);
    int days = again == null || again.days() == null ? 30 : again.days();
    JsonNode document = again == null ? null : again.document();
    return replay.run(
        new Caller(blueprints.current(), actor),
        flow,
        document == null ? kept(flow) : document,
        checked(days));
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
