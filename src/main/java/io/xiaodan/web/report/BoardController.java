package io.xiaodan.web.report;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.report.BoardAlerts;
import io.xiaodan.report.BoardComments;
import io.xiaodan.report.BoardFilterChoices;
import io.xiaodan.report.BoardLinks;
import io.xiaodan.report.BoardSubscriptions;
import java.time.Instant;
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
import tools.jackson.databind.node.MissingNode;

/** What goes on around a dashboard: comments, links, subscriptions, alerts. */
@RestController
@RequestMapping("/api/dashboards/{key}")
class BoardController {

  private final Blueprints blueprints;
  private final BoardComments comments;
  private final BoardLinks links;
  private final BoardSubscriptions subscriptions;
  private final BoardAlerts alerts;
  private final BoardFilterChoices choices;
  private final BoardViews views;

  BoardController(
      Blueprints blueprints,
      BoardComments comments,
      BoardLinks links,
      BoardSubscriptions subscriptions,
      BoardAlerts alerts,
      BoardFilterChoices choices,
      BoardViews views) {
    this.views = views;
    this.blueprints = blueprints;
    this.comments = comments;
    this.links = links;
    this.subscriptions = subscriptions;
    this.alerts = alerts;
    this.choices = choices;
  }

  record Items<T>(List<T> items) {}

  record CommentBody(
      @Nullable String text, @Nullable String widget, @Nullable List<UUID> mentions) {}

  record LinkBody(
      @Nullable String label,
      @Nullable String role,
      @Nullable Instant expiresAt,
      @Nullable JsonNode filters) {}

  @GetMapping("/filters/{filter}/choices")
  BoardFilterChoices.Found choices(
      @PathVariable String key,
      @PathVariable String filter,
      @RequestParam(defaultValue = "") String search,
      Actor actor) {
    return choices.of(blueprints.current(), actor, key, filter, search);
  }

  @GetMapping("/comments")
  Items<BoardComments.Said> comments(@PathVariable String key, Actor actor) {
    return new Items<>(comments.all(blueprints.current(), actor, key));
  }

  @PostMapping("/comments")
  @ResponseStatus(HttpStatus.CREATED)
  BoardComments.Said say(@PathVariable String key, @RequestBody CommentBody body, Actor actor) {
    return comments.add(
        blueprints.current(),
        actor,
        key,
        body.widget(),
        Objects.requireNonNullElse(body.text(), ""),
        body.mentions() == null ? List.of() : body.mentions());
  }

  @DeleteMapping("/comments/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unsay(@PathVariable String key, @PathVariable UUID id, Actor actor) {
    comments.delete(blueprints.current(), actor, key, id);
  }

  @GetMapping("/links")
  Items<Map<String, @Nullable Object>> links(@PathVariable String key, Actor actor) {
    return new Items<>(
        links.all(blueprints.current(), actor, key).stream()
            .map(link -> views.of(link, null))
            .toList());
  }

  /** The address is told here and never again. */
  @PostMapping("/links")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, @Nullable Object> link(@PathVariable String key, @RequestBody LinkBody body, Actor actor) {
    BoardLinks.Made made =
        links.create(
            blueprints.current(),
            actor,
            key,
            Objects.requireNonNullElse(body.label(), ""),
            Objects.requireNonNullElse(body.role(), ""),
            body.filters() == null ? MissingNode.getInstance() : body.filters(),
            body.expiresAt());
    return views.of(made.link(), made.token());
  }

  @DeleteMapping("/links/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unlink(@PathVariable String key, @PathVariable UUID id, Actor actor) {
    links.delete(blueprints.current(), actor, key, id);
  }

  @GetMapping("/subscriptions")
  Items<Map<String, @Nullable Object>> subscriptions(@PathVariable String key, Actor actor) {
    return new Items<>(
        subscriptions.all(blueprints.current(), actor, key).stream().map(views::of).toList());
  }

  @PostMapping("/subscriptions")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, @Nullable Object> subscribe(
      @PathVariable String key, @RequestBody JsonNode body, Actor actor) {
    return views.of(subscriptions.create(blueprints.current(), actor, key, body));
  }

  @PatchMapping("/subscriptions/{id}")
  Map<String, @Nullable Object> resubscribe(
      @PathVariable String key, @PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    return views.of(subscriptions.change(blueprints.current(), actor, key, id, body));
  }

  @DeleteMapping("/subscriptions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unsubscribe(@PathVariable String key, @PathVariable UUID id, Actor actor) {
    subscriptions.delete(blueprints.current(), actor, key, id);
  }

  @PostMapping("/subscriptions/{id}/send")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void send(@PathVariable String key, @PathVariable UUID id, Actor actor) {
    subscriptions.send(blueprints.current(), actor, key, id);
  }

  @GetMapping("/alerts")
  Items<Map<String, @Nullable Object>> alerts(@PathVariable String key, Actor actor) {
    return new Items<>(
        alerts.all(blueprints.current(), actor, key).stream()
            .map(alert -> views.of(alert, actor))
            .toList());
  }

  @PostMapping("/alerts")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, @Nullable Object> watch(@PathVariable String key, @RequestBody JsonNode body, Actor actor) {
    return views.of(alerts.create(blueprints.current(), actor, key, body), actor);
  }

  @PatchMapping("/alerts/{id}")
  Map<String, @Nullable Object> rewatch(
      @PathVariable String key, @PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    return views.of(alerts.change(blueprints.current(), actor, key, id, body), actor);
  }

  @DeleteMapping("/alerts/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unwatch(@PathVariable String key, @PathVariable UUID id, Actor actor) {
    alerts.delete(blueprints.current(), actor, key, id);
  }
}
