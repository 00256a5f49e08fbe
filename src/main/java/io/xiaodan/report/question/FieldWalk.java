package io.xiaodan.report.question;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows paths through forms: which field stands at their end, and which forms lie on the way. */
final class FieldWalk {

  /** The columns the system keeps that hold a person. */
  private static final Set<String> PEOPLE = Set.of("created_by", "updated_by");

  private final Function<String, @Nullable Form> forms;

  FieldWalk(Function<String, @Nullable Form> forms) {
    this.forms = forms;
  }

  /** What stands at the end of a path that begins at a form or its lines; null where unknown. */
  @Nullable Shape shape(Form form, @Nullable LineItems lines, Path path) {
    List<String> names = path.names();
    String first = names.getFirst();
    if (lines != null && first.equals("parent") && names.size() > 1) {
      return shape(form, null, rest(path));
    }
    Map<String, FormField> fields = lines == null ? form.fields() : lines.columns();
    FormField field = fields.get(first);
    if (field == null) {
      return lines == null && PEOPLE.contains(first) ? new Shape.Person() : null;
    }
    Form target = target(field);
    if (names.size() == 1) {
      return FieldShapes.of(field);
    }
    return target == null ? null : shape(target, null, rest(path));
  }

  /** What people call the way to the end of a path: customer.region is 客户.区域. */
  Label label(Form form, @Nullable LineItems lines, Path path) {
    List<String> names = path.names();
    if (names.isEmpty()) {
      return form.label();
    }
    String first = names.getFirst();
    if (lines != null && first.equals("parent")) {
      return label(form, null, rest(path));
    }
    FormField field = (lines == null ? form.fields() : lines.columns()).get(first);
    Label own = field == null ? Label.of(first) : field.label();
    Form target = field == null ? null : target(field);
    if (names.size() == 1 || target == null) {
      return own;
    }
    Label further = label(target, null, rest(path));
    return new Label(own.zh() + "." + further.zh(), own.en() + "." + further.en());
  }

  /** Tells of every form whose records the path reads, the beginning left out. */
  void forms(Form form, @Nullable LineItems lines, Path path, Consumer<String> found) {
    if (path.names().isEmpty()) {
      return;
    }
    String first = path.names().getFirst();
    if (lines != null && first.equals("parent")) {
      forms(form, null, rest(path), found);
      return;
    }
    LineItems rows = lines == null ? form.lines().get(first) : null;
    if (rows != null) {
      forms(form, rows, rest(path), found);
      return;
    }
    FormField field = (lines == null ? form.fields() : lines.columns()).get(first);
    Form target = field == null ? null : target(field);
    if (target != null) {
      found.accept(target.key());
      forms(target, null, rest(path), found);
    }
  }

  private static Path rest(Path path) {
    return new Path(path.names().subList(1, path.names().size()));
  }

  private @Nullable Form target(FormField field) {
    return field.type().valueType() instanceof ValueType.RecordOf record
        ? forms.apply(record.form())
        : null;
  }
}
