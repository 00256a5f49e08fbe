package io.xiaodan.web.report;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.report.BoardAlerts;
import io.xiaodan.report.BoardLinks;
import io.xiaodan.report.BoardSubscriptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Subscriptions, alerts and links as pages show them: what was wished, and how it stands. */
@Component
class BoardViews {

  private final People people;
  private final Messages messages;

  BoardViews(People people, Messages messages) {
    this.people = people;
    this.messages = messages;
  }

  Map<String, @Nullable Object> of(BoardSubscriptions.Subscription subscription) {
    Map<String, @Nullable Object> view = wish(subscription.id(), subscription.document());
    view.put("next", subscription.due());
    view.put("last", subscription.sentAt());
    return view;
  }

  Map<String, @Nullable Object> of(BoardAlerts.Alert alert, Actor actor) {
    Map<String, @Nullable Object> view = wish(alert.id(), alert.document());
    view.put("state", alert.state());
    view.put("since", alert.since());
    view.put("last", alert.last());
    String problem = alert.problem();
    view.put(
        "problem",
        problem == null ? null : messages.text(Message.of(problem), actor.language()));
    return view;
  }

  Map<String, @Nullable Object> of(BoardLinks.BoardLink link, @Nullable String token) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", link.id());
    view.put("label", link.label());
    view.put("role", link.role());
    view.put("filters", link.filters());
    view.put("expiresAt", link.expiresAt());
    view.put("createdAt", link.createdAt());
    if (token != null) {
      view.put("path", "/board/" + token);
    }
    return view;
  }

  private Map<String, @Nullable Object> wish(UUID id, JsonNode document) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", id);
    document.properties().forEach(entry -> view.put(entry.getKey(), entry.getValue()));
    List<Map<String, String>> named = new ArrayList<>();
    for (JsonNode person : document.path("people")) {
      String own = person.asString("");
      named.add(Map.of("id", own, "title", people.name(UUID.fromString(own))));
    }
    view.put("people", named);
    return view;
  }
}
