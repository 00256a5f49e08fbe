package io.xiaodan.print;

import io.xiaodan.expression.Path;
import io.xiaodan.form.FieldPaths;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
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
    return of(form.fields(), form.live().get(key), key);
  }

  @Nullable FormField of(LineItems lines, String key) {
    return of(lines.columns(), lines.live().get(key), key);
  }

  private @Nullable FormField of(
      SequencedMap<String, FormField> kept, @Nullable LiveField live, String key) {
    FormField field = kept.get(key);
    return field != null || live == null ? field : live.shown(kept, forms);
  }

  /** The field at the end of a path through references; null where there is none. */
  @Nullable FormField at(Map<String, FormField> from, List<String> path) {
    return FieldPaths.end(from, path, forms);
  }

  /** The form a reference leads to; null for any other field. */
  @Nullable Form target(@Nullable FormField reference) {
    return FieldPaths.target(reference, forms);
  }

  /** A path without the step from a row to its head. */
  static List<String> ofHead(Path path) {
    return path.names().subList(1, path.names().size());
  }
}
