package io.xiaodan.web.blueprint;

import io.xiaodan.access.RightsOnPublishing;
import io.xiaodan.blueprint.Artifact;
import io.xiaodan.blueprint.ArtifactDraft;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactVersion;
import io.xiaodan.blueprint.Artifacts;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.DocumentSchemas;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.LostValue;
import io.xiaodan.blueprint.Publication;
import io.xiaodan.blueprint.SeenDraft;
import io.xiaodan.blueprint.StructureChange;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Drafts, checks, publications and versions of artifacts, for people who build. */
@RestController
@RequestMapping("/api")
class ArtifactController {

  private final Artifacts artifacts;
  private final Blueprints blueprints;
  private final DocumentSchemas schemas;
  private final Roles roles;
  private final People people;
  private final RightsOnPublishing rights;
  private final Messages messages;

  ArtifactController(
      Artifacts artifacts,
      Blueprints blueprints,
      DocumentSchemas schemas,
      Roles roles,
      People people,
      RightsOnPublishing rights,
      Messages messages) {
    this.artifacts = artifacts;
    this.blueprints = blueprints;
    this.schemas = schemas;
    this.roles = roles;
    this.people = people;
    this.rights = rights;
    this.messages = messages;
  }

  record Items(List<Map<String, @Nullable Object>> items) {}

  @GetMapping("/schemas/{kind}.json")
  JsonNode schema(@PathVariable String kind) {
    return schemas
        .document(kind)
        .orElseThrow(() ->
            Problem.of(ProblemKind.NOT_FOUND, "blueprint.unknown_kind", "kind", kind).exception());
  }

  @GetMapping("/artifacts")
  Items all(@RequestParam @Nullable String kind, Actor actor) {
    roles.requireBuilds(actor);
    return new Items(
        artifacts.all().stream()
            .filter(artifact -> kind == null || artifact.id().kind().equals(kind))
            .map(artifact -> kind == null ? summary(artifact) : listed(artifact))
            .toList());
  }

  @GetMapping("/artifacts/{kind}/{key}")
  Map<String, @Nullable Object> get(
      @PathVariable String kind, @PathVariable String key, Actor actor) {
    roles.requireBuilds(actor);
    return view(artifacts.get(new ArtifactId(kind, key)));
  }

  @PutMapping("/artifacts/{kind}/{key}/draft")
  Map<String, @Nullable Object> saveDraft(
      @PathVariable String kind,
      @PathVariable String key,
      @RequestBody JsonNode body,
      Actor actor) {
    roles.requireBuilds(actor);
    JsonNode document = body.path("document");
    if (!document.isObject()
        || !body.path("basedOn").isIntegralNumber()
        || !body.path("basedOn").canConvertToInt()
        || !ArtifactId.isKey(key)) {
      throw Problem.invalid(
              List.of(Violation.at("document", Message.of("blueprint.draft_expected"))))
          .exception();
    }
    return view(
        artifacts.saveDraft(
            new ArtifactId(kind, key),
            document,
            body.path("basedOn").intValue(),
            seen(body),
            actor.personId()));
  }

  @DeleteMapping("/artifacts/{kind}/{key}/draft")
  ResponseEntity<Void> dropDraft(
      @PathVariable String kind,
      @PathVariable String key,
      @RequestParam @Nullable String seen,
      Actor actor) {
    roles.requireBuilds(actor);
    artifacts.dropDraft(
        new ArtifactId(kind, key), seen == null ? SeenDraft.ANY : SeenDraft.at(moment(seen)));
    return ResponseEntity.noContent().build();
  }

  /** The draft a request says it has seen, with null for none; any where it says nothing. */
  private static SeenDraft seen(@Nullable JsonNode body) {
    JsonNode seen = body == null ? null : body.get("seen");
    return seen == null
        ? SeenDraft.ANY
        : SeenDraft.at(seen.isNull() ? null : moment(seen.asString("")));
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(List.of(Violation.at("seen", Message.of("blueprint.draft_expected"))))
          .exception();
    }
  }

  @PostMapping("/artifacts/{kind}/{key}/check")
  Map<String, Object> check(@PathVariable String kind, @PathVariable String key, Actor actor) {
    roles.requireBuilds(actor);
    return view(artifacts.check(new ArtifactId(kind, key)), actor.language());
  }

  @PostMapping("/artifacts/{kind}/{key}/publish")
  ResponseEntity<Map<String, Object>> publish(
      @PathVariable String kind,
      @PathVariable String key,
      @RequestBody(required = false) @Nullable JsonNode body,
      Actor actor) {
    roles.requireBuilds(actor);
    return answer(
        artifacts.publish(
            new ArtifactId(kind, key),
            seen(body),
            actor.personId(),
            isEmptying(body),
            () -> besides(kind, key, body)),
        actor.language());
  }

  /** What is published with a form: the roles that are given rights on it. */
  private SequencedMap<ArtifactId, JsonNode> besides(
      String kind, String key, @Nullable JsonNode body) {
    JsonNode given = body == null ? null : body.get("rights");
    return given == null || !kind.equals("form")
        ? new LinkedHashMap<>()
        : rights.documents(key, given);
  }

  @GetMapping("/artifacts/{kind}/{key}/versions")
  Items versions(@PathVariable String kind, @PathVariable String key, Actor actor) {
    roles.requireBuilds(actor);
    return new Items(
        artifacts.versions(new ArtifactId(kind, key)).stream().map(this::version).toList());
  }

  @PostMapping("/artifacts/{kind}/{key}/rollback")
  ResponseEntity<Map<String, Object>> rollBack(
      @PathVariable String kind,
      @PathVariable String key,
      @RequestBody JsonNode body,
      Actor actor) {
    roles.requireBuilds(actor);
    ArtifactId id = new ArtifactId(kind, key);
    return answer(
        blueprints.rollBack(id, body.path("version").asInt(0), actor.personId(), isEmptying(body)),
        actor.language());
  }

  /** Whether the request says what becomes of values that do not fit a field's new type. */
  private static boolean isEmptying(@Nullable JsonNode body) {
    return body != null && body.path("unconvertible").asString("").equals("empty");
  }

  private ResponseEntity<Map<String, Object>> answer(Publication publication, Language language) {
    return ResponseEntity.status(publication.isAllowed() ? 200 : 422)
        .body(view(publication, language));
  }

  private Map<String, Object> view(Publication publication, Language language) {
    Map<String, Object> view = new LinkedHashMap<>();
    if (publication.version() > 0) {
      view.put("version", publication.version());
    }
    view.put("blueprint", publication.blueprint());
    view.put(
        "findings",
        publication.findings().stream().map(finding -> view(finding, language)).toList());
    List<Map<String, Object>> plan = new ArrayList<>();
    for (StructureChange change : publication.plan()) {
      plan.add(view(change, language));
    }
    view.put("plan", plan);
    return view;
  }

  private Map<String, Object> view(StructureChange change, Language language) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("change", change.change());
    view.put("table", change.table());
    view.put("column", change.subject());
    view.put("rows", change.rows());
    if (change.lostCount() > 0) {
      view.put("lostCount", change.lostCount());
      List<Map<String, Object>> lost = new ArrayList<>();
      for (LostValue value : change.lost()) {
        lost.add(
            Map.of(
                "record", value.record(),
                "value", value.value(),
                "reason", messages.text(value.reason(), language)));
      }
      view.put("lost", lost);
    }
    return view;
  }

  private Map<String, Object> view(Finding finding, Language language) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    view.put("artifact", finding.artifact().toString());
    view.put("code", finding.message().code());
    view.put("message", messages.text(finding.message(), language));
    view.put("place", finding.place());
    if (!finding.counterExample().isEmpty()) {
      view.put("counterExample", finding.counterExample());
    }
    return view;
  }

  private Map<String, @Nullable Object> summary(Artifact artifact) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("kind", artifact.id().kind());
    view.put("key", artifact.id().key());
    ArtifactVersion published = artifact.published();
    ArtifactDraft draft = artifact.draft();
    JsonNode shown =
        published != null ? published.document() : draft != null ? draft.document() : null;
    view.put("label", shown == null ? null : shown.path("label"));
    view.put("version", published == null ? 0 : published.version());
    view.put("hasDraft", draft != null);
    return view;
  }

  /** With the document, and who touched it last: what a list of one kind shows. */
  private Map<String, @Nullable Object> listed(Artifact artifact) {
    Map<String, @Nullable Object> view = summary(artifact);
    ArtifactVersion published = artifact.published();
    ArtifactDraft draft = artifact.draft();
    if (published != null) {
      view.put("document", published.document());
      view.put("at", published.at());
      view.put("by", person(published.by()));
    } else if (draft != null) {
      view.put("document", draft.document());
    }
    if (draft != null) {
      view.put("draft", Map.of("at", draft.at(), "by", person(draft.by())));
    }
    return view;
  }

  private Map<String, @Nullable Object> view(Artifact artifact) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("kind", artifact.id().kind());
    view.put("key", artifact.id().key());
    view.put("published", artifact.published() == null ? null : version(artifact.published()));
    ArtifactDraft draft = artifact.draft();
    if (draft == null) {
      view.put("draft", null);
    } else {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      shown.put("document", draft.document());
      shown.put("basedOn", draft.basedOn());
      shown.put("at", draft.at());
      shown.put("by", person(draft.by()));
      view.put("draft", shown);
    }
    return view;
  }

  private Map<String, @Nullable Object> version(ArtifactVersion version) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("version", version.version());
    view.put("document", version.document());
    view.put("at", version.at());
    view.put("by", person(version.by()));
    return view;
  }

  private Map<String, Object> person(UUID id) {
    return Map.of("id", id, "title", people.name(id));
  }
}
