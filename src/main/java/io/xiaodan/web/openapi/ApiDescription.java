package io.xiaodan.web.openapi;

import static io.xiaodan.web.openapi.Parts.object;
import static io.xiaodan.web.openapi.Parts.schema;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.amendment.AmendmentTerms;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.flow.Flow;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.web.security.SignedIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts the whole description together for one person. */
final class ApiDescription {

  private final Blueprint blueprint;
  private final Actor actor;
  private final Access access;
  private final Words words;

  ApiDescription(Blueprint blueprint, Actor actor, Access access, Words words) {
    this.blueprint = blueprint;
    this.actor = actor;
    this.access = access;
    this.words = words;
  }

  Map<String, Object> document() {
    Map<String, Object> schemas = object();
    Map<String, Object> paths = object();
    List<Object> tags = new ArrayList<>();
    CommonSchemas.addTo(schemas);
    for (Form form : blueprint.all(Form.TYPE).values()) {
      FormAccess rights = access.of(blueprint, actor, form);
      if (rights.mayEver(FormAction.VIEW) || rights.mayCreate()) {
        FormSchemas of = new FormSchemas(rights, words);
        of.addTo(schemas);
        boolean typed = AmendmentTerms.proposedBy(blueprint, form.key()).isEmpty();
        new FormPaths(rights, hasFlow(form), typed, words).addTo(paths, of.example());
        tags.add(object("name", form.key(), "description", words.of(form.label())));
      }
    }
    new TaskPaths(words).addTo(paths);
    tags.add(object("name", "tasks", "description", words.say("tasks")));
    return object(
        "openapi",
        "3.1.0",
        "info",
        object(
            "title",
            words.say("title"),
            "version",
            Long.toString(blueprint.version()),
            "description",
            words.say("about")),
        "servers",
        List.of(object("url", "/")),
        "security",
        List.of(object("token", List.of()), object("session", List.of(), "csrf", List.of())),
        "tags",
        tags,
        "paths",
        paths,
        "components",
        object(
            "schemas",
            schemas,
            "responses",
            object("problem", problem()),
            "securitySchemes",
            securitySchemes()));
  }

  private boolean hasFlow(Form form) {
    return blueprint.all(Flow.TYPE).values().stream()
        .anyMatch(flow -> flow.form().equals(form.key()));
  }

  private Map<String, Object> problem() {
    return object(
        "description",
        words.say("problem"),
        "content",
        object("application/problem+json", object("schema", schema("problem"))));
  }

  private Map<String, Object> securitySchemes() {
    return object(
        "token",
        object("type", "http", "scheme", "bearer", "description", words.say("token")),
        "session",
        object(
            "type",
            "apiKey",
            "in",
            "cookie",
            "name",
            SignedIn.COOKIE,
            "description",
            words.say("session")),
        "csrf",
        object(
            "type",
            "apiKey",
            "in",
            "header",
            "name",
            "X-" + SignedIn.CSRF_COOKIE,
            "description",
            words.say("csrf")));
  }
}
