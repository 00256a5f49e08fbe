package io.xiaodan.batch;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.Decision;
import io.xiaodan.form.FieldType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.type.AutoNumberType;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.StoredRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request read under the rights of who asked: which fields become what. */
final class BatchPlan {

  /** A field and what it becomes; a formula or a value as it was sent. */
  private record Entry(FormField field, @Nullable Formula formula, JsonNode value) {}

  private final List<Entry> entries;
  private final List<FormField> followers;

  private BatchPlan(List<Entry> entries, List<FormField> followers) {
    this.entries = List.copyOf(entries);
    this.followers = List.copyOf(followers);
  }

  /**
   * Reads a request.
   *
   * @throws io.xiaodan.kernel.ProblemException not found (form), forbidden, or invalid with every
   *     field that cannot become what is asked
   */
  static BatchPlan read(Access access, Caller caller, String form, BatchRequest request) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormAction action = request.kind() == BatchKind.EDIT ? FormAction.EDIT : FormAction.DELETE;
    if (!rights.mayEver(action)) {
      throw Problem.of(
              ProblemKind.FORBIDDEN,
              "batch.may_not_" + action.name().toLowerCase(java.util.Locale.ROOT),
              "form",
              rights.form().label())
          .exception();
    }
    if (request.kind() == BatchKind.PURGE && !rights.mayPurge()) {
      throw Problem.of(ProblemKind.FORBIDDEN, "record.may_not_purge", "form", rights.form().label())
          .exception();
    }
    List<Violation> violations = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    Schema schema = access.schema(caller.blueprint(), caller.actor(), rights.form());
    request
        .values()
        .forEach((key, wanted) -> {
          Entry entry = entry(rights, key, wanted, schema, violations);
          if (entry != null) {
            entries.add(entry);
          }
        });
    if (request.kind() == BatchKind.EDIT && request.values().isEmpty()) {
      violations.add(Violation.at("values", Message.of("batch.no_values")));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    return new BatchPlan(entries, followers(rights, entries));
  }

  private static @Nullable Entry entry(
      FormAccess rights, String key, NewValue wanted, Schema schema, List<Violation> violations) {
    Form form = rights.form();
    FormField field = form.fields().get(key);
    Message refusal = refusal(rights, key, field);
    if (refusal != null || field == null) {
      violations.add(
          Violation.at(
              key, refusal == null ? Message.of("record.unknown_field", "field", key) : refusal));
      return null;
    }
    String formula = wanted.formula();
    if (formula == null) {
      return constant(field, wanted, violations);
    }
    if (isLink(field.type())) {
      violations.add(Violation.at(key, Message.of("batch.no_formula", "label", field.label())));
      return null;
    }
    try {
      return new Entry(
          field,
          Formula.compile(formula, schema, field.type().valueType()),
          JsonNodeFactory.instance.nullNode());
    } catch (FormulaException e) {
      violations.add(Violation.at(key, FormulaReader.message(e.errors().getFirst(), formula)));
      return null;
    }
  }

  private static boolean isLink(FieldType type) {
    return type.column().startsWith("uuid");
  }

  private static @Nullable Entry constant(
      FormField field, NewValue wanted, List<Violation> violations) {
    JsonNode value = wanted.value() == null ? JsonNodeFactory.instance.nullNode() : wanted.value();
    Coerced coerced = field.type().coerce(value);
    if (coerced.refusal() != null) {
      violations.add(Violation.at(field.key(), coerced.refusal()));
      return null;
    }
    return new Entry(field, null, value);
  }

  private static @Nullable Message refusal(
      FormAccess rights, String key, @Nullable FormField field) {
    boolean known =
        field != null
            || rights.form().lines().containsKey(key)
            || rights.form().live().containsKey(key);
    if (!known || rights.fieldEver(key) == FieldAccess.HIDDEN) {
      return Message.of("record.unknown_field", "field", key);
    }
    if (field == null) {
      return Message.of("batch.no_lines", "field", key);
    }
    if (field.filling().isComputed()) {
      return Message.of("record.computed", "label", field.label());
    }
    boolean fixed =
        field.type() instanceof AutoNumberType
            || field.rules().readOnly().equals(Decision.YES)
            || rights.fieldEver(key) != FieldAccess.EDIT;
    return fixed ? Message.of("record.read_only", "label", field.label()) : null;
  }

  /** Fields that are filled by copying when one of the changed references is picked. */
  private static List<FormField> followers(FormAccess rights, List<Entry> entries) {
    return rights.form().fields().values().stream()
        .filter(field -> field.filling().copy() != null && !field.filling().isComputed())
        .filter(field -> rights.fieldEver(field.key()) == FieldAccess.EDIT)
        .filter(
            field -> entries.stream().noneMatch(entry -> entry.field().key().equals(field.key())))
        .filter(field ->
            entries.stream()
                .anyMatch(entry ->
                    Objects.requireNonNull(field.filling().copy())
                        .toString()
                        .startsWith(entry.field().key() + ".")))
        .toList();
  }

  /** Names of the fields, for people. */
  List<FormField> fields() {
    return entries.stream().map(Entry::field).toList();
  }

  /** Whether a field is to become one and the same value that no two records may share. */
  boolean isTheSameTwice() {
    return entries.stream()
        .anyMatch(
            entry -> entry.field().unique() && entry.formula() == null && !entry.value().isNull());
  }

  /**
   * The values that differ from what is stored, as the record door takes them.
   *
   * @param view the record as formulas see it
   * @throws io.xiaodan.kernel.ProblemException invalid where a formula fails or gives what does not
   *     fit
   */
  ObjectNode values(StoredRecord record, Values view, Environment environment) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    List<Violation> violations = new ArrayList<>();
    for (Entry entry : entries) {
      Coerced wanted = wanted(entry, view, environment);
      Message refusal = wanted.refusal();
      if (refusal != null) {
        violations.add(Violation.at(entry.field().key(), refusal));
      } else if (!same(wanted.value(), record.values().get(entry.field().key()))) {
        values.set(
            entry.field().key(),
            entry.formula() == null ? entry.value() : json(entry.field(), wanted.value()));
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    return values;
  }

  private static Coerced wanted(Entry entry, Values view, Environment environment) {
    Formula formula = entry.formula();
    if (formula == null) {
      return entry.field().type().coerce(entry.value());
    }
    try {
      Object value = formula.evaluate(view, environment);
      return value == null ? Coerced.EMPTY : entry.field().type().fit(value);
    } catch (FormulaException e) {
      return Coerced.refused(
          "record.formula_failed",
          "label",
          entry.field().label(),
          "reason",
          FormulaReader.message(e.errors().getFirst(), formula.text()));
    }
  }

  /** Equality of values: numbers by their value, not by their scale. */
  static boolean same(@Nullable Object a, @Nullable Object b) {
    return a instanceof BigDecimal x && b instanceof BigDecimal y
        ? x.compareTo(y) == 0
        : Objects.equals(a, b);
  }

  static JsonNode json(FormField field, @Nullable Object value) {
    return value == null
        ? JsonNodeFactory.instance.nullNode()
        : JsonMapper.shared().valueToTree(field.type().toJson(value));
  }

  /** What differs between two states of a record in the fields of the plan, before and after. */
  Map<String, ObjectNode> difference(StoredRecord before, StoredRecord after) {
    ObjectNode was = JsonNodeFactory.instance.objectNode();
    ObjectNode is = JsonNodeFactory.instance.objectNode();
    List<FormField> looked = new ArrayList<>(fields());
    looked.addAll(followers);
    for (FormField field : looked) {
      Object one = before.values().get(field.key());
      Object other = after.values().get(field.key());
      if (!same(one, other)) {
        was.set(field.key(), json(field, one));
        is.set(field.key(), json(field, other));
      }
    }
    Map<String, ObjectNode> difference = new LinkedHashMap<>();
    difference.put("before", was);
    difference.put("after", is);
    return difference;
  }
}
