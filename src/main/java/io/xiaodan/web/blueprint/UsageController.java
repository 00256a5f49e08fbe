package io.xiaodan.web.blueprint;

import io.xiaodan.blueprint.Artifact;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Artifacts;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.form.Form;
import io.xiaodan.form.Withdrawn;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.link.Link;
import io.xiaodan.link.Links;
import io.xiaodan.record.Caller;
import io.xiaodan.view.View;
import io.xiaodan.view.Views;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Where a field is used: whatever would be wrong if the field were no longer there, as the same
 * check finds it that publishing asks.
 */
@RestController
@RequestMapping("/api/artifacts/form/{key}/usages")
class UsageController {

  /** Places of the form itself that list its fields and depend on none. */
  private static final Set<String> LISTS = Set.of("layout", "list", "title");

  private final Artifacts artifacts;
  private final Blueprints blueprints;
  private final Views views;
  private final Links links;
  private final Roles roles;
  private final People people;

  UsageController(
      Artifacts artifacts,
      Blueprints blueprints,
      Views views,
      Links links,
      Roles roles,
      People people) {
    this.artifacts = artifacts;
    this.blueprints = blueprints;
    this.views = views;
    this.links = links;
    this.roles = roles;
    this.people = people;
  }

  record Items(List<Map<String, @Nullable Object>> items) {}

  /**
   * Who uses a field of the form as it is being built.
   *
   * @param field its key, or {@code lines.key} for a column of line items
   */
  @GetMapping
  Items of(@PathVariable String key, @RequestParam String field, Actor actor) {
    roles.requireBuilds(actor);
    ArtifactId id = new ArtifactId("form", key);
    Map<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    artifacts
        .all()
        .forEach(artifact -> {
          JsonNode document = document(artifact, artifact.id().equals(id));
          if (document != null) {
            documents.put(artifact.id(), document);
          }
        });
    JsonNode document = documents.get(id);
    JsonNode without = document == null ? null : Withdrawn.from(document, field).orElse(null);
    if (document == null || without == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    Blueprints.Preview now = blueprints.preview(Map.of(id, document));
    Blueprints.Preview then = blueprints.preview(Map.of(id, without));
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    Set<Finding> known = new HashSet<>(now.findings());
    Set<List<Object>> told = new HashSet<>();
    for (Finding finding : then.findings()) {
      boolean lists = finding.artifact().equals(id) && LISTS.contains(first(finding.place()));
      if (!known.contains(finding)
          && !lists
          && told.add(List.of(finding.artifact(), finding.place()))) {
        items.add(use(finding, documents.get(finding.artifact()), actor));
      }
    }
    if (now.blueprint().find(Form.TYPE, key).isPresent()) {
      Caller present = new Caller(now.blueprint(), actor);
      Caller future = new Caller(then.blueprint(), actor);
      views.losing(present, future).forEach(view -> items.add(use(view)));
      links.losing(actor, now.blueprint(), then.blueprint()).forEach(link -> items.add(use(link)));
    }
    return new Items(items);
  }

  private static @Nullable JsonNode document(Artifact artifact, boolean draft) {
    if (draft && artifact.draft() != null) {
      return artifact.draft().document();
    }
    return artifact.published() == null ? null : artifact.published().document();
  }

  private static String first(String place) {
    int dot = place.indexOf('.');
    return dot < 0 ? place : place.substring(0, dot);
  }

  private static Map<String, @Nullable Object> use(
      Finding finding, @Nullable JsonNode document, Actor actor) {
    Map<String, @Nullable Object> use = new LinkedHashMap<>();
    use.put("kind", finding.artifact().kind());
    use.put("key", finding.artifact().key());
    use.put("label", document == null ? null : document.path("label"));
    use.put("place", finding.place());
    use.put("words", PlaceWords.of(document, finding.place(), actor.language()));
    return use;
  }

  private Map<String, @Nullable Object> use(View view) {
    Map<String, @Nullable Object> use = new LinkedHashMap<>();
    use.put("kind", "view");
    use.put("key", view.id());
    use.put("form", view.form());
    use.put("label", view.label());
    use.put("by", view.shared() ? null : people.name(view.by()));
    return use;
  }

  private static Map<String, @Nullable Object> use(Link link) {
    Map<String, @Nullable Object> use = new LinkedHashMap<>();
    use.put("kind", "link");
    use.put("key", link.id());
    use.put("form", link.form());
    use.put("label", link.label());
    return use;
  }
}
