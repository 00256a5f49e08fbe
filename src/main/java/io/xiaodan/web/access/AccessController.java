package io.xiaodan.web.access;

import io.xiaodan.access.AccessExplainer;
import io.xiaodan.access.AccessExplanation;
import io.xiaodan.access.AccessExplanation.FieldSays;
import io.xiaodan.access.AccessExplanation.RoleSays;
import io.xiaodan.access.AccessExplanation.ScopeSays;
import io.xiaodan.access.FormAction;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.Reveals;
import io.xiaodan.web.problem.Required;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why somebody sees what they see; and the values behind masks. */
@RestController
@RequestMapping("/api")
class AccessController {

  private final Blueprints blueprints;
  private final Records records;
  private final Reveals reveals;
  private final AccessExplainer explainer;
  private final People people;
  private final Roles roles;
  private final Clock clock;
  private final Workspace workspace;

  AccessController(
      Blueprints blueprints,
      Records records,
      Reveals reveals,
      AccessExplainer explainer,
      People people,
      Roles roles,
      Clock clock,
      Workspace workspace) {
    this.blueprints = blueprints;
    this.records = records;
    this.reveals = reveals;
    this.explainer = explainer;
    this.people = people;
    this.roles = roles;
    this.clock = clock;
    this.workspace = workspace;
  }

  record Named(Object id, String title) {}

  record RoleView(String key, String label, boolean speaksOfForm, Map<String, ScopeSays> actions) {}

  record FieldView(
      String key,
      String label,
      String access,
      List<String> by,
      Map<String, String> says,
      boolean task) {}

  record ExplanationView(
      Named person,
      boolean builds,
      Map<String, Boolean> may,
      List<RoleView> roles,
      List<FieldView> fields) {}

  record Wanted(@Nullable String field) {}

  record Revealed(@Nullable Object value) {}

  @GetMapping("/forms/{form}/records/{id}/access")
  ExplanationView explain(
      @PathVariable String form, @PathVariable UUID id, @RequestParam UUID person, Actor actor) {
    requireOffice(actor);
    Blueprint blueprint = blueprints.current();
    Person who =
        people
            .find(person)
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "no_person").exception());
    Caller system = new Caller(blueprint, Actor.system(Origin.API));
    Values values = records.values(system, records.get(system, form, id));
    Form found = blueprint.find(Form.TYPE, form).orElseThrow();
    Actor them = new Actor(who.id(), who.name(), who.roles(), actor.language(), Origin.USER, null);
    AccessExplanation explanation =
        explainer.explain(
            blueprint, them, found, values, Environment.of(clock.instant(), workspace.zone()));
    return view(explanation, who, found, actor.language());
  }

  private static ExplanationView view(
      AccessExplanation explanation, Person who, Form form, Language language) {
    Map<String, Boolean> may = new LinkedHashMap<>();
    explanation.may().forEach((action, allowed) -> may.put(name(action), allowed));
    List<FieldView> fields = new ArrayList<>();
    explanation.fields().forEach((key, says) -> fields.add(view(form, key, says, language)));
    return new ExplanationView(
        new Named(who.id(), who.name()),
        explanation.builds(),
        may,
        explanation.roles().stream().map(role -> view(role, language)).toList(),
        fields);
  }

  private static RoleView view(RoleSays role, Language language) {
    return new RoleView(
        role.key(),
        role.label().in(language),
        role.speaksOfForm(),
        role.actions().entrySet().stream()
            .collect(Collectors.toMap(entry -> name(entry.getKey()), Map.Entry::getValue)));
  }

  private static FieldView view(Form form, String key, FieldSays says, Language language) {
    FormField field = form.fields().get(key);
    Label label =
        field == null
            ? java.util.Objects.requireNonNull(form.lines().get(key)).label()
            : field.label();
    return new FieldView(
        key, label.in(language), says.access(), says.by(), says.says(), says.task());
  }

  private static String name(FormAction action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  @PostMapping("/forms/{form}/records/{id}/reveal")
  Revealed reveal(
      @PathVariable String form, @PathVariable UUID id, @RequestBody Wanted body, Actor actor) {
    Required required = new Required();
    String field = required.text("field", body.field());
    required.check();
    return new Revealed(reveals.reveal(new Caller(blueprints.current(), actor), form, id, field));
  }

  private void requireOffice(Actor actor) {
    if (!roles.administers(actor)) {
      roles.requireBuilds(actor);
    }
  }
}
