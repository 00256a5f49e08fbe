package io.xiaodan.record;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.attachment.Attachment;
import io.xiaodan.attachment.Attachments;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.identity.People;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as the API shows them to one person: references and people with their names,
 * hidden fields left out.
 */
final class RecordJson {

  private final Blueprint blueprint;
  private final References references;
  private final People people;
  private final Attachments attachments;
  private final RecordValues values;
  private final FormAccess access;
  private final Environment environment;
  private final Map<UUID, ReferencedRecord> known = new HashMap<>();

  RecordJson(
      Blueprint blueprint,
      References references,
      People people,
      Attachments attachments,
      FormAccess access,
      Environment environment) {
    this.blueprint = blueprint;
    this.references = references;
    this.people = people;
    this.attachments = attachments;
    this.values = new RecordValues(blueprint, references);
    this.access = access;
    this.environment = environment;
  }

  List<Map<String, @Nullable Object>> write(List<StoredRecord> records) {
    preload(records);
    return records.stream().map(this::write).toList();
  }

  Map<String, @Nullable Object> write(StoredRecord record) {
    Form form = access.form();
    Values view = values.of(form, record);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", record.id());
    json.put("rev", record.rev());
    json.put("title", References.title(form, record.values(), record.id()));
    json.put("createdAt", record.createdAt());
    json.put("createdBy", person(record.createdBy()));
    json.put("updatedAt", record.updatedAt());
    json.put("updatedBy", person(record.updatedBy()));
    json.put("deletedAt", record.deletedAt());
    json.put("flowState", record.flowState());
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    for (FormField field : form.fields().values()) {
      if (access.field(field.key(), view, environment) != FieldAccess.HIDDEN) {
        shown.put(field.key(), value(field, record.values().get(field.key())));
      }
    }
    for (LineItems lines : form.lines().values()) {
      List<StoredLine> rows = record.lines().get(lines.key());
      if (rows != null && access.field(lines.key(), view, environment) != FieldAccess.HIDDEN) {
        shown.put(lines.key(), rows.stream().map(row -> row(lines, row)).toList());
      }
    }
    json.put("values", shown);
    json.put(
        "may",
        Map.of(
            "edit", access.may(FormAction.EDIT, view, environment),
            "delete", access.may(FormAction.DELETE, view, environment)));
    return json;
  }

  private Map<String, @Nullable Object> row(LineItems lines, StoredLine row) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", row.id());
    lines
        .columns()
        .values()
        .forEach(column -> json.put(column.key(), value(column, row.values().get(column.key()))));
    return json;
  }

  /** A value as the API shows it; references and people become id and title. */
  @Nullable Object value(FormField field, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case UUID id when field.type() instanceof ReferenceType reference ->
          titled(id, title(reference, id));
      case UUID id when field.type() instanceof PersonType -> person(id);
      case List<?> files when field.type().name().equals("attachment") -> files(files);
      default -> field.type().toJson(value);
    };
  }

  private List<Attachment> files(List<?> ids) {
    return List.copyOf(attachments.describe(ids.stream().map(UUID.class::cast).toList()).values());
  }

  private String title(ReferenceType reference, UUID id) {
    ReferencedRecord record = known.get(id);
    if (record == null) {
      Form target = blueprint.find(Form.TYPE, reference.form()).orElse(null);
      record = target == null ? null : references.find(blueprint, target, id);
    }
    return record == null ? id.toString().substring(0, 8) : record.title();
  }

  private Map<String, Object> person(UUID id) {
    return titled(id, people.name(id));
  }

  private static Map<String, Object> titled(UUID id, String title) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("title", title);
    return json;
  }

  /** Loads the names of all references of a page in one query per form. */
  private void preload(List<StoredRecord> records) {
    Map<String, Set<UUID>> wanted = new LinkedHashMap<>();
    for (StoredRecord record : records) {
      collect(wanted, access.form().fields().values(), record.values());
      record
          .lines()
          .forEach((key, rows) -> {
            LineItems lines = access.form().lines().get(key);
            if (lines != null) {
              rows.forEach(row -> collect(wanted, lines.columns().values(), row.values()));
            }
          });
    }
    wanted.forEach((form, ids) ->
        blueprint
            .find(Form.TYPE, form)
            .ifPresent(target -> known.putAll(references.find(blueprint, target, ids))));
  }

  private static void collect(
      Map<String, Set<UUID>> wanted, Collection<FormField> fields, Map<String, Object> from) {
    for (FormField field : fields) {
      if (field.type() instanceof ReferenceType type && from.get(field.key()) instanceof UUID id) {
        wanted.computeIfAbsent(type.form(), form -> new HashSet<>()).add(id);
      }
    }
  }
}
