package io.xiaodan.form;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a form's fields are read in one statement. References that are followed become left joins,
 * each once, to the records that may be seen; ask for {@link #from()} after everything else.
 */
public final class FormNames implements SqlNames {

  private static final int MOST_NAME = 55;
  private static final Set<String> UUID_COLUMNS = Set.of("id", "created_by", "updated_by");

  private final Blueprint blueprint;
  private final Workspace workspace;
  private final Form form;
  private final String alias;
  private final Seen seen;
  private final @Nullable Environment now;
  private final Map<String, SqlFragment> joins = new LinkedHashMap<>();
  private final Map<String, String> shortened = new LinkedHashMap<>();

  /** The records that references may lead to. */
  public interface Seen {

    /** Everything may be seen. */
    Seen ALL = form -> null;

    /** The records of a form as a sub-select in parentheses; null for all of them. */
    @Nullable SqlFragment of(Form form);
  }

  /**
   * @param alias the table's alias in the statement; joined tables are named after it
   * @param seen the records that references may lead to; others are empty
   */
  public FormNames(Blueprint blueprint, Workspace workspace, Form form, String alias, Seen seen) {
    this(blueprint, workspace, form, alias, seen, null);
  }

  /**
   * @param now the moment at which fields without a column are read, which the statement may speak
   *     of too
   */
  public FormNames(
      Blueprint blueprint,
      Workspace workspace,
      Form form,
      String alias,
      Seen seen,
      @Nullable Environment now) {
    this.now = now;
    this.seen = seen;
    this.blueprint = blueprint;
    this.workspace = workspace;
    this.form = form;
    this.alias = alias;
  }

  /** The table and every join that was needed, to stand after FROM. */
  public SqlFragment from() {
    StringBuilder text = new StringBuilder(workspace.table(form.table())).append(' ').append(alias);
    List<@Nullable Object> binds = new ArrayList<>();
    for (SqlFragment join : joins.values()) {
      text.append(join.text());
      binds.addAll(join.binds());
    }
    return new SqlFragment(text.toString(), binds);
  }

  /**
   * The same fields in the same statement for those who decide what may be seen: references lead
   * everywhere.
   */
  public SqlNames unlimited() {
    return new SqlNames() {
      @Override
      public SqlFragment column(Path path) {
        return FormNames.this.column(form, alias, path.names(), path, Seen.ALL);
      }

      @Override
      public Optional<SqlFragment> identifier(Path path) {
        return FormNames.this.identifier(path);
      }

      @Override
      public SqlRows rows(Path path) {
        return FormNames.this.rows(path, Seen.ALL);
      }
    };
  }

  /**
   * The bare column of a field of the head, qualified, for sorting and searching; of what has parts
   * its text.
   */
  public String bare(String key) {
    FormField field = form.fields().get(key);
    String column = alias + "." + quote(key);
    return field != null && field.type().column().equals("jsonb")
        ? field.type().formulaSql(column)
        : column;
  }

  @Override
  public SqlFragment column(Path path) {
    if (form.live().get(path.names().getFirst()) instanceof LiveField live && now != null) {
      return switch (live) {
        case LiveField.Lookup _ -> column(form, alias, followed(path).names(), path, seen);
        case LiveField.RollUp rollUp -> other(live, sql(live, now).rollUp(rollUp));
        case LiveField.Place place -> other(live, sql(live, now).place(place));
        case LiveField.Balance _ -> column(form, alias, path.names(), path, seen);
        case LiveField.Promise promise ->
            throw new IllegalArgumentException("no value of a promise: " + promise.key());
      };
    }
    return column(form, alias, path.names(), path, seen);
  }

  /** A lookup is read by the way it leads. */
  private Path followed(Path path) {
    if (!(form.live().get(path.names().getFirst()) instanceof LiveField.Lookup lookup)) {
      return path;
    }
    List<String> names = new ArrayList<>(lookup.path());
    names.addAll(path.names().subList(1, path.names().size()));
    return new Path(names);
  }

  private LiveSql sql(LiveField field, Environment moment) {
    return new LiveSql(blueprint, workspace, moment, alias, liveName(field) + "_of");
  }

  /** What is read of other records, once in the statement. */
  private SqlFragment other(LiveField field, SqlFragment statement) {
    String name = liveName(field);
    joins.putIfAbsent(
        name,
        new SqlFragment(
            " LEFT JOIN LATERAL (" + statement.text() + ") " + name + " ON TRUE",
            statement.binds()));
    return SqlFragment.of(name + ".value");
  }

  private String liveName(LiveField field) {
    return alias + "_live_" + field.key();
  }

  /** Ids of the head itself; what is reached through a reference is compared as text. */
  @Override
  public Optional<SqlFragment> identifier(Path path) {
    String first = path.names().getFirst();
    List<String> rest = path.names().subList(1, path.names().size());
    FormField field = form.fields().get(first);
    boolean isId =
        field == null ? UUID_COLUMNS.contains(first) : field.type().column().equals("uuid");
    return isId && (rest.isEmpty() || rest.equals(List.of("id")))
        ? Optional.of(SqlFragment.of(alias + "." + quote(first)))
        : Optional.empty();
  }

  private SqlFragment column(Form at, String table, List<String> names, Path whole, Seen within) {
    String first = names.getFirst();
    List<String> rest = names.subList(1, names.size());
    if (at.live().get(first) instanceof LiveField.Balance balance) {
      return figure(balance, path -> read(at.fields(), table, path.getLast()));
    }
    if (rest.isEmpty() || rest.equals(List.of("id"))) {
      return SqlFragment.of(read(at.fields(), table, first));
    }
    Form target = target(at.fields(), first, whole);
    return column(target, join(table, first, target, within), rest, whole, within);
  }

  private SqlFragment figure(LiveField.Balance balance, Function<List<String>, String> column) {
    return blueprint
        .find(FigureSource.TYPE, balance.ledger())
        .orElseThrow(() -> new IllegalArgumentException("no ledger " + balance.ledger()))
        .figure(workspace, balance, column);
  }

  private String join(String table, String reference, Form target, Seen within) {
    SqlFragment records = within.of(target);
    String joined = joined(table + "_" + reference + (records == null ? "" : "_seen"));
    String text =
        " LEFT JOIN %s %s ON %s.id = %s.%s"
            .formatted(
                records == null ? workspace.table(target.table()) : records.text(),
                joined,
                joined,
                table,
                quote(reference));
    joins.putIfAbsent(joined, new SqlFragment(text, records == null ? List.of() : records.binds()));
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
    return rows(path, seen);
  }

  private SqlRows rows(Path asked, Seen within) {
    Path path = followed(asked);
    List<String> names = path.names();
    Form at = form;
    String table = alias;
    for (String reference : names.subList(0, names.size() - 1)) {
      Form target = target(at.fields(), reference, path);
      table = join(table, reference, target, within);
      at = target;
    }
    LineItems lines = at.lines().get(names.getLast());
    if (lines != null) {
      String row = joined(table + "_" + lines.key());
      return new SqlRows(
          SqlFragment.of(workspace.table(lines.table()) + " " + row),
          SqlFragment.of(row + ".parent = " + table + ".id"),
          new LineNames(lines, row, this, within));
    }
    String value = alias + "_value";
    return new SqlRows(
        SqlFragment.of(
            "unnest("
                + column(form, alias, names, path, within).text()
                + ") AS "
                + value
                + "(value)"),
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
    String column = table + "." + quote(key);
    if (field != null) {
      return field.type().formulaSql(column);
    }
    return UUID_COLUMNS.contains(key) ? column + "::text" : column;
  }

  /** The rows of line items, read in a sub-select or as a statement's own source. */
  public final class LineNames implements SqlNames {

    private final LineItems lines;
    private final String row;
    private final FormNames parent;
    private final Seen within;

    LineNames(LineItems lines, String row, FormNames parent, Seen within) {
      this.lines = lines;
      this.row = row;
      this.parent = parent;
      this.within = within;
    }

    /** References of a row are read by sub-selects, because the row's FROM is already written. */
    @Override
    public SqlFragment column(Path path) {
      List<String> names = path.names();
      if (names.getFirst().equals("parent")) {
        List<String> rest = names.subList(1, names.size());
        return parent.column(parent.form, parent.alias, rest, path, within);
      }
      if (lines.live().get(names.getFirst()) instanceof LiveField.Balance balance) {
        return figure(
            balance,
            way ->
                way.size() == 1
                    ? read(lines.columns(), row, way.getFirst())
                    : read(parent.form.fields(), parent.alias, way.getLast()));
      }
      if (names.size() == 1) {
        return SqlFragment.of(read(lines.columns(), row, names.getFirst()));
      }
      Form target = target(lines.columns(), names.getFirst(), path);
      String joined = row + "_" + names.getFirst();
      FormNames inner = new FormNames(blueprint, workspace, target, joined, within);
      SqlFragment value = inner.column(new Path(names.subList(1, names.size())));
      SqlFragment from = inner.from();
      SqlFragment records = within.of(target);
      List<@Nullable Object> binds = new ArrayList<>(value.binds());
      binds.addAll(from.binds());
      String where = "%s.id = %s.%s".formatted(joined, row, quote(names.getFirst()));
      if (records != null) {
        where += " AND %s.id IN (SELECT s.id FROM %s s)".formatted(joined, records.text());
        binds.addAll(records.binds());
      }
      return new SqlFragment(
          "(SELECT %s FROM %s WHERE %s)".formatted(value.text(), from.text(), where), binds);
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
