package io.xiaodan.form;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.StructureChange;
import io.xiaodan.blueprint.StructureKeeper;
import io.xiaodan.platform.Workspace;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps the tables of forms in step with their fields. Tables, columns and indexes are added, never
 * dropped: the column of a removed field keeps its values and is used again when the field comes
 * back, and a field that changes its type leaves its old column behind under another name.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class FormTables implements StructureKeeper {

  private final Workspace workspace;

  FormTables(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public List<StructureChange> plan(
      DSLContext database,
      Blueprint before,
      Blueprint blueprint,
      boolean emptyUnconvertible,
      Compilation compilation) {
    PresentTables present = PresentTables.read(database, workspace);
    TablePlan plan =
        new TablePlan(database, workspace, present, before, emptyUnconvertible, compilation);
    blueprint.all(Form.TYPE).values().forEach(plan::form);
    return plan.changes();
  }

  /** Name of the index that keeps a field's values apart. */
  public static String uniqueIndex(Form form, FormField field) {
    return constraint(form.table(), field.key(), "uq");
  }

  /** Name of the index that finds rows by one of their columns. */
  public static String plainIndex(Form form, String column) {
    return constraint(form.table(), column, "ix");
  }

  /** Name of the constraint that keeps a reference leading somewhere. */
  public static String foreignKey(String table, FormField field) {
    return constraint(table, field.key(), "fk");
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
}
