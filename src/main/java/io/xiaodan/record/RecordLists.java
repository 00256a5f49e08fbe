package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Pages of records: filtered, searched and sorted, each page found from where the one before ended.
 * Never counts unless asked.
 */
@Component
public class RecordLists {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Access access;
  private final RecordReader reader;
  private final RecordViews views;

  RecordLists(
      JdbcTemplate database,
      Workspace workspace,
      Access access,
      RecordReader reader,
      RecordViews views) {
    this.database = database;
    this.workspace = workspace;
    this.access = access;
    this.reader = reader;
    this.views = views;
  }

  /**
   * One page.
   *
   * @throws io.xiaodan.kernel.ProblemException malformed for a filter, sort, limit or cursor that
   *     cannot be read; not found for a form out of reach
   */
  public RecordPage page(Caller caller, String form, ListQuery query) {
    if (query.limit() < 1 || query.limit() > ListQuery.MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", ListQuery.MOST)
          .exception();
    }
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormNames names = names(caller, rights);
    List<SortKey> keys = SortKey.read(rights, names, query.sort());
    Where where = where(caller, rights, names, query);
    if (query.after() != null) {
      where.and(Cursor.decode(query.after(), keys).condition(keys, where.binds));
    }
    StringBuilder sql = new StringBuilder("SELECT ").append(RecordReader.SYSTEM).append(", ");
    sql.append(RecordColumns.select(rights.form().fields().values(), "t."));
    for (int i = 0; i < keys.size(); i++) {
      sql.append(", ").append(keys.get(i).column()).append("::text AS cursor_").append(i);
    }
    SqlFragment from = names.from();
    sql.append(" FROM ").append(from.text()).append(where.text()).append(" ORDER BY ");
    sql.append(String.join(", ", keys.stream().map(SortKey::orderBy).toList()));
    sql.append(" LIMIT ").append(query.limit() + 1);
    List<Found> found =
        asked(() ->
            database.query(
                sql.toString(),
                (row, number) -> found(rights.form(), keys, row),
                where.after(from)));
    boolean more = found.size() > query.limit();
    List<Found> shown = more ? found.subList(0, query.limit()) : found;
    return new RecordPage(
        views.json(caller, rights).write(shown.stream().map(Found::record).toList()),
        more ? shown.getLast().cursor().encode() : null);
  }

  /** How many records there are, exactly. */
  public long count(Caller caller, String form, ListQuery query) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormNames names = names(caller, rights);
    Where where = where(caller, rights, names, query);
    SqlFragment from = names.from();
    Long count =
        asked(() ->
            database.queryForObject(
                "SELECT count(*) FROM " + from.text() + where.text(),
                Long.class,
                where.after(from)));
    return count == null ? 0 : count;
  }

  /**
   * Runs a query whose values come from the request: one that the database cannot read, in a cursor
   * or through a filter, is the request's fault.
   */
  static <T extends @Nullable Object> T asked(Supplier<T> query) {
    try {
      return query.get();
    } catch (DataIntegrityViolationException e) {
      throw Problem.of(ProblemKind.MALFORMED, "record.query").exception();
    }
  }

  /** Records to choose from for a reference, with the values that copying and formulas need. */
  public List<Map<String, @Nullable Object>> choices(
      Caller caller, String form, @Nullable String search, int limit) {
    ListQuery query = new ListQuery(null, null, search, false, Math.min(limit, 100), null);
    List<Map<String, @Nullable Object>> choices = new ArrayList<>();
    for (Map<String, @Nullable Object> record : page(caller, form, query).items()) {
      Map<String, @Nullable Object> choice = new LinkedHashMap<>();
      for (String key : List.of("id", "title", "values")) {
        choice.put(key, record.get(key));
      }
      choices.add(choice);
    }
    return choices;
  }

  private record Found(StoredRecord record, Cursor cursor) {}

  private Found found(Form form, List<SortKey> keys, ResultSet row) throws SQLException {
    List<@Nullable String> cursor = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      cursor.add(row.getString("cursor_" + i));
    }
    return new Found(reader.record(form, row, false), new Cursor(cursor));
  }

  /** The fields of a form, and of what its records refer to as far as the caller sees it. */
  FormNames names(Caller caller, FormAccess rights) {
    return new FormNames(
        caller.blueprint(), workspace, rights.form(), "t", target -> seen(caller, target));
  }

  private @Nullable SqlFragment seen(Caller caller, Form form) {
    FormNames all = new FormNames(caller.blueprint(), workspace, form, "s", FormNames.Seen.ALL);
    SqlFragment rows =
        access
            .of(caller.blueprint(), caller.actor(), form)
            .rows(FormAction.VIEW, all, views.environment());
    if (rows == null) {
      return null;
    }
    SqlFragment from = all.from();
    List<@Nullable Object> binds = new ArrayList<>(from.binds());
    binds.addAll(rows.binds());
    return new SqlFragment(
        "(SELECT s.* FROM " + from.text() + " WHERE " + rows.text() + ")", binds);
  }

  Where where(Caller caller, FormAccess rights, FormNames names, ListQuery query) {
    Environment environment = views.environment();
    Where where = new Where();
    where.and(query.deleted() ? "t.deleted_at IS NOT NULL" : "t.deleted_at IS NULL");
    where.and(rights.rows(FormAction.VIEW, names.unlimited(), environment));
    if (query.filter() != null && !query.filter().isBlank()) {
      where.and(filter(caller, rights.form(), query.filter(), names, environment));
    }
    if (query.search() != null && !query.search().isBlank()) {
      search(caller, rights, names, query.search().strip(), where);
    }
    return where;
  }

  private SqlFragment filter(
      Caller caller, Form form, String filter, FormNames names, Environment environment) {
    try {
      return Formula.compile(
              filter,
              access.schema(caller.blueprint(), caller.actor(), form),
              ValueType.BOOLEAN,
              Evaluator.SQL)
          .toSqlFilter(names, environment);
    } catch (FormulaException e) {
      throw Problem.of(
              ProblemKind.MALFORMED,
              "record.filter",
              "reason",
              FormulaReader.message(e.errors().getFirst(), filter))
          .exception();
    }
  }

  /** Looks into the record's own text fields and into the names of what it refers to. */
  private void search(Caller caller, FormAccess rights, FormNames names, String text, Where where) {
    String pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    List<String> any = new ArrayList<>();
    for (FormField field : rights.form().fields().values()) {
      if (!rights.seesFieldAlways(field.key())) {
        continue;
      }
      if (field.type().isSearchable()) {
        any.add(names.bare(field.key()) + " ILIKE ?");
        where.binds.add(pattern);
      } else if (field.type() instanceof ReferenceType reference) {
        caller
            .blueprint()
            .find(Form.TYPE, reference.form())
            .filter(target -> target.titleField().type().isSearchable())
            .filter(target ->
                access
                    .of(caller.blueprint(), caller.actor(), target)
                    .seesFieldAlways(target.title()))
            .ifPresent(target -> {
              any.add(
                  "%s IN (SELECT id FROM %s WHERE %s ILIKE ?)"
                      .formatted(
                          names.bare(field.key()),
                          workspace.table(target.table()),
                          quote(target.title())));
              where.binds.add(pattern);
            });
      }
    }
    where.and(any.isEmpty() ? "FALSE" : "(" + String.join(" OR ", any) + ")");
  }

  /** Conditions that must all hold, with their binds in order. */
  static final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> binds = new ArrayList<>();

    void and(String condition) {
      conditions.add(condition);
    }

    void and(@Nullable SqlFragment condition) {
      if (condition != null) {
        conditions.add(condition.text());
        binds.addAll(condition.binds());
      }
    }

    /** All values in order, those of the FROM first. */
    Object[] after(SqlFragment from) {
      List<@Nullable Object> all = new ArrayList<>(from.binds());
      all.addAll(binds);
      return all.toArray();
    }

    String text() {
      return " WHERE " + String.join(" AND ", conditions);
    }
  }
}
