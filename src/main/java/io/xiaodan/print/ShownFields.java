package io.xiaodan.print;

import io.xiaodan.expression.Path;
import io.xiaodan.form.FieldType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the field in whose way a value is shown, also at the end of a path or of a lookup. */
final class ShownFields {

  private static final Map<String, Label> SYSTEM =
      Map.of(
          "created_at", new Label("创建时间", "Created"),
          "created_by", new Label("创建人", "Created by"),
          "updated_at", new Label("更新时间", "Changed"),
          "updated_by", new Label("更新人", "Changed by"));

  private final Function<String, @Nullable Form> forms;

  ShownFields(Function<String, @Nullable Form> forms) {
    this.forms = forms;
  }

  /** Whether every record has it without a field. */
  static boolean isSystem(String key) {
    return SYSTEM.containsKey(key);
  }

  static Label systemLabel(String key) {
    return SYSTEM.getOrDefault(key, Label.of(key));
  }

  @Nullable FormField of(Form form, String key) {
    FormField field = form.fields().get(key);
    return field != null ? field : live(form.live().get(key), form.fields());
  }

  @Nullable FormField of(LineItems lines, String key) {
    FormField field = lines.columns().get(key);
    return field != null ? field : live(lines.live().get(key), lines.columns());
  }

  /** A number that is worked out when it is shown, as if it were kept. */
  private static FormField made(
      LiveField live, FieldType type, SequencedMap<String, FormField> fields) {
    FormField any = fields.firstEntry().getValue();
    return new FormField(
        live.key(), live.label(), type, false, any.rules(), any.filling(), live.document());
  }

  /** A field without a column, under its own name, as what it looks up or sums up. */
  private @Nullable FormField live(
      @Nullable LiveField live, SequencedMap<String, FormField> fields) {
    FormField end =
        switch (live) {
          case null -> null;
          case LiveField.Lookup lookup -> at(fields, lookup.path());
          case LiveField.RollUp rollUp -> made(rollUp, rollUp.type(), fields);
          case LiveField.Place place -> made(place, place.type(), fields);
          case LiveField.OfLedger asked -> made(asked, asked.type(), fields);
        };
    return end == null || live == null
        ? null
        : new FormField(
            live.key(),
            live.label(),
            end.type(),
            false,
            end.rules(),
            end.filling(),
            end.document());
  }

  /** The field at the end of a path through references; null where there is none. */
  @Nullable FormField at(Map<String, FormField> from, List<String> path) {
    Map<String, FormField> fields = from;
    for (String name : path.subList(0, path.size() - 1)) {
      Form target = target(fields.get(name));
      if (target == null) {
        return null;
      }
      fields = target.fields();
    }
    return fields.get(path.getLast());
  }

  /** The form a reference leads to; null for any other field. */
  @Nullable Form target(@Nullable FormField reference) {
    return reference != null && reference.type() instanceof ReferenceType type
        ? forms.apply(type.form())
        : null;
  }

  /** A path without the step from a row to its head. */
  static List<String> ofHead(Path path) {
    return path.names().subList(1, path.names().size());
  }
}
