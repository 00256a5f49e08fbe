package io.xiaodan.web.task;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.task.Proxies;
import java.time.Clock;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Standing proxies: one's own; administrators also give and end those of others. */
@RestController
class ProxyController {

  private final Proxies proxies;
  private final People people;
  private final Roles roles;
  private final Blueprints blueprints;
  private final Clock clock;

  ProxyController(Proxies proxies, People people, Roles roles, Blueprints blueprints, Clock clock) {
    this.proxies = proxies;
    this.people = people;
    this.roles = roles;
    this.blueprints = blueprints;
    this.clock = clock;
  }

  /**
   * A proxy to be given.
   *
   * @param person whose tasks; absent for one's own
   * @param from absent for now
   */
  record NewProxy(
      @Nullable UUID person,
      UUID proxy,
      @Nullable Instant from,
      Instant to,
      @Nullable List<String> forms,
      @Nullable String note) {}

  record Page(List<Map<String, @Nullable Object>> items) {}

  @GetMapping("/api/proxies")
  Page list(Actor actor) {
    return new Page(proxies.about(actor.personId()).stream().map(this::view).toList());
  }

  @PostMapping("/api/proxies")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, @Nullable Object> give(@RequestBody NewProxy given, Actor actor) {
    UUID person = Objects.requireNonNullElse(given.person(), actor.personId());
    if (!person.equals(actor.personId())) {
      roles.requireAdministers(actor);
    }
    require(given);
    return view(
        proxies.give(
            new Proxies.Proxy(
                new UUID(0, 0),
                person,
                given.proxy(),
                given.from() == null ? clock.instant() : given.from(),
                given.to(),
                given.forms() == null || given.forms().isEmpty() ? null : given.forms(),
                given.note()),
            actor.personId()));
  }

  private void require(NewProxy given) {
    if (given.proxy() == null) {
      throw Problem.invalid(List.of(Violation.at("proxy", Message.of("task.proxy_who"))))
          .exception();
    }
    if (given.to() == null) {
      throw Problem.invalid(List.of(Violation.at("to", Message.of("task.proxy_time")))).exception();
    }
    if (given.forms() != null) {
      for (String form : given.forms()) {
        if (form == null || blueprints.current().find(Form.TYPE, form).isEmpty()) {
          throw Problem.invalid(
                  List.of(
                      Violation.at(
                          "forms",
                          Message.of(
                              "flow.form_unknown", "form", Objects.requireNonNullElse(form, "")))))
              .exception();
        }
      }
    }
  }

  @DeleteMapping("/api/proxies/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID id, Actor actor) {
    proxies.end(id, roles.administers(actor) ? null : actor.personId());
  }

  private Map<String, @Nullable Object> view(Proxies.Proxy proxy) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", proxy.id());
    view.put("person", Map.of("id", proxy.person(), "title", people.name(proxy.person())));
    view.put("proxy", Map.of("id", proxy.proxy(), "title", people.name(proxy.proxy())));
    view.put("from", proxy.from());
    view.put("to", proxy.to());
    view.put("forms", proxy.forms());
    view.put("note", proxy.note());
    return view;
  }
}
