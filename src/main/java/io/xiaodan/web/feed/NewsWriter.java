package io.xiaodan.web.feed;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.notification.Notices;
import io.xiaodan.report.Dashboards;
import io.xiaodan.task.Assignees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts news into events, of which each person gets what concerns them and what they may see. */
@Component
class NewsWriter {

  private final Blueprints blueprints;
  private final Access access;
  private final Dashboards dashboards;
  private final Notices notices;
  private final JsonMapper json;

  NewsWriter(
      Blueprints blueprints,
      Access access,
      Dashboards dashboards,
      Notices notices,
      JsonMapper json) {
    this.blueprints = blueprints;
    this.access = access;
    this.dashboards = dashboards;
    this.notices = notices;
    this.json = json;
  }

  /** The events of some news, ready to send; empty when nothing concerns the person. */
  String events(News news, Actor actor) {
    Blueprint blueprint = blueprints.current();
    StringBuilder events = new StringBuilder(blueprint(news));
    Set<String> forms = visible(news, blueprint, actor);
    if (!forms.isEmpty()) {
      add(events, "change", Map.of("forms", forms));
    }
    if (news.allTasks() || concerns(news.tasks(), actor)) {
      add(events, "tasks", Map.of());
    }
    if (news.allReaders() || news.readers().contains(actor.personId().toString())) {
      add(events, "notices", Map.of("unread", notices.unread(actor.personId())));
    }
    news.jobs().values().stream()
        .filter(job -> isFor(job, actor))
        .forEach(job -> add(events, "job", ((ObjectNode) job.deepCopy()).without("people")));
    return events.toString();
  }

  /** The event that tells of a new blueprint; empty when there is none. */
  String blueprint(News news) {
    StringBuilder events = new StringBuilder();
    if (news.blueprint()) {
      add(events, "blueprint", Map.of("version", blueprints.current().version()));
    }
    return events.toString();
  }

  /** The event that tells which widgets may have new answers; empty when none. */
  String dashboards(News news, Actor actor) {
    return event(depending(news, actor));
  }

  /** The same of one dashboard, for somebody who knows of no other. */
  String dashboard(News news, Actor actor, String dashboard) {
    List<String> widgets = depending(news, actor).get(dashboard);
    return event(widgets == null ? Map.of() : Map.of(dashboard, widgets));
  }

  private Map<String, List<String>> depending(News news, Actor actor) {
    Blueprint blueprint = blueprints.current();
    Set<String> forms = changed(news, blueprint);
    return forms.isEmpty() ? Map.of() : dashboards.dependingOn(blueprint, actor, forms);
  }

  private String event(Map<String, List<String>> widgets) {
    if (widgets.isEmpty()) {
      return "";
    }
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("keys", widgets.keySet());
    event.put("widgets", widgets);
    StringBuilder events = new StringBuilder();
    add(events, "dashboard", event);
    return events.toString();
  }

  private Set<String> visible(News news, Blueprint blueprint, Actor actor) {
    return changed(news, blueprint).stream()
        .filter(key -> {
          Form form = blueprint.find(Form.TYPE, key).orElse(null);
          FormAccess rights = form == null ? null : access.of(blueprint, actor, form);
          return rights != null && (rights.mayEver(FormAction.VIEW) || rights.mayCreate());
        })
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> changed(News news, Blueprint blueprint) {
    return news.allForms() ? blueprint.all(Form.TYPE).keySet() : news.forms();
  }

  private static boolean concerns(Set<String> tasks, Actor actor) {
    return !tasks.isEmpty()
        && new Assignees(actor.roles(), Set.of(actor.personId()))
            .keys().stream().anyMatch(tasks::contains);
  }

  private static boolean isFor(JsonNode job, Actor actor) {
    return job.path("people")
        .valueStream()
        .anyMatch(person -> person.asString().equals(actor.personId().toString()));
  }

  private void add(StringBuilder events, String name, Object data) {
    events.append("event: ").append(name).append('\n');
    events.append("data: ").append(json.writeValueAsString(data)).append("\n\n");
  }
}
