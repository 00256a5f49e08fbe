package io.xiaodan.blueprint;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Artifacts as their builders work on them: draft, check, publish, versions. */
@Component
public class Artifacts {

  private final ArtifactStore store;
  private final Blueprints blueprints;
  private final Clock clock;

  Artifacts(ArtifactStore store, Blueprints blueprints, Clock clock) {
    this.store = store;
    this.blueprints = blueprints;
    this.clock = clock;
  }

  /** Every artifact of the workspace. */
  public List<Artifact> all() {
    return store.all();
  }

  /** One artifact; not found is a problem. */
  public Artifact get(ArtifactId id) {
    return store
        .find(id)
        .orElseThrow(
            () -> Problem.of(ProblemKind.NOT_FOUND, "blueprint.no_artifact", "id", id).exception());
  }

  /**
   * The version that was live in an earlier blueprint; empty when the artifact was not there yet.
   */
  public Optional<ArtifactVersion> asOf(ArtifactId id, long blueprint) {
    return store.asOf(id, blueprint);
  }

  /** Every document of a kind that went live after an earlier blueprint, whatever became of it. */
  public List<JsonNode> documentsSince(String kind, long blueprint) {
    return store.documentsSince(kind, blueprint);
  }

  /** Every version, newest first. */
  public List<ArtifactVersion> versions(ArtifactId id) {
    return store.versions(id);
  }

  /**
   * Keeps a draft beside what is live.
   *
   * @param basedOn the version the work started from
   * @param seen the draft that this one follows
   * @throws io.xiaodan.kernel.ProblemException conflict when another version has been published
   *     since, or when somebody else has saved a draft that the writer has not seen
   */
  @Transactional
  public Artifact saveDraft(
      ArtifactId id, JsonNode document, int basedOn, SeenDraft seen, UUID by) {
    store.lockBlueprint();
    Optional<Artifact> present = store.find(id);
    int published = present.map(Artifact::published).map(ArtifactVersion::version).orElse(0);
    if (published != basedOn) {
      throw Problem.of(
              ProblemKind.CONFLICT,
              "blueprint.stale_draft",
              "basedOn",
              basedOn,
              "published",
              published)
          .exception();
    }
    seen.require(present.map(Artifact::draft).orElse(null));
    store.saveDraft(id, new ArtifactDraft(document, basedOn, clock.instant(), by));
    return get(id);
  }

  /**
   * Throws the draft away; what was never published is gone with it. Nothing happens where there is
   * none.
   *
   * @param seen the draft that is meant
   * @throws io.xiaodan.kernel.ProblemException conflict when it is another one by now
   */
  @Transactional
  public void dropDraft(ArtifactId id, SeenDraft seen) {
    store.lockBlueprint();
    seen.require(get(id).draft());
    store.dropDraft(id);
  }

  /** Checks the draft, or what is published where there is none. */
  public Publication check(ArtifactId id) {
    Artifact artifact = get(id);
    return artifact.draft() == null
        ? blueprints.check(Map.of())
        : blueprints.check(Map.of(id, artifact.draft().document()));
  }

  /**
   * Publishes the draft.
   *
   * @param seen the draft that is meant
   * @param emptyUnconvertible whether values that do not fit a field's new type become empty
   * @throws io.xiaodan.kernel.ProblemException not found without a draft; conflict when another
   *     version was published since the draft was started
   */
  public Publication publish(ArtifactId id, SeenDraft seen, UUID by, boolean emptyUnconvertible) {
    return publish(id, seen, by, emptyUnconvertible, LinkedHashMap::new);
  }

  /**
   * Publishes the draft together with documents of other artifacts, or nothing of both.
   *
   * @param besides the other documents, looked up when it is this publication's turn
   */
  public Publication publish(
      ArtifactId id,
      SeenDraft seen,
      UUID by,
      boolean emptyUnconvertible,
      Supplier<SequencedMap<ArtifactId, JsonNode>> besides) {
    return blueprints.publish(
        () -> {
          SequencedMap<ArtifactId, JsonNode> draft = draft(id, seen);
          // The version that a publication answers is that of its last document.
          SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>(besides.get());
          documents.putAll(draft);
          return documents;
        },
        by,
        emptyUnconvertible);
  }

  /** The draft as it is when it is this publication's turn. */
  private SequencedMap<ArtifactId, JsonNode> draft(ArtifactId id, SeenDraft seen) {
    Artifact artifact = get(id);
    ArtifactDraft draft = artifact.draft();
    if (draft == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "blueprint.no_draft", "id", id).exception();
    }
    seen.require(draft);
    int published = artifact.published() == null ? 0 : artifact.published().version();
    if (draft.basedOn() != published) {
      throw Problem.of(
              ProblemKind.CONFLICT,
              "blueprint.stale_draft",
              "basedOn",
              draft.basedOn(),
              "published",
              published)
          .exception();
    }
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    documents.put(id, draft.document());
    return documents;
  }
}
