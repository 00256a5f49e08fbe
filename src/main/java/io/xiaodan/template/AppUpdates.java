package io.xiaodan.template;

import io.xiaodan.blueprint.Artifact;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Artifacts;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Publication;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What a newer version of the product brings for the artifacts it packages. Nothing of it happens
 * by itself: a workspace belongs to its company, so updates are offered, and taken by somebody who
 * builds. What the company has changed is told apart from what it left as it came.
 */
@Component
public class AppUpdates {

  private final OrderApp app;
  private final PackagedStore store;
  private final Artifacts artifacts;
  private final Blueprints blueprints;

  AppUpdates(OrderApp app, PackagedStore store, Artifacts artifacts, Blueprints blueprints) {
    this.app = app;
    this.store = store;
    this.artifacts = artifacts;
    this.blueprints = blueprints;
  }

  /** What has become of an artifact since it was taken. */
  public enum State {
    /** The workspace has none. */
    NEW,
    /** It stands as it came. */
    UNTOUCHED,
    /** The company has changed it, or works on it, or made it itself. */
    CHANGED
  }

  /**
   * Something that is offered.
   *
   * @param packaged as the product brings it now
   * @param taken as the product brought it when it was taken; null where it was not
   * @param present as it is published; null where it is not
   * @param isDrafted whether somebody is working on it
   */
  public record Update(
      ArtifactId id,
      State state,
      JsonNode packaged,
      @Nullable JsonNode taken,
      @Nullable JsonNode present,
      boolean isDrafted) {}

  /** Everything that is offered, in the order of the app. */
  public List<Update> all() {
    Map<ArtifactId, Artifact> here =
        artifacts.all().stream().collect(Collectors.toMap(Artifact::id, Function.identity()));
    Map<ArtifactId, JsonNode> taken = store.all();
    List<Update> updates = new ArrayList<>();
    app.documents()
        .forEach((id, packaged) -> {
          Update update = update(id, packaged, taken.get(id), here.get(id));
          if (update != null) {
            updates.add(update);
          }
        });
    return updates;
  }

  private static @Nullable Update update(
      ArtifactId id, JsonNode packaged, @Nullable JsonNode taken, @Nullable Artifact artifact) {
    JsonNode present =
        artifact == null || artifact.published() == null ? null : artifact.published().document();
    boolean isDrafted = artifact != null && artifact.draft() != null;
    if (packaged.equals(taken) || packaged.equals(present)) {
      return null;
    }
    State state =
        isDrafted || (present != null && !present.equals(taken))
            ? State.CHANGED
            : present == null ? State.NEW : State.UNTOUCHED;
    return new Update(id, state, packaged, taken, present, isDrafted);
  }

  /** What taking these would find and change; changes nothing. */
  public Publication check(Collection<ArtifactId> ids) {
    return blueprints.check(offered(ids));
  }

  /**
   * Takes updates, all of them together or none. What was there stays as a version that can be gone
   * back to.
   *
   * @throws ProblemException not found where one is not offered (any more); conflict where somebody
   *     is working on one
   */
  public Publication take(Collection<ArtifactId> ids, UUID by) {
    SequencedMap<ArtifactId, JsonNode> published = new LinkedHashMap<>();
    Publication publication =
        blueprints.publish(
            () -> {
              published.clear();
              published.putAll(offered(ids));
              return published;
            },
            by);
    if (publication.isAllowed()) {
      store.save(published);
    }
    return publication;
  }

  /** Leaves artifacts as the company has them, until the product brings something newer still. */
  public void keep(Collection<ArtifactId> ids) {
    store.save(chosen(ids));
  }

  private SequencedMap<ArtifactId, JsonNode> offered(Collection<ArtifactId> ids) {
    SequencedMap<ArtifactId, JsonNode> documents = chosen(ids);
    all().stream()
        .filter(update -> update.isDrafted() && documents.containsKey(update.id()))
        .findFirst()
        .ifPresent(update -> {
          throw Problem.of(ProblemKind.CONFLICT, "template.drafted", "id", update.id()).exception();
        });
    return documents;
  }

  private SequencedMap<ArtifactId, JsonNode> chosen(Collection<ArtifactId> ids) {
    Map<ArtifactId, Update> offered =
        all().stream().collect(Collectors.toMap(Update::id, Function.identity()));
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    for (ArtifactId id : ids) {
      if (!offered.containsKey(id)) {
        throw Problem.of(ProblemKind.NOT_FOUND, "template.not_offered", "id", id).exception();
      }
      documents.put(id, Objects.requireNonNull(offered.get(id)).packaged());
    }
    return documents;
  }
}
