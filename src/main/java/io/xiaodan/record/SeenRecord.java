package io.xiaodan.record;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.ReferenceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as the formulas of a document see it in one person's name: what the person may not see
 * is not there, and whether a formula wanted such a thing can be asked. Not to be shared by
 * threads.
 */
public final class SeenRecord {

  private final Caller caller;
  private final RecordViews views;
  private final References references;
  private final Form form;
  private final StoredRecord record;
  private final Environment environment;
  private final Values head;
  private boolean refused;

  SeenRecord(
      Caller caller, RecordViews views, References references, Form form, StoredRecord record) {
    this.caller = caller;
    this.views = views;
    this.references = references;
    this.form = form;
    this.record = record;
    this.environment = views.environment();
    RecordValues whole = new RecordValues(caller.blueprint(), references);
    Values plain = whole.of(form, record);
    FormAccess rights = views.rights(caller, form);
    this.head =
        name -> {
          if (Form.SYSTEM_COLUMNS.contains(name)) {
            return plain.get(name);
          }
          if (rights.field(name, plain, environment) == FieldAccess.HIDDEN) {
            refused = true;
            return null;
          }
          LineItems lines = form.lines().get(name);
          return lines == null ? field(form.fields(), record.values(), name) : rows(lines, null);
        };
  }

  /** The values of the head. */
  public Values head() {
    return head;
  }

  /** The rows of line items, in their order, each with the head as {@code parent}. */
  public List<Values> rows(LineItems lines) {
    return rows(lines, head);
  }

  /** The moment and the zone that formulas are evaluated with. */
  public Environment environment() {
    return environment;
  }

  /** Whether something was asked for since the last call that the person may not see. */
  public boolean wasRefused() {
    boolean was = refused;
    refused = false;
    return was;
  }

  private List<Values> rows(LineItems lines, @Nullable Values parent) {
    List<Values> rows = new ArrayList<>();
    for (StoredLine line : record.lines().getOrDefault(lines.key(), List.of())) {
      rows.add(name ->
          switch (name) {
            case "id" -> line.id().toString();
            case "parent" -> parent;
            default -> field(lines.columns(), line.values(), name);
          });
    }
    return rows;
  }

  private @Nullable Object field(
      Map<String, FormField> fields, Map<String, Object> values, String name) {
    Object value = values.get(name);
    FormField field = value == null ? null : fields.get(name);
    if (value == null || field == null) {
      return value;
    }
    return value instanceof UUID id && field.type() instanceof ReferenceType reference
        ? reference(reference.form(), id)
        : field.type().toFormula(value);
  }

  /** What a reference leads to; a record out of reach is empty but for its id. */
  private Values reference(String key, UUID id) {
    return name -> {
      if (name.equals("id")) {
        return id.toString();
      }
      Form target = caller.blueprint().find(Form.TYPE, key).orElse(null);
      ReferencedRecord found =
          target == null ? null : references.find(caller.blueprint(), target, id);
      if (target == null || found == null) {
        return null;
      }
      Values plain = new RecordValues(caller.blueprint(), references).of(target, found);
      FormAccess rights = views.rights(caller, target);
      if (!caller.actor().isSystem()) {
        if (!rights.may(FormAction.VIEW, plain, environment)) {
          return null;
        }
        if (!Form.SYSTEM_COLUMNS.contains(name)
            && rights.field(name, plain, environment) == FieldAccess.HIDDEN) {
          refused = true;
          return null;
        }
      }
      return Form.SYSTEM_COLUMNS.contains(name)
          ? plain.get(name)
          : field(target.fields(), found.values(), name);
    };
  }

  @Override
  public String toString() {
    return "SeenRecord[" + form.key() + " " + record.id() + "]";
  }
}
