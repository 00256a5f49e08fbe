package io.xiaodan.form;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.StructureChange;
import io.xiaodan.blueprint.StructureKeeper;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Keeps the tables of forms in step with their fields. Tables, columns and indexes are added, never
 * dropped: the column of a removed field keeps its values and is used again when the field comes
 * back.
 */
@Component
public class FormTables implements StructureKeeper {

  private static final String HEAD_COLUMNS =
      "id uuid PRIMARY KEY, rev bigint NOT NULL, created_at timestamptz NOT NULL, created_by uuid NOT NULL, "
          + "updated_at timestamptz NOT NULL, updated_by uuid NOT NULL, deleted_at timestamptz, flow_state text";

  private final Workspace workspace;

  FormTables(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public List<StructureChange> plan(DSLContext database, Blueprint blueprint) {
    Map<String, Map<String, String>> columns = columns(database);
    Set<String> indexes = indexes(database);
    List<StructureChange> plan = new ArrayList<>();
    List<StructureChange> references = new ArrayList<>();
    for (Form form : blueprint.all(Form.TYPE).values()) {
      table(plan, columns, form.table(), HEAD_COLUMNS);
      form.fields()
          .values()
          .forEach(field -> column(plan, references, columns, form.table(), field));
      headIndexes(plan, indexes, form);
      for (LineItems lines : form.lines().values()) {
        table(
            plan,
            columns,
            lines.table(),
            "id uuid PRIMARY KEY, parent uuid NOT NULL REFERENCES %s, position integer NOT NULL"
                .formatted(workspace.table(form.table())));
        index(plan, indexes, lines.table(), "parent", "(parent, position)", "");
        lines
            .columns()
            .values()
            .forEach(column -> column(plan, references, columns, lines.table(), column));
        lines.columns().values().stream()
            .filter(column -> column.type() instanceof ReferenceType)
            .forEach(column ->
                index(
                    plan,
                    indexes,
                    lines.table(),
                    column.key(),
                    "(" + quote(column.key()) + ")",
                    ""));
      }
    }
    plan.addAll(references);
    return withRows(database, plan);
  }

  @Override
  public void apply(DSLContext transaction, List<StructureChange> plan) {
    plan.forEach(change -> transaction.execute(change.sql()));
  }

  private void table(
      List<StructureChange> plan,
      Map<String, Map<String, String>> columns,
      String table,
      String definition) {
    if (!columns.containsKey(table)) {
      plan.add(
          new StructureChange(
              "create_table",
              table,
              table,
              0,
              "CREATE TABLE " + workspace.table(table) + " (" + definition + ")"));
    }
  }

  private void column(
      List<StructureChange> plan,
      List<StructureChange> references,
      Map<String, Map<String, String>> columns,
      String table,
      FormField field) {
    String wanted = field.type().column();
    String present = columns.getOrDefault(table, Map.of()).get(field.key());
    if (present != null && !present.equals(wanted)) {
      throw Problem.of(
              ProblemKind.INVALID,
              "form.type_change",
              "label",
              field.label(),
              "present",
              present,
              "wanted",
              wanted)
          .exception();
    }
    if (present != null) {
      return;
    }
    plan.add(
        new StructureChange(
            "add_column",
            table,
            field.key(),
            0,
            "ALTER TABLE "
                + workspace.table(table)
                + " ADD COLUMN "
                + quote(field.key())
                + " "
                + wanted));
    if (field.type() instanceof ReferenceType reference) {
      references.add(
          new StructureChange(
              "add_reference",
              table,
              field.key(),
              0,
              "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s"
                  .formatted(
                      workspace.table(table),
                      quote(constraint(table, field.key(), "fk")),
                      quote(field.key()),
                      workspace.table("f_" + reference.form()))));
    }
  }

  private void headIndexes(List<StructureChange> plan, Set<String> indexes, Form form) {
    index(
        plan, indexes, form.table(), "deleted_at", "(deleted_at) WHERE deleted_at IS NOT NULL", "");
    String sort =
        form.document().path("list").path("sort").asString("").replaceFirst("^-", "").split(",")[0];
    for (FormField field : form.fields().values()) {
      String key = "(" + quote(field.key()) + ", id)";
      if (field.unique()) {
        index(
            plan,
            indexes,
            form.table(),
            field.key(),
            "(" + quote(field.key()) + ") WHERE deleted_at IS NULL",
            "UNIQUE");
      } else if (field.type() instanceof ReferenceType || field.type().name().equals("person")) {
        index(plan, indexes, form.table(), field.key(), key, "");
      }
      if (field.type().column().equals("uuid[]")) {
        index(
            plan, indexes, form.table(), field.key(), "USING gin (" + quote(field.key()) + ")", "");
      }
      if (field.key().equals(sort)) {
        index(plan, indexes, form.table(), field.key() + "_sort", key, "");
      }
    }
  }

  private void index(
      List<StructureChange> plan,
      Set<String> indexes,
      String table,
      String name,
      String on,
      String unique) {
    String index = constraint(table, name, unique.isEmpty() ? "ix" : "uq");
    if (indexes.add(index)) {
      plan.add(
          new StructureChange(
              "create_index",
              table,
              index,
              0,
              "CREATE %s INDEX %s ON %s %s"
                  .formatted(unique, quote(index), workspace.table(table), on)));
    }
  }

  /** Name of the index that keeps a field's values apart. */
  public static String uniqueIndex(Form form, FormField field) {
    return constraint(form.table(), field.key(), "uq");
  }

  /**
   * The name of an index or constraint, at most 63 bytes as PostgreSQL wants.
   *
   * @param end {@code uq}, {@code ix} or {@code fk}
   */
  static String constraint(String table, String name, String end) {
    String full = table + "_" + name + "_" + end;
    return full.length() <= 63
        ? full
        : full.substring(0, 52) + "_" + Integer.toHexString(full.hashCode());
  }

  private Map<String, Map<String, String>> columns(DSLContext database) {
    Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    database
        .resultQuery(
            "SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                + "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE n.nspname = ? AND c.relkind = 'r'",
            workspace.schema())
        .forEach(row ->
            columns
                .computeIfAbsent(row.get(0, String.class), table -> new LinkedHashMap<>())
                .put(row.get(1, String.class), shortName(row.get(2, String.class))));
    return columns;
  }

  private static String shortName(String type) {
    return type.equals("timestamp with time zone") ? "timestamptz" : type;
  }

  private Set<String> indexes(DSLContext database) {
    return new LinkedHashSet<>(
        database
            .resultQuery(
                "SELECT indexname FROM pg_indexes WHERE schemaname = ?", workspace.schema())
            .fetch(0, String.class));
  }

  /** Adds how many rows each table has, as the planner knows it: an estimate that costs nothing. */
  private List<StructureChange> withRows(DSLContext database, List<StructureChange> plan) {
    if (plan.isEmpty()) {
      return plan;
    }
    Map<String, Long> rows = new LinkedHashMap<>();
    database
        .resultQuery(
            "SELECT c.relname, greatest(c.reltuples, 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relkind = 'r'",
            workspace.schema())
        .forEach(row -> rows.put(row.get(0, String.class), row.get(1, Long.class)));
    return plan.stream()
        .map(change ->
            new StructureChange(
                change.change(),
                change.table(),
                change.subject(),
                rows.getOrDefault(change.table(), 0L),
                change.sql()))
        .toList();
  }
}
