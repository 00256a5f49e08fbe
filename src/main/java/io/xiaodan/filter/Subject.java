package io.xiaodan.filter;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.form.type.ReferenceType;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The field a condition is about.
 *
 * @param path as formulas write it
 * @param column the column of the head it is, where it is read without following a reference and
 *     has ids or moments; null otherwise
 * @param name as a path, the text that names the record of a reference; null where there is none
 * @param lines the line items, where it is about those
 * @param field the field; null for line items and what every record has
 */
record Subject(
    String path,
    Kind kind,
    @Nullable String column,
    @Nullable String name,
    @Nullable LineItems lines,
    @Nullable FormField field) {

  private static final int LONGEST_PATH = 4;
  private static final String PARENT = "parent.";

  /** Where a path goes on: the fields there, and what the person may know of them. */
  private record Ground(
      SequencedMap<String, FormField> fields, Schema schema, @Nullable Form form) {}

  /** Finds a field that the person sees in every row; null for any other. */
  static @Nullable Subject find(Blueprint blueprint, Form form, Schema schema, String path) {
    LineItems lines = form.lines().get(path);
    if (lines != null) {
      return schema.typeOf(path).isEmpty()
          ? null
          : new Subject(path, Kind.LINES, null, null, lines, null);
    }
    if (form.live().get(path) instanceof LiveField live) {
      return schema.typeOf(path).isEmpty() ? null : live(blueprint, form, schema, live);
    }
    return find(blueprint, new Ground(form.fields(), schema, form), path, path);
  }

  /** A lookup is the field at its end; a number made of other records has no field. */
  private static @Nullable Subject live(
      Blueprint blueprint, Form form, Schema schema, LiveField field) {
    return switch (field) {
      case LiveField.Lookup lookup -> {
        String path = String.join(".", lookup.path());
        yield find(blueprint, new Ground(form.fields(), schema, form), path, path);
      }
      case LiveField.RollUp rollUp ->
          new Subject(field.key(), Kind.of(rollUp.type().valueType()), null, null, null, null);
      case LiveField.Place place ->
          new Subject(field.key(), Kind.of(place.type().valueType()), null, null, null, null);
      case LiveField.OfLedger _ -> null;
    };
  }

  /** Finds a column of line items. */
  static @Nullable Subject column(
      Blueprint blueprint, LineItems lines, Schema schema, String column) {
    return schema.typeOf(lines.key()).orElse(null)
            instanceof ValueType.ListOf(ValueType.RecordOf row)
        ? find(
            blueprint,
            new Ground(lines.columns(), row.schema(), null),
            column,
            lines.key() + "." + column)
        : null;
  }

  /**
   * Finds a field of a row: a record, or a row of line items whose head is reached through {@code
   * parent}.
   */
  static @Nullable Subject row(
      Blueprint blueprint, Form form, @Nullable LineItems lines, Schema schema, String path) {
    if (lines == null) {
      return find(blueprint, form, schema, path);
    }
    if (!path.startsWith(PARENT)) {
      return find(blueprint, new Ground(lines.columns(), schema, null), path, path);
    }
    return schema.typeOf("parent").orElse(null) instanceof ValueType.RecordOf head
        ? find(
            blueprint,
            new Ground(form.fields(), head.schema(), form),
            path.substring(PARENT.length()),
            path)
        : null;
  }

  private static @Nullable Subject find(
      Blueprint blueprint, Ground start, String names, String path) {
    List<String> parts = List.of(names.split("\\.", -1));
    if (parts.size() > LONGEST_PATH) {
      return null;
    }
    Ground at = start;
    for (String step : parts.subList(0, parts.size() - 1)) {
      Ground next = follow(blueprint, at, step);
      if (next == null) {
        return null;
      }
      at = next;
    }
    String last = parts.getLast();
    ValueType type = at.schema.typeOf(last).orElse(null);
    if (type == null) {
      return null;
    }
    FormField field = at.fields.get(last);
    if (field == null) {
      return at.form == null ? null : system(last, path, parts.size() == 1);
    }
    Kind kind = Kind.of(field);
    boolean plain = parts.size() == 1 && at.form != null && start.form != null;
    boolean typed =
        kind == Kind.REFERENCE
            || kind == Kind.PERSON
            || kind == Kind.DEPARTMENT
            || kind == Kind.MOMENT;
    return new Subject(
        path, kind, plain && typed ? last : null, name(blueprint, field, type, path), null, field);
  }

  private static @Nullable Ground follow(Blueprint blueprint, Ground at, String step) {
    FormField field = at.fields.get(step);
    if (field == null
        || !(field.type() instanceof ReferenceType reference)
        || !(at.schema.typeOf(step).orElse(null) instanceof ValueType.RecordOf record)) {
      return null;
    }
    Form target = blueprint.find(Form.TYPE, reference.form()).orElse(null);
    return target == null ? null : new Ground(target.fields(), record.schema(), target);
  }

  private static @Nullable Subject system(String key, String path, boolean head) {
    return switch (key) {
      case "created_at", "updated_at" ->
          new Subject(path, Kind.MOMENT, head ? key : null, null, null, null);
      case "created_by", "updated_by" ->
          new Subject(path, Kind.PERSON, head ? key : null, null, null, null);
      case "flow_state" -> new Subject(path, Kind.CHOICE, null, null, null, null);
      default -> null;
    };
  }

  private static @Nullable String name(
      Blueprint blueprint, FormField field, ValueType type, String path) {
    if (!(field.type() instanceof ReferenceType reference)
        || !(type instanceof ValueType.RecordOf record)) {
      return null;
    }
    return blueprint
        .find(Form.TYPE, reference.form())
        .map(Form::title)
        .filter(title -> record.schema().typeOf(title).orElse(null) == ValueType.TEXT)
        .map(title -> path + "." + title)
        .orElse(null);
  }
}
