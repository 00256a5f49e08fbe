package io.xiaodan.web.openapi;

import static io.xiaodan.web.openapi.Parts.listOf;
import static io.xiaodan.web.openapi.Parts.object;
import static io.xiaodan.web.openapi.Parts.orNull;
import static io.xiaodan.web.openapi.Parts.schema;
import static io.xiaodan.web.openapi.Parts.type;

import io.xiaodan.form.FieldType;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AddressType;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.CascaderType;
import io.xiaodan.form.type.DateTimeType;
import io.xiaodan.form.type.DateType;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.form.type.DepartmentType;
import io.xiaodan.form.type.LocationType;
import io.xiaodan.form.type.MultiSelectType;
import io.xiaodan.form.type.PatternType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.form.type.RegionType;
import io.xiaodan.form.type.RichTextType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.form.type.SwitchType;
import io.xiaodan.form.type.TextType;
import io.xiaodan.form.type.TimeType;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Map;

/** What a field takes and what it gives, as JSON Schema. */
final class FieldSchemas {

  private final Words words;

  FieldSchemas(Words words) {
    this.words = words;
  }

  /** The value as it is sent. */
  Map<String, Object> input(FormField field) {
    Map<String, Object> schema =
        switch (field.type()) {
          case DecimalType decimal -> decimal(decimal);
          case ReferenceType reference -> reference(reference);
          case PersonType _, DepartmentType _ -> id();
          case AddressType _ -> address();
          case LocationType _ -> location();
          case AttachmentType files -> files(files);
          case FieldType other -> plain(other);
        };
    return described(field, schema);
  }

  /** The value as it is answered; empty fields are null. */
  Map<String, Object> stored(FormField field) {
    Map<String, Object> schema =
        switch (field.type()) {
          case DecimalType _ -> object("type", "string", "format", "decimal");
          case ReferenceType _, PersonType _, DepartmentType _ -> schema("titled");
          case AttachmentType _ -> listOf(schema("file"));
          case AddressType _ -> address();
          case LocationType _ -> location();
          case FieldType other -> plain(other);
        };
    return described(field, orNull(schema));
  }

  private Map<String, Object> described(FormField field, Map<String, Object> schema) {
    schema.put("title", words.of(field.label()));
    Object example = Examples.of(field);
    if (example != null && !(field.type() instanceof ReferenceType)) {
      schema.put("examples", List.of(example));
    }
    return schema;
  }

  private Map<String, Object> plain(FieldType type) {
    return switch (type) {
      case TextType text -> object("type", "string", "maxLength", text.maximum());
      case PatternType pattern when pattern.name().equals("email") ->
          object("type", "string", "format", "email");
      case PatternType pattern when pattern.name().equals("url") ->
          object("type", "string", "format", "uri");
      case PatternType _ -> object("type", "string", "format", "phone");
      case DateType _ -> object("type", "string", "format", "date");
      case DateTimeType _ -> object("type", "string", "format", "date-time");
      case SwitchType _ -> type("boolean");
      case SelectType select -> options(select.options());
      case MultiSelectType several ->
          object("type", "array", "items", options(several.one().options()), "uniqueItems", true);
      case TimeType _ -> object("type", "string", "pattern", "^\\d{2}:\\d{2}$");
      case RichTextType rich -> object("type", "string", "maxLength", rich.maximum());
      case RegionType _ -> object("type", "string", "pattern", "^\\d{6}$");
      case CascaderType tree -> options(tree.options());
      case FieldType _ -> type("string");
    };
  }

  /** The keys, each with its name for people. */
  private Map<String, Object> options(Map<String, Label> options) {
    return object(
        "type",
        "string",
        "oneOf",
        options.entrySet().stream()
            .map(option -> object("const", option.getKey(), "title", words.of(option.getValue())))
            .toList());
  }

  private Map<String, Object> decimal(DecimalType decimal) {
    String limits =
        words.say(
            "decimal",
            "scale",
            decimal.scale(),
            "minimum",
            decimal.minimum() == null ? "-∞" : decimal.minimum().toPlainString(),
            "maximum",
            decimal.maximum() == null ? "∞" : decimal.maximum().toPlainString());
    return object("type", List.of("string", "number"), "format", "decimal", "description", limits);
  }

  private Map<String, Object> reference(ReferenceType reference) {
    Map<String, Object> byValue =
        object(
            "type",
            "object",
            "properties",
            object("by", object("type", "object", "minProperties", 1, "maxProperties", 1)),
            "required",
            List.of("by"));
    Map<String, Object> byId =
        object("type", "object", "properties", object("id", id()), "required", List.of("id"));
    return object(
        "anyOf",
        List.of(id(), byId, byValue),
        "description",
        words.say("reference", "form", reference.form()),
        "x-form",
        reference.form());
  }

  private Map<String, Object> files(AttachmentType files) {
    return object(
        "type",
        "array",
        "items",
        id(),
        "maxItems",
        files.maximum(),
        "description",
        words.say("files"));
  }

  private static Map<String, Object> id() {
    return object("type", "string", "format", "uuid");
  }

  private static Map<String, Object> address() {
    return object(
        "type",
        "object",
        "properties",
        object(
            "region",
            object("type", List.of("string", "null"), "pattern", "^\\d{6}$"),
            "detail",
            type("string"),
            "text",
            type("string")));
  }

  private static Map<String, Object> location() {
    return object(
        "type",
        "object",
        "properties",
        object(
            "longitude",
            type("string"),
            "latitude",
            type("string"),
            "name",
            object("type", List.of("string", "null"))));
  }
}
