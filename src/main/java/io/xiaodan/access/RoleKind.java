package io.xiaodan.access;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.FieldType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.form.type.DepartmentType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.identity.Reach;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles roles against the forms they speak of. */
@Component
class RoleKind implements ArtifactKind<RoleRights> {

  @Override
  public ArtifactType<RoleRights> type() {
    return RoleRights.TYPE;
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public Map<String, RoleRights> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, RoleRights> roles = new LinkedHashMap<>();
    documents.forEach((key, document) -> roles.put(key, role(key, document, compilation)));
    return roles;
  }

  private static RoleRights role(String key, JsonNode document, Compilation compilation) {
    ArtifactId id = new ArtifactId("role", key);
    Set<String> dashboards = new LinkedHashSet<>();
    document.path("dashboards").forEach(dashboard -> dashboards.add(dashboard.asString()));
    Set<String> ledgers = new LinkedHashSet<>();
    document.path("ledgers").forEach(ledger -> ledgers.add(ledger.asString()));
    Map<String, FormRights> forms = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> rights : document.path("forms").properties()) {
      Form form = compilation.find(Form.TYPE, rights.getKey());
      if (form == null) {
        compilation.error(
            id,
            "forms." + rights.getKey(),
            Message.of("access.form_unknown", "form", rights.getKey()));
      } else {
        forms.put(form.key(), rights(id, form, rights.getValue(), compilation));
      }
    }
    return new RoleRights(
        key,
        Labels.read(document.path("label"), key),
        document.path("builds").asBoolean(false),
        document.path("administers").asBoolean(false),
        dashboards,
        ledgers,
        forms);
  }

  private static FormRights rights(
      ArtifactId id, Form form, JsonNode document, Compilation compilation) {
    String place = "forms." + form.key();
    Map<FormAction, RowScope> rows = new EnumMap<>(FormAction.class);
    for (FormAction action : FormAction.values()) {
      String name = action.name().toLowerCase(Locale.ROOT);
      rows.put(action, scope(id, form, document.path(name), place + "." + name, compilation));
    }
    Map<String, FieldAccess> fields = new LinkedHashMap<>();
    Set<String> masked = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> field : document.path("fields").properties()) {
      if (form.field(field.getKey()).isEmpty()
          && !form.lines().containsKey(field.getKey())
          && !form.live().containsKey(field.getKey())) {
        compilation.error(
            id,
            place + ".fields",
            Message.of("access.field_unknown", "form", form.label(), "field", field.getKey()));
      }
      String access = field.getValue().asString();
      if (access.equals("masked")) {
        masked.add(field.getKey());
      }
      fields.put(
          field.getKey(),
          access.equals("masked")
              ? FieldAccess.HIDDEN
              : FieldAccess.valueOf(access.toUpperCase(Locale.ROOT)));
    }
    maskable(id, form, masked, place, compilation);
    Set<String> reveals = new LinkedHashSet<>();
    document.path("reveal").forEach(field -> reveals.add(field.asString()));
    if (!masked.containsAll(reveals)) {
      compilation.error(id, place + ".reveal", Message.of("access.reveal_masked"));
    }
    return new FormRights(
        rows,
        document.path("create").asBoolean(false),
        document.path("import").asBoolean(false),
        document.path("export").asBoolean(false),
        document.path("share").asBoolean(false),
        document.path("purge").asBoolean(false),
        document.path("print").asBoolean(false),
        fields,
        masked,
        reveals);
  }

  /** Only a value has parts: line items are shown or hidden as a whole. */
  private static void maskable(
      ArtifactId id, Form form, Set<String> masked, String place, Compilation compilation) {
    masked.stream()
        .filter(form.lines()::containsKey)
        .forEach(lines ->
            compilation.error(
                id, place + ".fields", Message.of("access.lines_masked", "field", lines)));
  }

  private static RowScope scope(
      ArtifactId id, Form form, JsonNode document, String place, Compilation compilation) {
    if (document.has("reach")) {
      return team(id, form, document, place, compilation);
    }
    if (document.isObject()) {
      Formula formula =
          new FormulaReader(compilation, id)
              .read(
                  document.path("formula").asString(""),
                  new MeSchema(form.schema()),
                  ValueType.BOOLEAN,
                  place,
                  Evaluator.JVM,
                  Evaluator.SQL);
      return formula == null ? new RowScope.None() : new RowScope.Where(formula);
    }
    return switch (document.asString("none")) {
      case "all", "true" -> new RowScope.All();
      case "mine" -> new RowScope.Mine();
      case "department", "department_and_below", "subordinates" ->
          new RowScope.Team(reach(document), List.of("created_by"), List.of());
      default -> new RowScope.None();
    };
  }

  private static Reach reach(JsonNode word) {
    return Reach.valueOf(word.asString().toUpperCase(Locale.ROOT));
  }

  /** A reach through the people and departments that fields name. */
  private static RowScope team(
      ArtifactId id, Form form, JsonNode document, String place, Compilation compilation) {
    Reach reach = reach(document.path("reach"));
    List<String> people = new ArrayList<>();
    List<String> departments = new ArrayList<>();
    for (JsonNode node : document.path("of")) {
      String key = node.asString();
      FieldType type = form.field(key).map(FormField::type).orElse(null);
      if (key.equals("created_by") || type instanceof PersonType) {
        people.add(key);
      } else if (type instanceof DepartmentType && reach != Reach.SUBORDINATES) {
        departments.add(key);
      } else {
        compilation.error(
            id, place + ".of", Message.of("access.team_field", "form", form.label(), "field", key));
      }
    }
    return people.isEmpty() && departments.isEmpty()
        ? new RowScope.None()
        : new RowScope.Team(reach, people, departments);
  }
}
