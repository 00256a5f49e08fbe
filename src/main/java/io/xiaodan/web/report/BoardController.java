package io.xiaodan.web.report;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.report.BoardAlerts;
import io.xiaodan.report.BoardComments;
import io.xiaodan.report.BoardFilterChoices;
import io.xiaodan.report.BoardLinks;
import io.xiaodan.report.BoardSubscriptions;
import java.time.Instant;
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

  BoardController(
      Blueprints blueprints,
      BoardComments comments,
      BoardLinks links,
      BoardSubscriptions subscriptions,
      BoardAlerts alerts,
      BoardFilterChoices choices) {
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
  Items<BoardLinks.BoardLink> links(@PathVariable String key, Actor actor) {
    return new Items<>(links.all(blueprints.current(), actor, key));
  }

  /** The address is told here and never again. */
  @PostMapping("/links")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> link(@PathVariable String key, @RequestBody LinkBody body, Actor actor) {
    BoardLinks.Made made =
        links.create(
            blueprints.current(),
            actor,
            key,
            Objects.requireNonNullElse(body.label(), ""),
            Objects.requireNonNullElse(body.role(), ""),
            body.filters() == null ? MissingNode.getInstance() : body.filters(),
            body.expiresAt());
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", made.link().id());
    view.put("path", "/board/" + made.token());
    view.put("link", made.link());
    return view;
  }

  @DeleteMapping("/links/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unlink(@PathVariable String key, @PathVariable UUID id, Actor actor) {
    links.delete(blueprints.current(), actor, key, id);
  }

  @GetMapping("/subscriptions")
  Items<BoardSubscriptions.Subscription> subscriptions(@PathVariable String key, Actor actor) {
    return new Items<>(subscriptions.all(blueprints.current(), actor, key));
  }

  @PostMapping("/subscriptions")
  @ResponseStatus(HttpStatus.CREATED)
  BoardSubscriptions.Subscription subscribe(
      @PathVariable String key, @RequestBody JsonNode body, Actor actor) {
    return subscriptions.create(blueprints.current(), actor, key, body);
  }

  @PatchMapping("/subscriptions/{id}")
  BoardSubscriptions.Subscription resubscribe(
      @PathVariable String key, @PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    return subscriptions.change(blueprints.current(), actor, key, id, body);
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
  Items<BoardAlerts.Alert> alerts(@PathVariable String key, Actor actor) {
    return new Items<>(alerts.all(blueprints.current(), actor, key));
  }

  @PostMapping("/alerts")
  @ResponseStatus(HttpStatus.CREATED)
  BoardAlerts.Alert watch(@PathVariable String key, @RequestBody JsonNode body, Actor actor) {
    return alerts.create(blueprints.current(), actor, key, body);
  }

  @PatchMapping("/alerts/{id}")
  BoardAlerts.Alert rewatch(
      @PathVariable String key, @PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    return alerts.change(blueprints.current(), actor, key, id, body);
  }

  @DeleteMapping("/alerts/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unwatch(@PathVariable String key, @PathVariable UUID id, Actor actor) {
    alerts.delete(blueprints.current(), actor, key, id);
  }
}
