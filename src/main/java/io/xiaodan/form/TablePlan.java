package io.xiaodan.form;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.StructureChange;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.form.type.RichTextType;
import io.xiaodan.form.type.TextType;
import io.xiaodan.kernel.Message;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What has to change in the tables so that forms find their columns. What cannot be done, because
 * of a column's type or of the values in it, is reported as a finding of the form.
 */
final class TablePlan {

  /** The longest text whose index entry surely fits PostgreSQL's page. */
  private static final int LONGEST_INDEXED = 500;

  private static final String HEAD_COLUMNS =
      "id uuid PRIMARY KEY, rev bigint NOT NULL, created_at timestamptz NOT NULL, created_by uuid NOT NULL, "
          + "updated_at timestamptz NOT NULL, updated_by uuid NOT NULL, deleted_at timestamptz, flow_state text, _search text";

  private final DSLContext database;
  private final Workspace workspace;
  private final PresentTables present;
  private final Blueprint before;
  private final boolean emptyUnconvertible;
  private final Compilation compilation;
  private final Set<String> indexes;
  private final List<StructureChange> changes = new ArrayList<>();
  private final List<StructureChange> references = new ArrayList<>();
  private final Set<String> converted = new HashSet<>();

  TablePlan(
      DSLContext database,
      Workspace workspace,
      PresentTables present,
      Blueprint before,
      boolean emptyUnconvertible,
      Compilation compilation) {
    this.before = before;
    this.emptyUnconvertible = emptyUnconvertible;
    this.database = database;
    this.workspace = workspace;
    this.present = present;
    this.compilation = compilation;
    this.indexes = new HashSet<>(present.indexes());
  }

  /** Everything, foreign keys last, since forms may refer to one another. */
  List<StructureChange> changes() {
    List<StructureChange> all = new ArrayList<>(changes);
    all.addAll(references);
    return all;
  }

  void form(Form form) {
    ArtifactId id = new ArtifactId("form", form.key());
    table(form.table(), HEAD_COLUMNS);
    for (FormField field : form.fields().values()) {
      column(id, "fields." + field.key(), form.table(), field);
    }
    headIndexes(id, form);
    for (LineItems lines : form.lines().values()) {
      String parent =
          "id uuid PRIMARY KEY, parent uuid NOT NULL REFERENCES %s, position integer NOT NULL";
      table(lines.table(), parent.formatted(workspace.table(form.table())));
      index(lines.table(), "parent", "(parent, position)", "");
      for (FormField column : lines.columns().values()) {
        column(id, "fields." + lines.key() + "." + column.key(), lines.table(), column);
        if (column.type() instanceof ReferenceType) {
          index(lines.table(), column.key(), "(" + quote(column.key()) + ")", "");
        }
      }
    }
  }

  private void table(String table, String definition) {
    if (!present.columns().containsKey(table)) {
      add("create_table", table, table, "CREATE TABLE %s (%s)", workspace.table(table), definition);
    }
  }

  private void column(ArtifactId form, String place, String table, FormField field) {
    String wanted = field.type().column();
    String there = present.columns().getOrDefault(table, Map.of()).get(field.key());
    if (there != null) {
      FieldType was = was(table, field.key(), there);
      if (!was.name().equals(field.type().name()) || !there.equals(wanted)) {
        convert(form, place, table, field, was);
      }
    }
    if (there == null) {
      add(
          "add_column",
          table,
          field.key(),
          "ALTER TABLE %s ADD COLUMN %s %s",
          workspace.table(table),
          quote(field.key()),
          wanted);
    }
    if (field.type() instanceof ReferenceType reference) {
      reference(form, place, table, field, "f_" + reference.form());
    }
  }

  private void reference(
      ArtifactId form, String place, String table, FormField field, String target) {
    String name = FormTables.foreignKey(table, field);
    String there = present.references().get(name);
    if (there != null && !there.equals(target)) {
      compilation.error(
          form, place, Message.of("form.target_change", "label", field.label(), "present", there));
    } else if (there == null
        && (!present.has(table, field.key()) || converted.contains(table + "." + field.key()))) {
      String sql =
          "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s"
              .formatted(
                  workspace.table(table), quote(name), quote(field.key()), workspace.table(target));
      references.add(new StructureChange("add_reference", table, field.key(), rows(table), sql));
    }
  }

  /** The type a column has now: its field's, or what its values look like where that is gone. */
  private FieldType was(String table, String key, String column) {
    for (Form form : before.all(Form.TYPE).values()) {
      if (table.equals(form.table()) && form.fields().get(key) instanceof FormField field) {
        return field.type();
      }
      for (LineItems lines : form.lines().values()) {
        if (table.equals(lines.table()) && lines.columns().get(key) instanceof FormField field) {
          return field.type();
        }
      }
    }
    return FieldTypes.ofColumn(column);
  }

  private void convert(
      ArtifactId form, String place, String table, FormField field, FieldType was) {
    String key = field.key();
    List<String> leaving = new ArrayList<>();
    for (String index :
        List.of(
            FormTables.constraint(table, key, "uq"),
            FormTables.constraint(table, key, "ix"),
            FormTables.constraint(table, key + "_sort", "ix"))) {
      if (indexes.contains(index)) {
        leaving.add("DROP INDEX " + workspace.table(index));
      }
    }
    String reference = FormTables.foreignKey(table, field);
    if (present.references().containsKey(reference)) {
      leaving.add(
          "ALTER TABLE %s DROP CONSTRAINT %s".formatted(workspace.table(table), quote(reference)));
    }
    List<String> asides =
        present.columns().getOrDefault(table, Map.of()).keySet().stream()
            .filter(column -> column.startsWith(key + "__was_"))
            .toList();
    String kept =
        asides.stream()
            .filter(column -> column.endsWith("_" + field.type().name() + "_"))
            .max(Comparator.comparingInt(TablePlan::number))
            .orElse(null);
    int number = asides.stream().mapToInt(TablePlan::number).max().orElse(0) + 1;
    ColumnConversion conversion =
        new ColumnConversion(
            workspace,
            table,
            key,
            table.contains("__") ? "parent" : "id",
            was,
            field.type(),
            kept,
            key + "__was_" + number + "_" + was.name() + "_",
            leaving);
    StructureChange change = conversion.plan(database, emptyUnconvertible);
    if (change == null) {
      return;
    }
    String twice = field.unique() && !table.contains("__") ? conversion.twice(database) : null;
    if (twice != null) {
      compilation.error(
          form, place, Message.of("form.unique_taken", "label", field.label(), "value", twice));
    }
    changes.add(change);
    converted.add(table + "." + key);
    leaving.forEach(statement ->
        indexes.removeIf(index -> statement.equals("DROP INDEX " + workspace.table(index))));
    lost(form, place, field, change.lostCount());
  }

  private void lost(ArtifactId form, String place, FormField field, long count) {
    if (count > 0) {
      Message message =
          Message.of(
              emptyUnconvertible ? "form.values_emptied" : "form.values_lost",
              "label",
              field.label(),
              "count",
              count);
      if (emptyUnconvertible) {
        compilation.warning(form, place, message);
      } else {
        compilation.error(form, place, message);
      }
    }
  }

  private static int number(String aside) {
    return Integer.parseInt(aside.replaceFirst(".*__was_(\\d+)_.*", "$1"));
  }

  private void headIndexes(ArtifactId id, Form form) {
    String table = form.table();
    index(table, "deleted_at", "(deleted_at) WHERE deleted_at IS NOT NULL", "");
    index(table, "_search", "USING gin (" + workspace.table("search_pairs") + "(_search))", "");
    String sort =
        form.document().path("list").path("sort").asString("").replaceFirst("^-", "").split(",")[0];
    for (FormField field : form.fields().values()) {
      String column = quote(field.key());
      unique(id, form, field);
      if (field.type().column().equals("uuid")) {
        index(table, field.key(), "(" + column + ", id)", "");
      } else if (field.type() instanceof AttachmentType) {
        index(
            table,
            field.key(),
            "USING gin (%s) WHERE %s IS NOT NULL".formatted(column, column),
            "");
      }
      if (field.key().equals(sort) && isIndexable(field)) {
        index(table, field.key() + "_sort", "(" + column + ", id)", "");
      }
    }
  }

  private void unique(ArtifactId id, Form form, FormField field) {
    String name = FormTables.uniqueIndex(form, field);
    String place = "fields." + field.key();
    if (!field.unique()) {
      if (indexes.remove(name)) {
        String index = workspace.table(name);
        add("drop_index", form.table(), name, "DROP INDEX %s", index);
      }
    } else if (!isIndexable(field)) {
      compilation.error(
          id,
          place,
          Message.of("form.unique_long", "label", field.label(), "maximum", LONGEST_INDEXED));
    } else if (!indexes.contains(name)) {
      String twice = twice(form, field);
      if (twice != null) {
        compilation.error(
            id, place, Message.of("form.unique_taken", "label", field.label(), "value", twice));
      }
      index(
          form.table(),
          field.key(),
          "(" + quote(field.key()) + ") WHERE deleted_at IS NULL",
          "UNIQUE");
    }
  }

  private static boolean isIndexable(FormField field) {
    return switch (field.type()) {
      case TextType text -> text.maximum() <= LONGEST_INDEXED;
      case RichTextType _ -> false;
      case FieldType other -> !other.column().equals("jsonb");
    };
  }

  /** A value that several records share, or null. */
  private @Nullable String twice(Form form, FormField field) {
    if (!present.has(form.table(), field.key())
        || converted.contains(form.table() + "." + field.key())) {
      return null;
    }
    String sql =
        "SELECT %1$s::text FROM %2$s WHERE deleted_at IS NULL AND %1$s IS NOT NULL GROUP BY %1$s HAVING count(*) > 1 LIMIT 1";
    return database
        .resultQuery(sql.formatted(quote(field.key()), workspace.table(form.table())))
        .fetchOne(0, String.class);
  }

  private void index(String table, String name, String on, String unique) {
    String index = FormTables.constraint(table, name, unique.isEmpty() ? "ix" : "uq");
    if (indexes.add(index)) {
      add(
          "create_index",
          table,
          index,
          "CREATE %s INDEX %s ON %s %s",
          unique,
          quote(index),
          workspace.table(table),
          on);
    }
  }

  private void add(String change, String table, String subject, String sql, Object... parts) {
    changes.add(new StructureChange(change, table, subject, rows(table), sql.formatted(parts)));
  }

  private long rows(String table) {
    return present.rows().getOrDefault(table, 0L);
  }
}
