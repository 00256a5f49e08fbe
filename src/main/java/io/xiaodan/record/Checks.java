package io.xiaodan.record;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FieldType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.Validation;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.DepartmentType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before a record is written: presence, references that are there, validations.
 * Reports everything at once.
 */
final class Checks {

  private final Blueprint blueprint;
  private final References references;
  private final RecordValues values;
  private final Environment environment;
  private final BiPredicate<Form, ReferencedRecord> mayRefer;
  private final List<Violation> violations;

  /**
   * @param mayRefer whether the person may see, and so choose, a record of a form
   */
  Checks(
      Blueprint blueprint,
      References references,
      RecordValues values,
      Environment environment,
      BiPredicate<Form, ReferencedRecord> mayRefer,
      List<Violation> violations) {
    this.blueprint = blueprint;
    this.references = references;
    this.values = values;
    this.environment = environment;
    this.mayRefer = mayRefer;
    this.violations = violations;
  }

  /** Whether every reference that was chosen now leads somewhere; loads all of them at once. */
  void references(Draft draft) {
    Map<String, Set<UUID>> wanted = new LinkedHashMap<>();
    collect(wanted, draft.form.fields().values(), draft.values);
    draft
        .form
        .lines()
        .forEach((key, lines) ->
            draft
                .lines
                .getOrDefault(key, List.of())
                .forEach(row -> collect(wanted, lines.columns().values(), row.values)));
    Map<UUID, ReferencedRecord> found = new LinkedHashMap<>();
    wanted.forEach((form, ids) ->
        blueprint
            .find(Form.TYPE, form)
            .ifPresent(target -> found.putAll(references.find(blueprint, target, ids))));
    draft.form.fields().values().stream()
        .filter(field -> draft.supplied.contains(field.key()) && draft.changed(field.key()))
        .forEach(field -> reference(field, draft.values, found, field.key(), null));
    draft
        .form
        .lines()
        .forEach((key, lines) -> {
          List<Draft.Row> rows = draft.lines.getOrDefault(key, List.of());
          for (int i = 0; i < rows.size(); i++) {
            Draft.Row row = rows.get(i);
            for (FormField column : lines.columns().values()) {
              if (row.supplied.contains(column.key())) {
                reference(column, row.values, found, key, i);
              }
            }
          }
        });
  }

  private static void collect(
      Map<String, Set<UUID>> wanted, Collection<FormField> fields, Map<String, Object> from) {
    for (FormField field : fields) {
      if (field.type() instanceof ReferenceType type && from.get(field.key()) instanceof UUID id) {
        wanted.computeIfAbsent(type.form(), form -> new HashSet<>()).add(id);
      }
    }
  }

  private void reference(
      FormField field,
      Map<String, Object> from,
      Map<UUID, ReferencedRecord> found,
      String top,
      @Nullable Integer row) {
    if (!(field.type() instanceof ReferenceType type)
        || !(from.get(field.key()) instanceof UUID id)) {
      return;
    }
    ReferencedRecord record = found.get(id);
    Form target = blueprint.find(Form.TYPE, type.form()).orElse(null);
    Message message =
        record == null || target == null || !mayRefer.test(target, record)
            ? Message.of("record.reference_missing", "label", field.label())
            : record.deleted()
                ? Message.of("record.reference_deleted", "title", record.title())
                : null;
    if (message != null) {
      violations.add(new Violation(message, top, row, row == null ? null : field.key()));
    }
  }

  /** Whether every person that was chosen now is there, in the head and in every row. */
  void people(Draft draft, Predicate<UUID> people) {
    members(draft, PersonType.class, people, Message.of("record.person_missing"));
  }

  /** Whether every department that was chosen now is there, in the head and in every row. */
  void departments(Draft draft, Predicate<UUID> departments) {
    members(draft, DepartmentType.class, departments, Message.of("record.department_missing"));
  }

  private void members(
      Draft draft, Class<? extends FieldType> type, Predicate<UUID> known, Message message) {
    draft.form.fields().values().stream()
        .filter(field -> type.isInstance(field.type()) && draft.supplied.contains(field.key()))
        .filter(field -> draft.changed(field.key()))
        .filter(field -> draft.values.get(field.key()) instanceof UUID id && !known.test(id))
        .forEach(field -> violations.add(Violation.at(field.key(), message)));
    for (LineItems lines : draft.form.lines().values()) {
      List<FormField> columns =
          lines.columns().values().stream().filter(c -> type.isInstance(c.type())).toList();
      List<Draft.Row> rows = columns.isEmpty() ? List.of() : draft.lines.get(lines.key());
      for (int i = 0; rows != null && i < rows.size(); i++) {
        Draft.Row row = rows.get(i);
        for (FormField column : columns) {
          if (row.supplied.contains(column.key())
              && row.values.get(column.key()) instanceof UUID id
              && !known.test(id)) {
            violations.add(at(lines, i, column.key(), message));
          }
        }
      }
    }
  }

  /**
   * Whether fields that take pictures only were given pictures.
   *
   * @param types the type found in the content, by file
   */
  void fileTypes(Draft draft, Function<Collection<UUID>, Map<UUID, String>> types) {
    for (FormField field : draft.form.fields().values()) {
      if (draft.supplied.contains(field.key())
          && isOfOtherType(field, draft.values.get(field.key()), types)) {
        violations.add(Violation.at(field.key(), otherType(field)));
      }
    }
    for (LineItems lines : draft.form.lines().values()) {
      List<Draft.Row> rows = draft.lines.getOrDefault(lines.key(), List.of());
      for (FormField column : lines.columns().values()) {
        for (int i = 0; column.type() instanceof AttachmentType && i < rows.size(); i++) {
          if (rows.get(i).supplied.contains(column.key())
              && isOfOtherType(column, rows.get(i).values.get(column.key()), types)) {
            violations.add(at(lines, i, column.key(), otherType(column)));
          }
        }
      }
    }
  }

  private static Message otherType(FormField field) {
    return Message.of("record.file_type", "label", field.label());
  }

  private static boolean isOfOtherType(
      FormField field,
      @Nullable Object value,
      Function<Collection<UUID>, Map<UUID, String>> types) {
    return field.type() instanceof AttachmentType type
        && !type.name().equals("attachment")
        && value instanceof List<?> files
        && types.apply(files.stream().map(UUID.class::cast).toList()).values().stream()
            .anyMatch(content -> !type.takes(content));
  }

  /** Whether every file that was attached now may be read by who attaches it. */
  void files(Draft draft, Predicate<UUID> mayRead) {
    for (FormField field : draft.form.fields().values()) {
      Object before = draft.before == null ? null : draft.before.values().get(field.key());
      if (draft.supplied.contains(field.key())
          && isLost(field, draft.values.get(field.key()), before, mayRead)) {
        violations.add(Violation.at(field.key(), Message.of("record.file_missing")));
      }
    }
    for (LineItems lines : draft.form.lines().values()) {
      List<Draft.Row> rows = draft.lines.getOrDefault(lines.key(), List.of());
      for (FormField column : lines.columns().values()) {
        for (int i = 0; column.type() instanceof AttachmentType && i < rows.size(); i++) {
          if (rows.get(i).supplied.contains(column.key())
              && isLost(column, rows.get(i).values.get(column.key()), null, mayRead)) {
            violations.add(at(lines, i, column.key(), Message.of("record.file_missing")));
          }
        }
      }
    }
  }

  private static boolean isLost(
      FormField field, @Nullable Object now, @Nullable Object before, Predicate<UUID> mayRead) {
    return field.type() instanceof AttachmentType
        && now instanceof List<?> files
        && !files.stream()
            .filter(file -> !(before instanceof List<?> old && old.contains(file)))
            .allMatch(file -> mayRead.test((UUID) file));
  }

  /** The moment the checks are made at. */
  Instant now() {
    return environment.now();
  }

  /** Presence and validations, except what was already wrong with the stored record. */
  void newRules(Draft draft, RecordValues views, StoredRecord before) {
    int known = violations.size();
    rules(draft, views.of(draft, before.createdBy(), before.createdAt()));
    if (violations.size() > known) {
      List<Violation> earlier = new ArrayList<>();
      new Checks(blueprint, references, values, environment, mayRefer, earlier)
          .rules(new Draft(draft.form, before), views.of(draft.form, before));
      violations.subList(known, violations.size()).removeIf(earlier::contains);
    }
  }

  /** Presence and validations, of the head and of every row. */
  void rules(Draft draft, Values head) {
    presence(draft.form.fields().values(), draft.values, head, null, 0);
    options(draft.form.fields().values(), draft.values, head, null, 0);
    for (LineItems lines : draft.form.lines().values()) {
      List<Draft.Row> rows = draft.lines.getOrDefault(lines.key(), List.of());
      if (rows.size() < lines.minimum() && !isRefused(null, 0, lines.key())) {
        violations.add(
            Violation.at(
                lines.key(),
                Message.of(
                    "record.lines_minimum", "label", lines.label(), "minimum", lines.minimum())));
      }
      for (int i = 0; i < rows.size(); i++) {
        Values row = values.row(lines, rows.get(i).id, rows.get(i).values, head);
        presence(lines.columns().values(), rows.get(i).values, row, lines, i);
        options(lines.columns().values(), rows.get(i).values, row, lines, i);
        for (Validation validation : lines.validations()) {
          validate(validation, row, lines, i);
        }
      }
    }
    for (Validation validation : draft.form.validations()) {
      validate(validation, head, null, 0);
    }
  }

  private void presence(
      Collection<FormField> fields,
      Map<String, Object> from,
      Values view,
      @Nullable LineItems lines,
      int row) {
    for (FormField field : fields) {
      if (!from.containsKey(field.key())
          && !isRefused(lines, row, field.key())
          && !isCopyOfRefused(lines, row, field)
          && field.rules().required().holds(view, environment)
          && field.rules().visible().holds(view, environment)) {
        violations.add(
            at(lines, row, field.key(), Message.of("record.required", "label", field.label())));
      }
    }
  }

  private void options(
      Collection<FormField> fields,
      Map<String, Object> from,
      Values view,
      @Nullable LineItems lines,
      int row) {
    for (FormField field : fields) {
      for (Message message : ClosedOptions.of(field, from.get(field.key()), view, environment)) {
        violations.add(at(lines, row, field.key(), message));
      }
      if (from.get(field.key()) instanceof UUID chosen
          && !isRefused(lines, row, field.key())
          && ClosedOptions.isOutside(field, chosen, view, values, environment)) {
        violations.add(at(lines, row, field.key(), outside(field, chosen)));
      }
    }
  }

  private Message outside(FormField field, UUID chosen) {
    Form target =
        field.type() instanceof ReferenceType type
            ? blueprint.find(Form.TYPE, type.form()).orElse(null)
            : null;
    ReferencedRecord record = target == null ? null : references.find(blueprint, target, chosen);
    return Message.of(
        "record.reference_outside",
        "label",
        field.label(),
        "title",
        record == null ? References.untitled(chosen) : record.title(),
        "id",
        chosen);
  }

  /**
   * Fields that a formula makes read-only for the record as it was, or for a new one as it is.
   *
   * @param head the values that decide
   */
  void readOnly(Draft draft, Values head) {
    for (FormField field : draft.form.fields().values()) {
      if (draft.supplied.contains(field.key())
          && draft.changed(field.key())
          && isReadOnly(field, head)) {
        violations.add(
            Violation.at(field.key(), Message.of("record.read_only", "label", field.label())));
      }
    }
  }

  private boolean isReadOnly(FormField field, Values head) {
    return field.rules().readOnly().formula() != null
        && field.rules().readOnly().holds(head, environment);
  }

  /** Whether something is already wrong with the value, so that its absence is no news. */
  private boolean isRefused(@Nullable LineItems lines, int row, String field) {
    return violations.stream()
        .anyMatch(violation ->
            lines == null
                ? field.equals(violation.field())
                : lines.key().equals(violation.field())
                    && violation.row() != null
                    && violation.row() == row
                    && field.equals(violation.column()));
  }

  /** Whether the value would have come with a reference that was refused. */
  private boolean isCopyOfRefused(@Nullable LineItems lines, int row, FormField field) {
    Path copy = field.filling().copy();
    return copy != null && isRefused(lines, row, copy.names().getFirst());
  }

  /** Not decided while a field it is shown at is empty. */
  private void validate(Validation validation, Values view, @Nullable LineItems lines, int row) {
    if (validation.fields().stream().anyMatch(field -> view.get(field) == null)) {
      return;
    }
    if (!ClosedOptions.holds(validation.formula(), view, environment)) {
      String field = validation.fields().isEmpty() ? null : validation.fields().getFirst();
      violations.add(
          at(lines, row, field, Message.of("record.validation", "text", validation.message())));
    }
  }

  private static Violation at(
      @Nullable LineItems lines, int row, @Nullable String field, Message message) {
    return lines == null
        ? new Violation(message, field, null, null)
        : new Violation(message, lines.key(), row, field);
  }
}
