package io.xiaodan.report.question;

import io.xiaodan.form.FormField;
import io.xiaodan.form.type.CascaderType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the values of a form's fields are to an answer. */
public final class FieldShapes {

  private FieldShapes() {}

  /** The shape of a field's values. */
  public static Shape of(FormField field) {
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
