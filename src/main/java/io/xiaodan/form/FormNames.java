package io.xiaodan.form;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.platform.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * How a form's fields are read in one statement. References that are followed become left joins,
 * each once; ask for {@link #from()} after everything else.
 */
public final class FormNames implements SqlNames {

  private static final int MOST_NAME = 55;
  private static final Set<String> UUID_COLUMNS = Set.of("id", "created_by", "updated_by");

  private final Blueprint blueprint;
  private final Workspace workspace;
  private final Form form;
  private final String alias;
  private final Map<String, String> joins = new LinkedHashMap<>();
  private final Map<String, String> shortened = new LinkedHashMap<>();

  /**
   * @param alias the table's alias in the statement; joined tables are named after it
   */
  public FormNames(Blueprint blueprint, Workspace workspace, Form form, String alias) {
    this.blueprint = blueprint;
    this.workspace = workspace;
    this.form = form;
    this.alias = alias;
  }

  /** The table and every join that was needed, to stand after FROM. */
  public String from() {
    return workspace.table(form.table()) + " " + alias + String.join("", joins.values());
  }

  /** The bare column of a field of the head, qualified; for sorting and selecting. */
  public String bare(String key) {
    return alias + "." + quote(key);
  }

  @Override
  public SqlFragment column(Path path) {
    return column(form, alias, path.names(), path);
  }

  private SqlFragment column(Form at, String table, List<String> names, Path whole) {
    String first = names.getFirst();
    if (names.size() == 1) {
      return SqlFragment.of(read(at.fields(), table, first));
    }
    Form target = target(at.fields(), first, whole);
    return column(target, join(table, first, target), names.subList(1, names.size()), whole);
  }

  private String join(String table, String reference, Form target) {
    String joined = joined(table + "_" + reference);
    joins.putIfAbsent(
        joined,
        " LEFT JOIN %s %s ON %s.id = %s.%s"
            .formatted(workspace.table(target.table()), joined, joined, table, quote(reference)));
    return joined;
  }

  /** PostgreSQL cuts long names off, which would make one of two; those become short by number. */
  private String joined(String name) {
    return name.length() <= MOST_NAME
        ? name
        : shortened.computeIfAbsent(name, key -> alias + "__" + shortened.size());
  }

  @Override
  public SqlRows rows(Path path) {
    List<String> names = path.names();
    Form at = form;
    String table = alias;
    for (String reference : names.subList(0, names.size() - 1)) {
      Form target = target(at.fields(), reference, path);
      table = join(table, reference, target);
      at = target;
    }
    LineItems lines = at.lines().get(names.getLast());
    if (lines != null) {
      String row = joined(table + "_" + lines.key());
      return new SqlRows(
          SqlFragment.of(workspace.table(lines.table()) + " " + row),
          SqlFragment.of(row + ".parent = " + table + ".id"),
          new LineNames(lines, row, this));
    }
    String value = alias + "_value";
    return new SqlRows(
        SqlFragment.of("unnest(" + column(path).text() + ") AS " + value + "(value)"),
        new ElementNames(value));
  }

  private Form target(SequencedMap<String, FormField> fields, String reference, Path whole) {
    FormField field = fields.get(reference);
    if (field == null || !(field.type() instanceof ReferenceType type)) {
      throw new IllegalArgumentException("no reference " + reference + " in " + whole);
    }
    return blueprint
        .find(Form.TYPE, type.form())
        .orElseThrow(() -> new IllegalArgumentException("no form " + type.form()));
  }

  private static String read(SequencedMap<String, FormField> fields, String table, String key) {
    FormField field = fields.get(key);
    boolean uuid =
        field == null ? UUID_COLUMNS.contains(key) : field.type().column().equals("uuid");
    boolean uuids = field != null && field.type().column().equals("uuid[]");
    return table + "." + quote(key) + (uuid ? "::text" : uuids ? "::text[]" : "");
  }

  /** The rows of line items, read in a sub-select or as a statement's own source. */
  public final class LineNames implements SqlNames {

    private final LineItems lines;
    private final String row;
    private final FormNames parent;

    LineNames(LineItems lines, String row, FormNames parent) {
      this.lines = lines;
      this.row = row;
      this.parent = parent;
    }

    /** References of a row are read by sub-selects, because the row's FROM is already written. */
    @Override
    public SqlFragment column(Path path) {
      List<String> names = path.names();
      if (names.getFirst().equals("parent")) {
        return parent.column(new Path(names.subList(1, names.size())));
      }
      if (names.size() == 1) {
        return SqlFragment.of(read(lines.columns(), row, names.getFirst()));
      }
      Form target = target(lines.columns(), names.getFirst(), path);
      String joined = row + "_" + names.getFirst();
      FormNames inner = new FormNames(blueprint, workspace, target, joined);
      SqlFragment value = inner.column(new Path(names.subList(1, names.size())));
      return new SqlFragment(
          "(SELECT %s FROM %s WHERE %s.id = %s.%s)"
              .formatted(value.text(), inner.from(), joined, row, quote(names.getFirst())),
          value.binds());
    }

    @Override
    public SqlRows rows(Path path) {
      throw new IllegalArgumentException("no list " + path + " in a row");
    }
  }

  /** The values of a list of plain values. */
  private record ElementNames(String alias) implements SqlNames {

    @Override
    public SqlFragment column(Path path) {
      return SqlFragment.of(alias + ".value");
    }

    @Override
    public SqlRows rows(Path path) {
      throw new IllegalArgumentException("no list " + path + " in a value");
    }
  }
}
