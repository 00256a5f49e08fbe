package io.xiaodan.flow;

import io.xiaodan.access.RoleRights;
import io.xiaodan.action.Who;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the parts of one flow's document; whatever is wrong is reported with its place. */
final class Reading {

  private final ArtifactId id;
  private final Form form;
  private final Compilation compilation;
  private final FormulaReader formulas;
  private boolean sound = true;

  Reading(ArtifactId id, Form form, Compilation compilation) {
    this.id = id;
    this.form = form;
    this.compilation = compilation;
    this.formulas = new FormulaReader(compilation, id);
  }

  ArtifactId id() {
    return id;
  }

  Form form() {
    return form;
  }

  Compilation compilation() {
    return compilation;
  }

  /** Whether nothing was wrong so far. */
  boolean isSound() {
    return sound;
  }

  void error(String place, Message message) {
    compilation.error(id, place, message);
    sound = false;
  }

  private <T> @Nullable T noted(@Nullable T read) {
    sound = sound && read != null;
    return read;
  }

  /** A condition; null where there is none, or after reporting what is wrong with it. */
  @Nullable Formula condition(JsonNode formula, String place) {
    return formula.isString() ? condition(formula.stringValue(), place) : null;
  }

  @Nullable Formula condition(String text, String place) {
    return noted(formulas.read(text, form.schema(), ValueType.BOOLEAN, place, Evaluator.JVM));
  }

  /** A formula of any type. */
  @Nullable Formula formula(String text, String place) {
    return noted(formulas.read(text, form.schema(), place));
  }

  /** A formula that gives ids: of a type that is text, or a list of it. */
  @Nullable Formula ids(String text, String place) {
    Formula read = formula(text, place);
    if (read == null) {
      return null;
    }
    boolean fits =
        read.type().equals(ValueType.TEXT)
            || read.type() instanceof ValueType.ListOf list
                && list.element().equals(ValueType.TEXT);
    if (!fits) {
      error(place, Message.of("flow.not_people", "formula", text));
    }
    return fits ? read : null;
  }

  @Nullable Template template(JsonNode text, String place) {
    return noted(formulas.template(text.asString(""), form.schema(), place));
  }

  @Nullable NodeMessage message(JsonNode message, String place) {
    if (!message.isObject()) {
      return null;
    }
    Template title = template(message.path("title"), place + ".title");
    Template body = message.has("body") ? template(message.path("body"), place + ".body") : null;
    return title == null ? null : new NodeMessage(title, body);
  }

  List<Setting> settings(JsonNode set, String place) {
    List<Setting> settings = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : set.properties()) {
      FormField field = form.fields().get(entry.getKey());
      String at = place + ".set." + entry.getKey();
      if (field == null || field.filling().isComputed()) {
        error(at, unknownField(entry.getKey()));
        continue;
      }
      Formula value =
          noted(
              formulas.read(
                  entry.getValue().asString(),
                  form.schema(),
                  field.type().valueType(),
                  at,
                  Evaluator.JVM));
      if (value != null) {
        settings.add(new Setting(field.key(), value));
      }
    }
    return List.copyOf(settings);
  }

  /** Keys of fields or line items of the form. */
  Set<String> fields(JsonNode keys, String place) {
    Set<String> fields = new LinkedHashSet<>();
    for (JsonNode key : keys) {
      fields.add(key.asString());
      knows(key.asString(), place);
    }
    return fields;
  }

  void knows(String field, String place) {
    if (form.field(field).isEmpty() && !form.lines().containsKey(field)) {
      error(place, unknownField(field));
    }
  }

  private Message unknownField(String key) {
    return Message.of("flow.field_unknown", "form", form.label(), "field", key);
  }

  /** Whoever is named. */
  Who named(JsonNode who, String place) {
    return Who.read(compilation, id, form, form.schema(), who, place);
  }

  Set<String> roles(JsonNode keys, String place) {
    Set<String> roles = new LinkedHashSet<>();
    for (JsonNode key : keys) {
      String role = key.asString();
      roles.add(role);
      boolean always = role.equals(Role.ADMINISTRATOR) || role.equals(Role.BUILDER);
      if (!always && compilation.find(RoleRights.TYPE, role) == null) {
        error(place, Message.of("action.role_unknown", "role", role));
      }
    }
    return roles;
  }

  static Set<UUID> uuids(JsonNode ids) {
    Set<UUID> read = new LinkedHashSet<>();
    ids.forEach(each -> read.add(UUID.fromString(each.asString())));
    return read;
  }
}
