package io.xiaodan.web.blueprint;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.form.type.ReferenceType;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says of fields that look up or sum up which field their values are of, so that a page can show
 * them without knowing the other form.
 */
final class LiveTargets {

  private static final List<String> SHOWN =
      List.of("key", "label", "type", "options", "scale", "unit", "form", "format", "show");

  private LiveTargets() {}

  /** Adds {@code target} to a live field, or to the live columns of line items. */
  static void add(ObjectNode field, Form form, Blueprint blueprint) {
    String key = field.path("key").asString();
    LineItems lines = form.lines().get(key);
    if (lines == null) {
      target(field, form.live().get(key), form.fields(), blueprint);
      return;
    }
    for (JsonNode column : field.path("fields")) {
      LiveField live = lines.live().get(column.path("key").asString());
      target((ObjectNode) column, live, lines.columns(), blueprint);
    }
  }

  private static void target(
      ObjectNode into,
      @Nullable LiveField live,
      SequencedMap<String, FormField> fields,
      Blueprint blueprint) {
    FormField target =
        switch (live) {
          case null -> null;
          case LiveField.Lookup lookup -> end(lookup.path(), fields, blueprint);
          case LiveField.RollUp rollUp -> measured(rollUp, blueprint);
          case LiveField.Place _ -> null;
          case LiveField.OfLedger _ -> null;
        };
    if (target == null) {
      return;
    }
    ObjectNode shown = into.putObject("target");
    for (String part : SHOWN) {
      if (target.document().has(part)) {
        shown.set(part, target.document().path(part));
      }
    }
    if (live instanceof LiveField.RollUp rollUp && rollUp.type() instanceof DecimalType decimal) {
      shown.put("scale", decimal.scale());
    }
  }

  private static @Nullable FormField measured(LiveField.RollUp rollUp, Blueprint blueprint) {
    String of = rollUp.of();
    return of == null
        ? null
        : blueprint.find(Form.TYPE, rollUp.form()).map(form -> form.fields().get(of)).orElse(null);
  }

  private static @Nullable FormField end(
      List<String> path, SequencedMap<String, FormField> from, Blueprint blueprint) {
    SequencedMap<String, FormField> fields = from;
    for (String name : path.subList(0, path.size() - 1)) {
      FormField reference = fields.get(name);
      Form target =
          reference != null && reference.type() instanceof ReferenceType type
              ? blueprint.find(Form.TYPE, type.form()).orElse(null)
              : null;
      if (target == null) {
        return null;
      }
      fields = target.fields();
    }
    return fields.get(path.getLast());
  }
}
