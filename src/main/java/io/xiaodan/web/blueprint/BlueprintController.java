package io.xiaodan.web.blueprint;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.amendment.AmendmentTerms;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.filter.Filters;
import io.xiaodan.flow.Flow;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormGroup;
import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the signed-in person works with: forms with their fields and rights, dashboards. */
@RestController
class BlueprintController {

  private final Blueprints blueprints;
  private final Filters filters;
  private final Access access;
  private final Workspace workspace;
  private final List<MenuEntries> menus;

  BlueprintController(
      Blueprints blueprints,
      Access access,
      Filters filters,
      Workspace workspace,
      List<MenuEntries> menus) {
    this.filters = filters;
    this.blueprints = blueprints;
    this.access = access;
    this.workspace = workspace;
    this.menus = menus;
  }

  @GetMapping("/api/blueprint")
  Map<String, Object> blueprint(Actor actor) {
    Blueprint blueprint = blueprints.current();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("version", blueprint.version());
    view.put("workspace", Map.of("name", workspace.name(), "timeZone", workspace.zone().getId()));
    List<Map<String, Object>> forms = new ArrayList<>();
    for (Form form : blueprint.all(Form.TYPE).values()) {
      FormAccess rights = access.of(blueprint, actor, form);
      if (rights.mayEver(FormAction.VIEW) || rights.mayCreate()) {
        boolean hasFlow =
            blueprint.all(Flow.TYPE).values().stream()
                .anyMatch(flow -> flow.form().equals(form.key()));
        forms.add(form(rights, hasFlow, blueprint, actor));
      }
    }
    view.put("groups", groups(blueprint, forms));
    view.put("forms", forms);
    menus.forEach(menu -> view.put(menu.name(), menu.entries(blueprint, actor)));
    return view;
  }

  /** The headings under which the person sees a form, in their order. */
  private static List<Map<String, Object>> groups(
      Blueprint blueprint, List<Map<String, Object>> forms) {
    Set<String> named = new HashSet<>();
    forms.forEach(
        form -> named.add(form.get("group") instanceof JsonNode key ? key.asString() : ""));
    return blueprint.all(FormGroup.TYPE).values().stream()
        .filter(group -> named.contains(group.key()))
        .sorted(Comparator.comparingInt(FormGroup::position).thenComparing(FormGroup::key))
        .map(group -> Map.<String, Object>of("key", group.key(), "label", group.label()))
        .toList();
  }

  private Map<String, Object> form(
      FormAccess rights, boolean hasFlow, Blueprint blueprint, Actor actor) {
    Form form = rights.form();
    JsonNode document = form.document();
    Map<String, Object> view = new LinkedHashMap<>();
    for (String part : List.of("key", "label", "icon", "group", "position", "title")) {
      if (document.has(part)) {
        view.put(part, document.get(part));
      }
    }
    view.put("list", list(rights, document.path("list")));
    if (document.has("layout")) {
      view.put("layout", layout(rights, document.path("layout")));
    }
    view.put("validations", validations(rights, document.path("validations")));
    List<JsonNode> fields = new ArrayList<>();
    for (JsonNode field : document.path("fields")) {
      String key = field.path("key").asString();
      if (isSeen(rights, key)) {
        ObjectNode shown = ((ObjectNode) field).deepCopy();
        if (rights.isMaskedAtMost(key)) {
          asMasked(shown);
        } else {
          shown.put("access", rights.fieldEver(key).name().toLowerCase(Locale.ROOT));
          LiveTargets.add(shown, form, blueprint);
          if (form.live().containsKey(key)) {
            shown.put("askable", filters.schema(blueprint, actor, form).typeOf(key).isPresent());
          }
        }
        fields.add(shown);
      }
    }
    view.put("fields", fields);
    // Proposals are made from the records they are about, and those that were decided are kept.
    boolean free = AmendmentTerms.proposedBy(blueprint, form.key()).isEmpty();
    view.put(
        "may",
        Map.of(
            "view", rights.mayEver(FormAction.VIEW),
            "create", free && rights.mayCreate(),
            "edit", rights.mayEver(FormAction.EDIT),
            "delete", rights.mayEver(FormAction.DELETE),
            "import", free && rights.mayImport(),
            "export", rights.mayExport(),
            "share", rights.mayShare(),
            "purge", rights.mayPurge(),
            "print", rights.mayPrint()));
    view.put("hasFlow", hasFlow);
    return view;
  }

  /** To those who see masks only, a field of whatever type is text they can read. */
  private static void asMasked(ObjectNode field) {
    field.retain("key", "label", "help", "section", "width");
    field.put("type", "text").put("access", "read").put("masked", true);
  }

  /** Where the fields stand, without those that are never seen and without what held only them. */
  private static List<JsonNode> layout(FormAccess rights, JsonNode parts) {
    List<JsonNode> shown = new ArrayList<>();
    for (JsonNode part : parts) {
      ObjectNode copy = ((ObjectNode) part).deepCopy();
      for (String inside : List.of("tabs", "sections")) {
        if (part.has(inside)) {
          copy.putArray(inside).addAll(layout(rights, part.path(inside)));
        }
      }
      if (part.has("fields")) {
        ArrayNode fields = copy.putArray("fields");
        part.path("fields")
            .valueStream()
            .filter(field -> isSeen(rights, field.asString()))
            .forEach(fields::add);
      }
      if (List.of("tabs", "sections", "fields").stream()
          .anyMatch(inside -> !copy.path(inside).isEmpty())) {
        shown.add(copy);
      }
    }
    return shown;
  }

  /**
   * How the list looks, without columns that are never seen and orders that may not be asked for.
   */
  private static Map<String, Object> list(FormAccess rights, JsonNode document) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put(
        "columns",
        document
            .path("columns")
            .valueStream()
            .map(JsonNode::asString)
            .filter(column -> isSeen(rights, column))
            .toList());
    if (document.has("sort")) {
      list.put(
          "sort",
          Arrays.stream(document.path("sort").asString("").split(","))
              .filter(part -> maySort(rights, part.replaceFirst("^-", "")))
              .collect(Collectors.joining(",")));
    }
    return list;
  }

  private static boolean maySort(FormAccess rights, String key) {
    return !rights.form().fields().containsKey(key) || rights.seesFieldAlways(key);
  }

  /** The validations that a page can decide: those that speak of nothing hidden. */
  private static List<JsonNode> validations(FormAccess rights, JsonNode documents) {
    List<JsonNode> shown = new ArrayList<>();
    for (JsonNode document : documents) {
      String key = document.path("key").asString("");
      boolean decidable =
          rights.form().validations().stream()
              .filter(validation -> validation.key().equals(key))
              .flatMap(validation -> validation.formula().dependencies().stream())
              .allMatch(path -> isSeen(rights, path.names().getFirst()));
      if (decidable) {
        shown.add(document);
      }
    }
    return shown;
  }

  private static boolean isSeen(FormAccess rights, String field) {
    return Form.SYSTEM_COLUMNS.contains(field)
        || rights.fieldEver(field) != FieldAccess.HIDDEN
        || rights.isMaskedAtMost(field);
  }
}
