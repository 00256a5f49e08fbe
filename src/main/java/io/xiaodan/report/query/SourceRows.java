package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.ledger.LedgerRows;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of a form, or the rows of its line items. References that are followed become left
 * joins, each once. Where the person may not see every record of the form referred to, the join
 * leads only to those they see.
 */
final class SourceRows implements Rows {

  private static final Set<String> SYSTEM_IDS = Set.of("id", "created_by", "updated_by");

  /** A table of the statement and the fields it has. */
  private record At(String alias, @Nullable Form form, SequencedMap<String, FormField> fields) {}

  private final Asking asking;
  private final Form form;
  private final @Nullable LineItems lines;
  private final String alias;
  private final SqlFragment base;
  private final Set<String> derived;
  private final Map<String, At> tables = new LinkedHashMap<>();
  private final Sql joins = new Sql();
  private final Set<String> referred = new LinkedHashSet<>();

  /**
   * @param alias of the table the rows stand in; joined tables are named after it
   * @param base what stands for that table after FROM; null for the table itself
   * @param derived columns of the base beyond the form's own
   */
  SourceRows(
      Asking asking,
      Form form,
      @Nullable LineItems lines,
      String alias,
      @Nullable SqlFragment base,
      Set<String> derived) {
    this.asking = asking;
    this.form = form;
    this.lines = lines;
    this.alias = alias;
    this.derived = derived;
    SqlFragment table = lines == null ? asking.table(form) : asking.table(form, lines);
    this.base = base == null ? table : base;
    if (lines != null) {
      String head = alias + "_head";
      joins.add(" JOIN ").add(asking.table(form));
      joins.add(" %s ON %s.id = %s.parent".formatted(head, head, alias));
    }
  }

  /** All records of a form. */
  static SourceRows of(Asking asking, Form form, String alias) {
    return new SourceRows(asking, form, null, alias, null, Set.of());
  }

  @Override
  public SqlFragment from() {
    return new Sql().add(base).add(" " + alias).add(joins.done()).done();
  }

  /** The same source, with other rows and further columns standing for its table. */
  SourceRows over(SqlFragment rows, Set<String> further) {
    return new SourceRows(asking, form, lines, alias, rows, further);
  }

  /** The column of a derived number, told apart from the form's own. */
  static String derived(String key) {
    return quote("derived " + key);
  }

  String alias() {
    return alias;
  }

  /** Every form that was read so far. */
  Set<String> forms() {
    Set<String> forms = new LinkedHashSet<>(referred);
    LedgerRows ledger = asking.ledger(form);
    if (ledger != null) {
      forms.addAll(ledger.posting());
    }
    forms.add(form.key());
    return forms;
  }

  /** The forms of records that were referred to so far. */
  Set<String> referred() {
    return referred;
  }

  /**
   * How the head's fields are read by those who decide what the person sees: no join is narrowed.
   */
  SqlNames head() {
    return new SqlNames() {
      @Override
      public SqlFragment column(Path path) {
        return SqlFragment.of(read(root(true), path.names(), false, true));
      }

      @Override
      public Optional<SqlFragment> identifier(Path path) {
        return id(root(true), path.names(), false);
      }

      @Override
      public SqlRows rows(Path path) {
        return list(root(true), path.names());
      }
    };
  }

  @Override
  public SqlFragment column(Path path) {
    return SqlFragment.of(read(root(false), path.names(), true, true));
  }

  @Override
  public Optional<SqlFragment> identifier(Path path) {
    return id(root(false), path.names(), true);
  }

  @Override
  public SqlFragment bare(Path path) {
    return SqlFragment.of(read(root(false), path.names(), true, false));
  }

  @Override
  public SqlRows rows(Path path) {
    return list(root(false), path.names());
  }

  private At root(boolean head) {
    if (lines == null) {
      return new At(alias, form, form.fields());
    }
    return head ? head(form) : new At(alias, null, lines.columns());
  }

  private At head(Form head) {
    return new At(alias + "_head", head, head.fields());
  }

  private String read(At at, List<String> names, boolean narrowed, boolean asText) {
    String first = names.getFirst();
    if (names.size() == 1) {
      return leaf(at, first, asText);
    }
    List<String> rest = names.subList(1, names.size());
    if (isParent(at, first)) {
      return rest.equals(List.of("id"))
          ? at.alias() + ".parent" + (asText ? "::text" : "")
          : read(head(form), rest, narrowed, asText);
    }
    return rest.equals(List.of("id"))
        ? leaf(at, first, asText)
        : read(follow(at, first, narrowed), rest, narrowed, asText);
  }

  private Optional<SqlFragment> id(At at, List<String> names, boolean narrowed) {
    return isId(at, names)
        ? Optional.of(SqlFragment.of(read(at, names, narrowed, false)))
        : Optional.empty();
  }

  private boolean isId(At at, List<String> names) {
    String first = names.getFirst();
    List<String> rest = names.subList(1, names.size());
    boolean ends = rest.isEmpty() || rest.equals(List.of("id"));
    if (isParent(at, first)) {
      return ends || isId(head(form), rest);
    }
    FormField field = at.fields().get(first);
    if (ends || field == null) {
      return ends
          && !(at.alias().equals(alias) && derived.contains(first))
          && (field == null ? SYSTEM_IDS.contains(first) : field.type().column().equals("uuid"));
    }
    Form target = target(at, first);
    return isId(new At("", target, target.fields()), rest);
  }

  private boolean isParent(At at, String name) {
    return lines != null && at.form() == null && name.equals("parent");
  }

  private String leaf(At at, String key, boolean asText) {
    FormField field = at.fields().get(key);
    String column = at.alias() + "." + quote(key);
    if (at.alias().equals(alias) && derived.contains(key)) {
      return at.alias() + "." + derived(key);
    }
    if (!asText) {
      return column;
    }
    return field != null
        ? field.type().formulaSql(column)
        : SYSTEM_IDS.contains(key) ? column + "::text" : column;
  }

  /** The table a reference leads to, joined at its first use. */
  private At follow(At at, String reference, boolean narrowed) {
    Form target = target(at, reference);
    SqlFragment seen = narrowed ? seen(target) : null;
    String key = at.alias() + "." + reference + (seen == null ? "" : "!");
    At known = tables.get(key);
    if (known != null) {
      return known;
    }
    At joined = new At(alias + (tables.size() + 1), target, target.fields());
    tables.put(key, joined);
    referred.add(target.key());
    joins
        .add(" LEFT JOIN ")
        .add(seen == null ? asking.table(target) : seen)
        .add(
            " %s ON %s.id = %s.%s"
                .formatted(joined.alias(), joined.alias(), at.alias(), quote(reference)));
    return joined;
  }

  private Form target(At at, String reference) {
    FormField field = at.fields().get(reference);
    if (field == null || !(field.type().valueType() instanceof ValueType.RecordOf record)) {
      throw new IllegalArgumentException("no reference " + reference);
    }
    return asking.form(record.form());
  }

  /**
   * What must hold for a column to lead to a record the person sees; null when they see all.
   *
   * @param column of this source's table
   */
  @Nullable SqlFragment leadsTo(String column, String target) {
    SqlFragment seen = seen(asking.form(target));
    return seen == null
        ? null
        : new Sql()
            .add(alias + "." + quote(column) + " IN (SELECT v.id FROM ")
            .add(seen)
            .add(" v)")
            .done();
  }

  /** The records of a form the person sees, as a sub-select; null when they see all. */
  private @Nullable SqlFragment seen(Form target) {
    SourceRows all = of(asking, target, "t");
    SqlFragment visible =
        asking.access(target).rows(FormAction.VIEW, all.head(), asking.environment());
    if (visible == null) {
      return null;
    }
    referred.addAll(all.forms());
    return new Sql()
        .add("(SELECT t.* FROM ")
        .add(all.from())
        .where(List.of(visible))
        .add(")")
        .done();
  }

  private SqlRows list(At at, List<String> names) {
    String first = names.getFirst();
    if (names.size() > 1 && isParent(at, first)) {
      return list(head(form), names.subList(1, names.size()));
    }
    Form around = at.form();
    LineItems items = around == null ? null : around.lines().get(first);
    if (around != null && items != null && names.size() == 1) {
      String row = at.alias() + "_" + items.key();
      return new SqlRows(
          new Sql().add(asking.table(around, items)).add(" " + quote(row)).done(),
          SqlFragment.of(quote(row) + ".parent = " + at.alias() + ".id"),
          new LineNames(at, new At(quote(row), null, items.columns())));
    }
    String values = read(at, names, true, false);
    return new SqlRows(
        SqlFragment.of("unnest(" + values + "::text[]) AS v(value)"), new ElementNames());
  }

  /** The rows of line items in a sub-select; their references are read by sub-selects again. */
  private final class LineNames implements SqlNames {

    private final At head;
    private final At row;

    LineNames(At head, At row) {
      this.head = head;
      this.row = row;
    }

    @Override
    public SqlFragment column(Path path) {
      List<String> names = path.names();
      if (names.size() == 1) {
        return SqlFragment.of(leaf(row, names.getFirst(), true));
      }
      if (names.getFirst().equals("parent")) {
        return SqlFragment.of(read(head, names.subList(1, names.size()), true, true));
      }
      Form target = target(row, names.getFirst());
      SqlFragment seen = seen(target);
      referred.add(target.key());
      SourceRows inner = new SourceRows(asking, target, null, "r", seen, Set.of());
      SqlFragment value = inner.column(new Path(names.subList(1, names.size())));
      referred.addAll(inner.forms());
      return new Sql()
          .add("(SELECT ")
          .add(value)
          .add(" FROM ")
          .add(inner.from())
          .add(" WHERE r.id = " + row.alias() + "." + quote(names.getFirst()) + ")")
          .done();
    }

    @Override
    public SqlRows rows(Path path) {
      throw new IllegalArgumentException("no list " + path + " in a row");
    }
  }

  /** The values of a list of plain values. */
  private record ElementNames() implements SqlNames {

    @Override
    public SqlFragment column(Path path) {
      return SqlFragment.of("v.value");
    }

    @Override
    public SqlRows rows(Path path) {
      throw new IllegalArgumentException("no list " + path + " in a value");
    }
  }
}
