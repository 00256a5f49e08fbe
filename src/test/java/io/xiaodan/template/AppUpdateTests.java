package io.xiaodan.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Artifacts;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Publication;
import io.xiaodan.blueprint.SeenDraft;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.support.ServerTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workspace that was begun with an older version of the product: what it took then was otherwise
 * than what is packaged now.
 */
@ServerTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AppUpdateTests {

  private static final ArtifactId PRINT = new ArtifactId("print", "order_list");
  private static final ArtifactId GROUP = new ArtifactId("group", "finance");

  private final AppUpdates updates;
  private final PackagedStore store;
  private final OrderApp app;
  private final Artifacts artifacts;
  private final Blueprints blueprints;
  private final JdbcTemplate database;
  private final Map<ArtifactId, JsonNode> published = new LinkedHashMap<>();

  @Autowired
  AppUpdateTests(
      AppUpdates updates,
      PackagedStore store,
      OrderApp app,
      Artifacts artifacts,
      Blueprints blueprints,
      JdbcTemplate database) {
    this.updates = updates;
    this.store = store;
    this.app = app;
    this.artifacts = artifacts;
    this.blueprints = blueprints;
    this.database = database;
  }

  @BeforeEach
  void remember() {
    for (ArtifactId id : List.of(PRINT, GROUP)) {
      published.put(id, document(id));
    }
  }

  @AfterEach
  void restore() {
    SequencedMap<ArtifactId, JsonNode> back = new LinkedHashMap<>(published);
    back.entrySet().removeIf(each -> each.getValue().equals(document(each.getKey())));
    if (!back.isEmpty()) {
      publish(back);
    }
    store.save(Map.of(PRINT, packaged(PRINT), GROUP, packaged(GROUP)));
  }

  private JsonNode document(ArtifactId id) {
    return Objects.requireNonNull(artifacts.get(id).published()).document();
  }

  private JsonNode packaged(ArtifactId id) {
    return Objects.requireNonNull(app.documents().get(id));
  }

  private void publish(SequencedMap<ArtifactId, JsonNode> documents) {
    Publication publication = blueprints.publish(documents, Actor.SYSTEM);
    assertThat(publication.isAllowed()).as(publication.findings().toString()).isTrue();
  }

  /** Lets the workspace have taken another one than is packaged, and hold it. */
  private void older(ArtifactId id, boolean changed) {
    ObjectNode old = (ObjectNode) packaged(id).deepCopy();
    old.put("position", 7_001);
    store.save(Map.of(id, old));
    ObjectNode held = old.deepCopy();
    if (changed) {
      held.put("position", 7_002);
    }
    publish(new LinkedHashMap<>(Map.of(id, held)));
  }

  private AppUpdates.@Nullable State state(ArtifactId id) {
    return updates.all().stream()
        .filter(update -> update.id().equals(id))
        .map(AppUpdates.Update::state)
        .findFirst()
        .orElse(null);
  }

  @Test
  void nothingIsOfferedOfWhatStandsAsItIsPackagedNorOfWhatOnlyTheCompanyChanged() {
    assertThat(state(PRINT)).isNull();
    ObjectNode own = (ObjectNode) document(PRINT).deepCopy();
    own.put("position", 7_003);
    publish(new LinkedHashMap<>(Map.of(PRINT, own)));
    assertThat(state(PRINT)).isNull();
    app.afterSingletonsInstantiated();
    assertThat(document(PRINT)).as("a start leaves it alone").isEqualTo(own);
  }

  @Test
  void whatWasLeftAsItCameIsOfferedAndTakenAndWhatWasChangedIsNeverOverwrittenUnasked() {
    older(PRINT, false);
    older(GROUP, true);
    app.afterSingletonsInstantiated();
    assertThat(document(PRINT).path("position").asInt()).as("a start").isEqualTo(7_001);
    assertThat(state(PRINT)).isEqualTo(AppUpdates.State.UNTOUCHED);
    assertThat(state(GROUP)).isEqualTo(AppUpdates.State.CHANGED);

    assertThat(updates.take(List.of(PRINT), Actor.SYSTEM).isAllowed()).isTrue();
    assertThat(document(PRINT)).isEqualTo(packaged(PRINT));
    assertThat(state(PRINT)).isNull();
    assertThat(document(GROUP).path("position").asInt()).isEqualTo(7_002);
    assertThatThrownBy(() -> updates.take(List.of(PRINT, GROUP), Actor.SYSTEM))
        .as("one of them is not offered any more")
        .isInstanceOf(ProblemException.class);
    assertThat(document(GROUP).path("position").asInt()).isEqualTo(7_002);

    updates.keep(List.of(GROUP));
    assertThat(state(GROUP)).as("left as it is").isNull();
    assertThat(document(GROUP).path("position").asInt()).isEqualTo(7_002);

    older(GROUP, true);
    int versions = artifacts.versions(GROUP).size();
    assertThat(updates.take(List.of(GROUP), Actor.SYSTEM).isAllowed()).as("asked for").isTrue();
    assertThat(document(GROUP)).isEqualTo(packaged(GROUP));
    assertThat(artifacts.versions(GROUP)).hasSize(versions + 1);
    assertThat(artifacts.versions(GROUP).get(1).document().path("position").asInt())
        .as("the company's own can be gone back to")
        .isEqualTo(7_002);
  }

  @Test
  void whatSomebodyIsWorkingOnIsNotTakenFromUnderThem() {
    older(PRINT, false);
    int version = Objects.requireNonNull(artifacts.get(PRINT).published()).version();
    artifacts.saveDraft(PRINT, document(PRINT), version, SeenDraft.ANY, Actor.SYSTEM);
    try {
      assertThat(state(PRINT)).isEqualTo(AppUpdates.State.CHANGED);
      assertThatThrownBy(() -> updates.take(List.of(PRINT), Actor.SYSTEM))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused ->
                  assertThat(refused.problem().message().code()).isEqualTo("template.drafted"));
      assertThat(artifacts.get(PRINT).draft()).isNotNull();
    } finally {
      artifacts.dropDraft(PRINT, SeenDraft.ANY);
    }
  }

  /** What the migration says of workspaces of before is what a new one is told. */
  @Test
  void whatANewWorkspaceBeganWithIsKnown() {
    Long differing =
        database.queryForObject(
            "SELECT count(*) FROM w_main.artifact_version v LEFT JOIN w_main.packaged_artifact p ON p.kind = v.kind AND p.key = v.key AND p.document::jsonb = v.document::jsonb WHERE v.version = 1 AND v.blueprint = 1 AND p.key IS NULL",
            Long.class);
    assertThat(differing).isZero();
    assertThat(store.all().keySet()).isEqualTo(app.documents().keySet());
  }
}
