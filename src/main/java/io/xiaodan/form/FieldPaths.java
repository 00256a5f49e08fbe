package io.xiaodan.form;

import io.xiaodan.form.type.ReferenceType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows references from field to field. */
public final class FieldPaths {

  private FieldPaths() {}

  /**
   * The field at the end of a path; null where there is none.
   *
   * @param from the fields the path begins at
   * @param path references, one after the other, and the field at their end
   * @param forms the forms there are, by key
   */
  public static @Nullable FormField end(
      Map<String, FormField> from, List<String> path, Function<String, @Nullable Form> forms) {
    Map<String, FormField> fields = from;
    for (String name : path.subList(0, path.size() - 1)) {
      Form target = target(fields.get(name), forms);
      if (target == null) {
        return null;
      }
      fields = target.fields();
    }
    return fields.get(path.getLast());
  }

  /** The form a reference leads to; null for any other field. */
  public static @Nullable Form target(
      @Nullable FormField reference, Function<String, @Nullable Form> forms) {
    return reference != null && reference.type() instanceof ReferenceType type
        ? forms.apply(type.form())
        : null;
  }
}
