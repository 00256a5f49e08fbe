package io.xiaodan.record;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.attachment.Attachment;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.DepartmentType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Conflict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes records as the API shows them to one person: references and people with their names,
 * hidden fields left out.
 */
final class RecordJson {

  private final Caller caller;
  private final Blueprint blueprint;
  private final RecordViews views;
  private final References references;
  private final RecordValues values;
  private final FormAccess access;
  private final ShownBalances balances;
  private final Environment environment;
  private final Map<UUID, ReferencedRecord> known = new HashMap<>();
  private final Map<String, Map<UUID, Object>> rolledUp = new HashMap<>();
  private final Map<UUID, Attachment> files = new HashMap<>();
  private final Map<String, Boolean> namesHidden = new HashMap<>();

  RecordJson(
      Caller caller,
      RecordViews views,
      References references,
      FormAccess access,
      Environment environment) {
    this.caller = caller;
    this.blueprint = caller.blueprint();
    this.views = views;
    this.references = references;
    this.values = new RecordValues(blueprint, references);
    this.access = access;
    this.balances = new ShownBalances(blueprint, references);
    this.environment = environment;
  }

  List<Map<String, @Nullable Object>> write(List<StoredRecord> records) {
    preload(records);
    return records.stream().map(this::write).toList();
  }

  Map<String, @Nullable Object> write(StoredRecord record) {
    Values view = values.of(access.form(), record);
    Map<String, @Nullable Object> json = write(record, view);
    live(access.form(), record, view, values(json));
    balances.besideRows(access.form(), record, values(json));
    json.put(
        "may",
        Map.of(
            "edit", access.may(FormAction.EDIT, view, environment),
            "delete", access.may(FormAction.DELETE, view, environment)));
    return json;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> values(Map<String, @Nullable Object> json) {
    return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(json.get("values"));
  }

  /**
   * A record as it was, to somebody with the rights to it as it is: what is hidden or masked today
   * was always so. Fields without values of their own show only what is, so they are left out.
   */
  Map<String, @Nullable Object> past(StoredRecord then, StoredRecord now) {
    Map<String, @Nullable Object> json = write(then, values.of(access.form(), now));
    json.put("may", Map.of("edit", false, "delete", false));
    return json;
  }

  private Map<String, @Nullable Object> write(StoredRecord record, Values view) {
    Form form = access.form();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", record.id());
    json.put("rev", record.rev());
    json.put("title", title(form, record, view));
    json.put("createdAt", record.createdAt());
    json.put("createdBy", person(record.createdBy()));
    json.put("updatedAt", record.updatedAt());
    json.put("updatedBy", person(record.updatedBy()));
    json.put("deletedAt", record.deletedAt());
    json.put("flowState", record.flowState());
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    List<String> masked = new ArrayList<>();
    for (FormField field : form.fields().values()) {
      Object value = record.values().get(field.key());
      if (access.field(field.key(), view, environment) != FieldAccess.HIDDEN) {
        shown.put(field.key(), value(field, value));
      } else if (access.isMasked(field.key(), view, environment)) {
        shown.put(field.key(), value == null ? null : mask(field, value));
        masked.add(field.key());
      }
    }
    for (LineItems lines : form.lines().values()) {
      List<StoredLine> rows = record.lines().get(lines.key());
      if (rows != null && access.field(lines.key(), view, environment) != FieldAccess.HIDDEN) {
        shown.put(lines.key(), rows.stream().map(row -> row(lines, row)).toList());
      }
    }
    json.put("values", shown);
    if (!masked.isEmpty()) {
      json.put("masked", masked);
      json.put(
          "reveals",
          masked.stream().filter(key -> access.mayReveal(key, view, environment)).toList());
    }
    return json;
  }

  /**
   * A mask is text. Screens that know the field as a number or a date, because they show it of
   * other records, get nothing instead.
   */
  private @Nullable String mask(FormField field, Object value) {
    return Mask.isText(field.type()) || access.isMaskedAtMost(field.key())
        ? Mask.of(field.type(), value)
        : null;
  }

  /** The name of a record; where the person may not see the field that names it, only its id. */
  private String title(Form form, StoredRecord record, Values view) {
    return access.field(form.title(), view, environment) == FieldAccess.HIDDEN
        ? References.untitled(record.id())
        : References.title(form, record.values(), record.id());
  }

  private Map<String, @Nullable Object> row(LineItems lines, StoredLine row) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", row.id());
    lines
        .columns()
        .values()
        .forEach(column -> json.put(column.key(), value(column, row.values().get(column.key()))));
    for (LiveField field : lines.live().values()) {
      if (field instanceof LiveField.Lookup lookup) {
        json.put(field.key(), looked(lookup, lines.columns(), row.values()));
      }
    }
    return json;
  }

  /** The fields without a column, as they are at this moment. */
  private void live(
      Form form, StoredRecord record, Values view, Map<String, @Nullable Object> shown) {
    for (LiveField field : form.live().values()) {
      if (access.field(field.key(), view, environment) == FieldAccess.HIDDEN) {
        continue;
      }
      switch (field) {
        case LiveField.Lookup lookup ->
            shown.put(field.key(), looked(lookup, form.fields(), record.values()));
        case LiveField.RollUp rollUp -> {
          Object value =
              rolledUp
                  .computeIfAbsent(field.key(), key -> rollUp(rollUp, List.of(record.id())))
                  .get(record.id());
          Object known = value == null ? LiveValues.none(rollUp) : value;
          shown.put(field.key(), known == null ? null : rollUp.type().toJson(known));
        }
        case LiveField.Place place -> {
          Object value =
              rolledUp
                  .computeIfAbsent(field.key(), key -> places(place, List.of(record.id())))
                  .get(record.id());
          shown.put(field.key(), value == null ? null : place.type().toJson(value));
        }
        case LiveField.Balance balance -> shown.put(field.key(), balances.of(balance, record));
        case LiveField.Promise _ -> {}
      }
    }
  }

  private Map<UUID, Object> places(LiveField.Place field, List<UUID> records) {
    return views.live().places(blueprint, field, records, environment);
  }

  private Map<UUID, Object> rollUp(LiveField.RollUp field, List<UUID> records) {
    return views.live().rollUp(blueprint, field, records, environment);
  }

  private @Nullable Object looked(
      LiveField.Lookup lookup, SequencedMap<String, FormField> fields, Map<String, Object> from) {
    LiveValues.Looked found = views.live().look(caller, views, lookup, fields, from);
    return found == null ? null : value(found.field(), found.value());
  }

  /** A value as the API shows it; references and people become id and title. */
  @Nullable Object value(FormField field, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case UUID id when field.type() instanceof ReferenceType reference ->
          titled(id, title(reference, id));
      case UUID id when field.type() instanceof PersonType -> person(id);
      case UUID id when field.type() instanceof DepartmentType -> titled(id, views.department(id));
      case List<?> ids when field.type() instanceof AttachmentType ->
          files(ids.stream().map(UUID.class::cast).toList());
      default -> field.type().toJson(value);
    };
  }

  /**
   * The name of what a reference leads to belongs to the record that refers to it; it is withheld
   * only from those who are to see the other form without the field that names its records.
   */
  private String title(ReferenceType reference, UUID id) {
    Form target = blueprint.find(Form.TYPE, reference.form()).orElse(null);
    ReferencedRecord record = known.get(id);
    if (record == null && target != null) {
      record = references.find(blueprint, target, id);
    }
    return record == null || target == null || isNameHidden(target)
        ? References.untitled(id)
        : record.title();
  }

  private boolean isNameHidden(Form target) {
    return namesHidden.computeIfAbsent(
        target.key(), key -> views.rights(caller, target).isHiddenEverywhere(target.title()));
  }

  private List<Map<String, @Nullable Object>> files(List<UUID> ids) {
    if (!files.keySet().containsAll(ids)) {
      files.putAll(views.files(ids));
    }
    List<Map<String, @Nullable Object>> shown = new ArrayList<>();
    for (UUID id : ids) {
      Attachment file = files.get(id);
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("name", file == null ? null : file.name());
      json.put("size", file == null ? null : file.size());
      json.put("type", file == null ? null : file.type());
      shown.add(json);
    }
    return shown;
  }

  private Map<String, Object> person(UUID id) {
    return titled(id, views.name(id));
  }

  private static Map<String, Object> titled(UUID id, String title) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("title", title);
    return json;
  }

  /**
   * Both values of every field, and of all line items, that were sent and are stored otherwise, and
   * the value both came from; of hidden ones, none.
   *
   * @param base the record as the sender had seen it
   */
  List<Conflict> conflicts(StoredRecord now, StoredRecord base, JsonNode sent) {
    Values view = values.of(access.form(), now);
    List<Conflict> conflicts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : sent.properties()) {
      String key = entry.getKey();
      FormField field = access.form().fields().get(key);
      LineItems lines = access.form().lines().get(key);
      if ((field == null && lines == null)
          || access.field(key, view, environment) == FieldAccess.HIDDEN) {
        continue;
      }
      if (lines != null) {
        List<StoredLine> rows = now.lines().getOrDefault(key, List.of());
        if (!SentRows.same(lines, rows, entry.getValue())) {
          conflicts.add(new Conflict(key, rows(lines, base), entry.getValue(), rows(lines, now)));
        }
      } else if (field != null) {
        Object yours = field.type().coerce(entry.getValue()).value();
        Object theirs = now.values().get(key);
        boolean unread = yours == null && !entry.getValue().isNull();
        if (unread || !Draft.same(yours, theirs)) {
          conflicts.add(
              new Conflict(
                  key,
                  value(field, base.values().get(key)),
                  unread ? entry.getValue() : value(field, yours),
                  value(field, theirs)));
        }
      }
    }
    return conflicts;
  }

  private List<?> rows(LineItems lines, StoredRecord record) {
    return record.lines().getOrDefault(lines.key(), List.of()).stream()
        .map(row -> row(lines, row))
        .toList();
  }

  /** Loads the names of all references of a page in one query per form. */
  private void preload(List<StoredRecord> records) {
    List<UUID> all = records.stream().map(StoredRecord::id).toList();
    for (LiveField field : access.form().live().values()) {
      if (field instanceof LiveField.RollUp rollUp
          && access.fieldEver(field.key()) != FieldAccess.HIDDEN) {
        rolledUp.put(field.key(), rollUp(rollUp, all));
      }
      if (field instanceof LiveField.Place place
          && access.fieldEver(field.key()) != FieldAccess.HIDDEN) {
        rolledUp.put(field.key(), places(place, all));
      }
    }
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
    Set<UUID> attached = new HashSet<>();
    access.form().fields().values().stream()
        .filter(field -> field.type() instanceof AttachmentType)
        .forEach(field ->
            records.forEach(record -> {
              if (record.values().get(field.key()) instanceof List<?> ids) {
                ids.forEach(id -> attached.add((UUID) id));
              }
            }));
    files.putAll(views.files(attached));
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
