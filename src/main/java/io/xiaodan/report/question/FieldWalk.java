package io.xiaodan.report.question;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.CascaderType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
      return of(field);
    }
    return target == null ? null : shape(target, null, rest(path));
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

  private static Shape of(FormField field) {
    return switch (field.type().name()) {
      case "number", "money", "percent", "rating" ->
          new Shape.Number(
              field.type().name(),
              field.document().path("scale").asInt(field.type().name().equals("rating") ? 0 : 2),
              field.document().path("unit").asString(null));
      case "select" -> new Shape.Option(field.document().path("options"));
      case "person" -> new Shape.Person();
      case "department" -> new Shape.Department();
      case "region" -> new Shape.Region();
      case "cascader" -> new Shape.Option(options((CascaderType) field.type()));
      default -> Shape.of(field.type().valueType());
    };
  }

  /** The options of a tree on one level, each named by its way from the root. */
  private static JsonNode options(CascaderType tree) {
    ArrayNode options = JsonNodeFactory.instance.arrayNode();
    tree.options()
        .forEach((key, way) -> {
          ObjectNode option = options.addObject().put("key", key);
          option.putObject("label").put("zh", way.zh()).put("en", way.en());
        });
    return options;
  }
}
