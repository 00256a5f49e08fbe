package io.xiaodan.web.view;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.view.SeenView;
import io.xiaodan.view.View;
import io.xiaodan.view.ViewChange;
import io.xiaodan.view.Views;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The saved views of a form. */
@RestController
@RequestMapping("/api/forms/{form}/views")
class ViewController {

  private final Blueprints blueprints;
  private final Views views;
  private final People people;

  ViewController(Blueprints blueprints, Views views, People people) {
    this.blueprints = blueprints;
    this.views = views;
    this.people = people;
  }

  /** What is sent; what is absent stays. */
  record Body(
      @Nullable Long rev,
      @Nullable String label,
      @Nullable String kind,
      @Nullable String scope,
      @Nullable List<@Nullable String> roles,
      @Nullable Integer position,
      @Nullable JsonNode document) {

    ViewChange change() {
      if (scope != null && !scope.equals("own") && !scope.equals("shared")) {
        throw Problem.invalid(List.of(Violation.at("scope", Message.of("view.scope")))).exception();
      }
      return new ViewChange(
          label,
          kind,
          scope,
          roles == null ? null : roles.stream().filter(Objects::nonNull).toList(),
          position,
          document == null || document.isNull() ? null : document);
    }
  }

  @GetMapping
  Map<String, @Nullable Object> all(@PathVariable String form, Actor actor) {
    Views.Found found = views.all(caller(actor), form);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("items", found.views().stream().map(this::shown).toList());
    answer.put("default", found.first());
    answer.put("mayShare", found.mayShare());
    return answer;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, @Nullable Object> create(
      @PathVariable String form, @RequestBody Body body, Actor actor) {
    return shown(views.create(caller(actor), form, body.change()));
  }

  @GetMapping("/{id}")
  Map<String, @Nullable Object> get(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    return shown(views.find(caller(actor), form, id));
  }

  @PatchMapping("/{id}")
  Map<String, @Nullable Object> update(
      @PathVariable String form, @PathVariable UUID id, @RequestBody Body body, Actor actor) {
    if (body.rev() == null) {
      throw Problem.invalid(List.of(Violation.at("rev", Message.of("record.rev_required"))))
          .exception();
    }
    return shown(views.update(caller(actor), form, id, body.rev(), body.change()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String form, @PathVariable UUID id, @RequestParam long rev, Actor actor) {
    views.delete(caller(actor), form, id, rev);
  }

  @PostMapping("/{id}/default")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void begin(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    views.begin(caller(actor), form, id);
  }

  @DeleteMapping("/default")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void noDefault(@PathVariable String form, Actor actor) {
    views.begin(caller(actor), form, null);
  }

  private Caller caller(Actor actor) {
    return new Caller(blueprints.current(), actor);
  }

  private Map<String, @Nullable Object> shown(SeenView seen) {
    View view = seen.view();
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("id", view.id());
    shown.put("rev", view.rev());
    shown.put("label", view.label());
    shown.put("kind", view.kind());
    shown.put("scope", view.shared() ? "shared" : "own");
    shown.put("roles", view.roles());
    shown.put("position", view.position());
    shown.put("by", Map.of("id", view.by(), "title", people.name(view.by())));
    shown.put("updatedAt", view.updatedAt());
    shown.put("may", Map.of("edit", seen.mayEdit()));
    shown.put("document", seen.document());
    shown.put("leftOut", seen.leftOut());
    return shown;
  }
}
