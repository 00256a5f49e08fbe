package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.FormNames;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts and sums of the records of a list, together or by groups; exact, under the rights of who
 * asks.
 */
@Component
public class RecordGroups {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Access access;
  private final RecordConditions conditions;
  private final RecordViews views;

  RecordGroups(
      JdbcTemplate database,
      Workspace workspace,
      Access access,
      RecordConditions conditions,
      RecordViews views) {
    this.database = database;
    this.workspace = workspace;
    this.access = access;
    this.conditions = conditions;
    this.views = views;
  }

  /**
   * How many records there are, and numbers about them.
   *
   * @param totals the numbers, in the order they come back
   */
  public record Totals(long count, List<Map<String, @Nullable Object>> totals) {}

  /** One page of groups, in the order of their keys. */
  public record Page(List<Map<String, @Nullable Object>> items, @Nullable String next) {}

  /**
   * Totals over all records of a list.
   *
   * @throws io.xiaodan.kernel.ProblemException malformed for a filter or a total that cannot be
   *     read, or that names a field not seen in every row
   */
  public Totals totals(Caller caller, String form, ListQuery query, List<Total> totals) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormNames names = conditions.names(caller, rights);
    CountedField.Ground ground = conditions.ground(caller, rights, names);
    String columns = Total.columns(totals, ground);
    Where where = conditions.where(caller, rights, names, query);
    SqlFragment from = names.from();
    String sql = "SELECT count(*)" + columns + " FROM " + from.text() + where.text();
    return RecordConditions.asked(() ->
        database
            .query(
                sql,
                (row, number) -> new Totals(row.getLong(1), Total.read(totals, ground, row)),
                where.after(from))
            .getFirst());
  }

  /**
   * The groups of a list.
   *
   * @throws io.xiaodan.kernel.ProblemException malformed for what cannot be read, or names a field
   *     not seen in every row
   */
  public Page groups(Caller caller, String form, GroupQuery query) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    require(query);
    int start = start(query.after());
    FormNames names = conditions.names(caller, rights);
    CountedField.Ground fields = conditions.ground(caller, rights, names);
    GroupColumn.Ground ground = new GroupColumn.Ground(fields, views, workspace);
    List<GroupColumn> columns = new ArrayList<>();
    for (Group group : query.groups()) {
      columns.add(GroupColumn.of(group, "q.g" + columns.size(), ground));
    }
    String totals = Total.columns(query.totals(), fields);
    Where where = conditions.where(caller, rights, names, query.rows());
    SqlFragment statement = statement(columns, totals, names.from(), where);
    GroupKeys keys = new GroupKeys(views.json(caller, rights), views, caller.actor().language());
    String sql = statement.text() + " LIMIT " + (query.limit() + 1) + " OFFSET " + start;
    List<Map<String, @Nullable Object>> found =
        RecordConditions.asked(() ->
            database.query(
                sql,
                (row, number) -> item(columns, keys, query.totals(), fields, row),
                statement.binds().toArray()));
    boolean more = found.size() > query.limit();
    return new Page(
        more ? found.subList(0, query.limit()) : found,
        more ? Integer.toString(start + query.limit()) : null);
  }

  private static void require(GroupQuery query) {
    if (query.limit() < 1 || query.limit() > GroupQuery.MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", GroupQuery.MOST)
          .exception();
    }
    long different = query.groups().stream().map(Group::field).distinct().count();
    if (query.groups().isEmpty()
        || query.groups().size() > GroupQuery.DEEPEST
        || different < query.groups().size()) {
      throw Problem.of(ProblemKind.MALFORMED, "record.groups", "maximum", GroupQuery.DEEPEST)
          .exception();
    }
  }

  private static int start(@Nullable String after) {
    try {
      int start = after == null ? 0 : Integer.parseInt(after);
      if (start >= 0) {
        return start;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.of(ProblemKind.MALFORMED, "record.cursor").exception();
  }

  /** The groups are made first and then put in order, so that names are looked up once a group. */
  private static SqlFragment statement(
      List<GroupColumn> columns, String totals, SqlFragment from, Where where) {
    List<String> values = new ArrayList<>();
    List<String> places = new ArrayList<>();
    List<String> orders = new ArrayList<>();
    List<@Nullable Object> binds = new ArrayList<>();
    List<@Nullable Object> last = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      GroupColumn column = columns.get(i);
      values.add(column.value().text() + " AS g" + i);
      binds.addAll(column.value().binds());
      places.add(Integer.toString(i + 1));
      String way = column.group().descending() ? " DESC" : "";
      orders.add(
          "q.g%d IS NULL, %s%s NULLS LAST, q.g%d%s"
              .formatted(i, column.order().text(), way, i, way));
      last.addAll(column.order().binds());
    }
    binds.addAll(java.util.Arrays.asList(where.after(from)));
    binds.addAll(last);
    return new SqlFragment(
        "SELECT * FROM (SELECT %s, count(*) AS n%s FROM %s%s GROUP BY %s) q ORDER BY %s"
            .formatted(
                String.join(", ", values),
                totals,
                from.text(),
                where.text(),
                String.join(", ", places),
                String.join(", ", orders)),
        binds);
  }

  private static Map<String, @Nullable Object> item(
      List<GroupColumn> columns,
      GroupKeys keys,
      List<Total> totals,
      CountedField.Ground fields,
      ResultSet row)
      throws SQLException {
    List<GroupKeys.Key> read = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      read.add(keys.read(columns.get(i), "g" + i, row));
    }
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("keys", read.stream().map(GroupKeys.Key::shown).toList());
    item.put("count", row.getLong("n"));
    item.put("totals", Total.read(totals, fields, row));
    item.put("filter", GroupKeys.filter(read));
    return item;
  }
}
