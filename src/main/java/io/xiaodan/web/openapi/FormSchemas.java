package io.xiaodan.web.openapi;

import static io.xiaodan.web.openapi.Parts.listOf;
import static io.xiaodan.web.openapi.Parts.object;
import static io.xiaodan.web.openapi.Parts.orNull;
import static io.xiaodan.web.openapi.Parts.schema;
import static io.xiaodan.web.openapi.Parts.type;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The schemas of one form: {@code <form>_new}, {@code <form>_changes}, {@code <form>_values} and
 * {@code <form>_record}.
 */
final class FormSchemas {

  private final Form form;
  private final FormAccess rights;
  private final FieldSchemas fields;
  private final Words words;

  FormSchemas(FormAccess rights, Words words) {
    this.form = rights.form();
    this.rights = rights;
    this.words = words;
    this.fields = new FieldSchemas(words);
  }

  void addTo(Map<String, Object> schemas) {
    schemas.put(form.key() + "_new", input(this::isGivenOnCreate, true));
    schemas.put(
        form.key() + "_changes", input(key -> rights.fieldEver(key) == FieldAccess.EDIT, false));
    schemas.put(form.key() + "_values", values());
    schemas.put(form.key() + "_record", record());
  }

  /** A whole new record as an example. */
  Map<String, Object> example() {
    return Examples.of(
        form,
        key -> {
          FormField field = form.fields().get(key);
          return isGivenOnCreate(key) && (field == null || Sent.may(field));
        });
  }

  private boolean isGivenOnCreate(String key) {
    return rights.fieldOnCreate(key) == FieldAccess.EDIT;
  }

  private Map<String, Object> input(Predicate<String> maySend, boolean isNew) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (FormField field : form.fields().values()) {
      if (Sent.may(field) && maySend.test(field.key())) {
        Map<String, Object> input = fields.input(field);
        properties.put(field.key(), isNew && Sent.must(field) ? input : titled(field, input));
        if (isNew && Sent.must(field)) {
          required.add(field.key());
        }
      }
    }
    for (LineItems lines : form.lines().values()) {
      if (maySend.test(lines.key())) {
        properties.put(lines.key(), rows(lines));
        if (isNew && lines.minimum() > 0) {
          required.add(lines.key());
        }
      }
    }
    Map<String, Object> schema =
        object(
            "type",
            "object",
            "title",
            words.of(form.label()),
            "properties",
            properties,
            "additionalProperties",
            false);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  /** A field that may be emptied takes null as well. */
  private Map<String, Object> titled(FormField field, Map<String, Object> input) {
    Map<String, Object> either = orNull(input);
    either.put("title", words.of(field.label()));
    return either;
  }

  private Map<String, Object> rows(LineItems lines) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("id", object("type", "string", "format", "uuid", "description", words.say("row")));
    for (FormField column : lines.columns().values()) {
      if (Sent.may(column)) {
        columns.put(column.key(), titled(column, fields.input(column)));
      }
    }
    Map<String, Object> row =
        object("type", "object", "properties", columns, "additionalProperties", false);
    return object(
        "type",
        "array",
        "title",
        words.of(lines.label()),
        "items",
        row,
        "minItems",
        lines.minimum(),
        "maxItems",
        lines.maximum());
  }

  private Map<String, Object> values() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (FormField field : form.fields().values()) {
      if (rights.fieldEver(field.key()) != FieldAccess.HIDDEN) {
        properties.put(field.key(), fields.stored(field));
      }
    }
    for (LiveField field : form.live().values()) {
      if (rights.fieldEver(field.key()) != FieldAccess.HIDDEN) {
        properties.put(field.key(), live(field));
      }
    }
    for (LineItems lines : form.lines().values()) {
      if (rights.fieldEver(lines.key()) != FieldAccess.HIDDEN) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("id", object("type", "string", "format", "uuid"));
        lines
            .columns()
            .values()
            .forEach(column -> columns.put(column.key(), fields.stored(column)));
        lines.live().values().forEach(column -> columns.put(column.key(), live(column)));
        Map<String, Object> rows = listOf(object("type", "object", "properties", columns));
        rows.put("title", words.of(lines.label()));
        properties.put(lines.key(), rows);
      }
    }
    return object("type", "object", "properties", properties);
  }

  /** A value of whatever type the field has that it is looked up from. */
  private Map<String, Object> live(LiveField field) {
    return object("title", words.of(field.label()), "readOnly", true);
  }

  private Map<String, Object> record() {
    Map<String, Object> moment = object("type", "string", "format", "date-time");
    Map<String, Object> may =
        object(
            "type",
            "object",
            "properties",
            object("edit", type("boolean"), "delete", type("boolean")));
    return object(
        "type",
        "object",
        "properties",
        object(
            "id",
            object("type", "string", "format", "uuid"),
            "rev",
            object("type", "integer", "format", "int64"),
            "title",
            type("string"),
            "createdAt",
            moment,
            "createdBy",
            schema("titled"),
            "updatedAt",
            moment,
            "updatedBy",
            schema("titled"),
            "deletedAt",
            orNull(moment),
            "flowState",
            orNull(object("type", "string", "enum", List.of("running", "finished"))),
            "values",
            schema(form.key() + "_values"),
            "may",
            may),
        "required",
        List.of("id", "rev", "title", "values", "may"));
  }
}
