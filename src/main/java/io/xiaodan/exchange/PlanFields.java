package io.xiaodan.exchange;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Label;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a form that a sheet can fill, for one person. */
final class PlanFields {

  private static final Set<String> NOT_FROM_CELLS =
      Set.of(
          "attachment",
          "image",
          "signature",
          "lookup",
          "rollup",
          "roll_up",
          "created_at",
          "created_by",
          "updated_at",
          "updated_by",
          "divider",
          "section",
          "tab");

  private PlanFields() {}

  /**
   * A field a column may go to.
   *
   * @param key {@code customer}, or {@code lines.product}
   * @param label with the line items' name before it, where it is a column of them
   * @param by for a reference, the fields of the other form that names can be looked for in, best
   *     first
   * @param create for a reference, whether the person may make what is not there
   * @param keyable whether records can be recognised by it
   */
  record Target(
      String key,
      Label label,
      FormField field,
      @Nullable LineItems lines,
      List<Name> by,
      boolean create,
      boolean keyable) {}

  /** A field of another form. */
  record Name(String key, Label label) {}

  static List<Target> of(Access access, Blueprint blueprint, Actor actor, FormAccess rights) {
    List<Target> all = new ArrayList<>();
    for (FormField field : rights.form().fields().values()) {
      boolean numbered = field.type().name().equals("auto_number");
      if (isFilled(field)
          && (rights.fieldOnCreate(field.key()) == FieldAccess.EDIT
              || (numbered && rights.fieldOnCreate(field.key()) != FieldAccess.HIDDEN))) {
        boolean keyable = !field.type().column().endsWith("[]");
        all.add(target(access, blueprint, actor, field, null, keyable));
      }
    }
    for (LineItems lines : rights.form().lines().values()) {
      if (rights.fieldOnCreate(lines.key()) == FieldAccess.EDIT) {
        lines.columns().values().stream()
            .filter(PlanFields::isFilled)
            .forEach(field -> all.add(target(access, blueprint, actor, field, lines, false)));
      }
    }
    return all;
  }

  private static boolean isFilled(FormField field) {
    return !field.filling().isComputed() && !NOT_FROM_CELLS.contains(field.type().name());
  }

  private static Target target(
      Access access,
      Blueprint blueprint,
      Actor actor,
      FormField field,
      @Nullable LineItems lines,
      boolean keyable) {
    Form other =
        field.type() instanceof ReferenceType type
            ? blueprint.find(Form.TYPE, type.form()).orElse(null)
            : null;
    FormAccess there = other == null ? null : access.of(blueprint, actor, other);
    Label label =
        lines == null
            ? field.label()
            : new Label(
                lines.label().zh() + "." + field.label().zh(),
                lines.label().en() + "." + field.label().en());
    return new Target(
        lines == null ? field.key() : lines.key() + "." + field.key(),
        label,
        field,
        lines,
        there == null ? List.of() : names(there),
        there != null && there.mayCreate(),
        keyable);
  }

  /** The name of a record first, then what only one record has. */
  private static List<Name> names(FormAccess there) {
    Form form = there.form();
    Set<String> keys = new LinkedHashSet<>();
    form.fields().values().stream()
        .filter(FormField::unique)
        .map(FormField::key)
        .forEach(keys::add);
    keys.add(form.title());
    return keys.stream()
        .filter(there::seesFieldAlways)
        .filter(key -> form.field(key).orElseThrow().type().column().equals("text"))
        .map(key -> new Name(key, form.field(key).orElseThrow().label()))
        .toList();
  }
}
