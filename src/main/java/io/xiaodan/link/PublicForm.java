package io.xiaodan.link;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.Validation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A form as a visitor's page gets it: the granted fields, and of their rules what they decide. */
final class PublicForm {

  /** Everything else about a field is the company's own business. */
  private static final List<String> SAID =
      List.of(
          "key",
          "type",
          "label",
          "help",
          "options",
          "scale",
          "minimum",
          "maximum",
          "unit",
          "show",
          "width",
          "level",
          "format",
          "anyLevel",
          "form");

  private final JsonMapper json;
  private final Granted granted;
  private final Targets targets;

  /** Finds the form a reference leads to. */
  interface Targets {
    @Nullable Form target(FormField reference);
  }

  PublicForm(JsonMapper json, Granted granted, Targets targets) {
    this.json = json;
    this.granted = granted;
    this.targets = targets;
  }

  ObjectNode write() {
    Form form = granted.form();
    ObjectNode view = json.createObjectNode();
    view.put("key", form.key());
    view.set("label", json.valueToTree(form.label()));
    ArrayNode fields = view.putArray("fields");
    granted
        .head()
        .forEach((key, part) -> {
          LineItems lines = form.lines().get(key);
          FormField field = form.fields().get(key);
          if (part.hidden()) {
            return;
          }
          if (lines != null) {
            fields.add(lines(lines, part));
          } else if (field != null) {
            ObjectNode shown = field(field, part, null);
            if (shown != null) {
              fields.add(shown);
            }
          }
        });
    ArrayNode validations = view.putArray("validations");
    for (Validation validation : form.validations()) {
      if (granted.decides(validation.formula(), null)) {
        validations.add(find(form.document().path("validations"), validation.key()));
      }
    }
    return view;
  }

  private ObjectNode lines(LineItems lines, Granted.Part part) {
    ObjectNode shown = said(lines.document());
    shown.put("type", "lines").put("minimum", lines.minimum()).put("maximum", lines.maximum());
    ArrayNode columns = shown.putArray("fields");
    for (Map.Entry<String, Granted.Part> column : part.columns().entrySet()) {
      FormField field = lines.columns().get(column.getKey());
      ObjectNode one =
          field == null || column.getValue().hidden()
              ? null
              : field(field, column.getValue(), lines);
      if (one != null) {
        columns.add(one);
      }
    }
    ArrayNode validations = shown.putArray("validations");
    for (Validation validation : lines.validations()) {
      if (granted.decides(validation.formula(), lines)) {
        validations.add(find(lines.document().path("validations"), validation.key()));
      }
    }
    return shown;
  }

  /** A field; a computed one only where the page can compute it itself. */
  private @Nullable ObjectNode field(
      FormField field, Granted.Part part, @Nullable LineItems lines) {
    JsonNode document = field.document();
    boolean computed = field.filling().isComputed();
    if (computed && !granted.decides(field.filling().formula(), lines)) {
      return null;
    }
    ObjectNode shown = said(document);
    if (computed) {
      shown.set("formula", document.path("formula"));
    }
    rule(shown, document, "required", field.rules().required().formula(), lines);
    rule(shown, document, "visible", field.rules().visible().formula(), lines);
    rule(shown, document, "readOnly", field.rules().readOnly().formula(), lines);
    if (shown.has("options")) {
      shown.set("options", options(document.path("options"), field, lines));
    }
    if (field.rules().among() != null) {
      shown.put("limited", true);
    }
    if (document.has("default") && granted.decides(field.filling().initial(), lines)) {
      shown.set("default", document.path("default"));
    }
    if (document.has("copy") && isCopied(document.path("copy").asString(), lines)) {
      shown.set("copy", document.path("copy"));
    }
    if (part.fixed()) {
      shown.put("readOnly", true);
    }
    if (part.value() != null) {
      shown.set("value", part.value());
    }
    Form target = part.show().isEmpty() ? null : targets.target(field);
    if (target != null) {
      ArrayNode revealed = shown.putArray("revealed");
      target.fields().values().stream()
          .filter(each -> part.show().contains(each.key()))
          .forEach(each -> revealed.add(said(each.document())));
    }
    return shown;
  }

  /** Options with the conditions that the page can decide; of the others the server tells. */
  private ArrayNode options(JsonNode options, FormField field, @Nullable LineItems lines) {
    ArrayNode shown = json.createArrayNode();
    for (JsonNode option : options) {
      ObjectNode one = option.deepCopy().asObject();
      if (!field.rules().options().getOrDefault(option.path("key").asString(), List.of()).stream()
          .allMatch(when -> granted.decides(when, lines))) {
        one.remove("when");
      }
      if (option.has("children")) {
        one.set("children", options(option.path("children"), field, lines));
      }
      shown.add(one);
    }
    return shown;
  }

  private boolean isCopied(String path, @Nullable LineItems lines) {
    int dot = path.indexOf('.');
    String reference = dot < 0 ? path : path.substring(0, dot);
    Granted.Part part = granted.at(lines == null ? reference : lines.key() + "." + reference);
    return part != null && dot > 0 && part.show().contains(path.substring(dot + 1));
  }

  private void rule(
      ObjectNode shown,
      JsonNode document,
      String name,
      io.xiaodan.expression.@Nullable Formula formula,
      @Nullable LineItems lines) {
    JsonNode rule = document.path(name);
    if (rule.isBoolean() || (rule.isString() && granted.decides(formula, lines))) {
      shown.set(name, rule);
    }
  }

  private ObjectNode said(JsonNode document) {
    ObjectNode shown = json.createObjectNode();
    for (String name : SAID) {
      if (document.has(name)) {
        shown.set(name, document.path(name));
      }
    }
    return shown;
  }

  private static JsonNode find(JsonNode documents, String key) {
    return documents
        .valueStream()
        .filter(document -> document.path("key").asString("").equals(key))
        .findFirst()
        .orElseThrow();
  }
}
