package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormNames;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Pages of records: filtered, searched and sorted, each page found from where the one before ended.
 * Never counts unless asked.
 */
@Component
public class RecordLists {

  private static final int MOST_CHOICES = 100;

  private final JdbcTemplate database;
  private final Access access;
  private final RecordConditions conditions;
  private final RecordReader reader;
  private final RecordViews views;

  RecordLists(
      JdbcTemplate database,
      Access access,
      RecordConditions conditions,
      RecordReader reader,
      RecordViews views) {
    this.database = database;
    this.access = access;
    this.conditions = conditions;
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
    return page(caller, form, query, null);
  }

  /** What limits a list besides its question. */
  public interface Limit {
    /** A condition on the records, read by these names. */
    SqlFragment of(FormNames names);
  }

  /** The same, of the records within a limit; null for all. */
  public RecordPage page(Caller caller, String form, ListQuery query, @Nullable Limit limit) {
    if (query.limit() < 1 || query.limit() > ListQuery.MOST) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", ListQuery.MOST)
          .exception();
    }
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormNames names = conditions.names(caller, rights);
    List<SortKey> keys = conditions.order(caller, rights, names, query.sort());
    Where where = conditions.where(caller, rights, names, query);
    if (limit != null) {
      where.and(limit.of(names));
    }
    if (query.after() != null) {
      where.and(Cursor.decode(query.after(), keys).condition(keys, where.binds()));
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
        RecordConditions.asked(() ->
            database.query(
                sql.toString(),
                (row, number) -> found(rights.form(), keys, row),
                where.after(from)));
    boolean more = found.size() > query.limit();
    List<Found> shown = more ? found.subList(0, query.limit()) : found;
    List<Map<String, @Nullable Object>> items =
        views.json(caller, rights).write(shown.stream().map(Found::record).toList());
    if (query.deleted()) {
      addWhoDeleted(items);
    }
    return new RecordPage(items, more ? shown.getLast().cursor().encode() : null);
  }

  private void addWhoDeleted(List<Map<String, @Nullable Object>> items) {
    Map<UUID, UUID> by =
        reader.deletedBy(
            items.stream().map(item -> (UUID) Objects.requireNonNull(item.get("id"))).toList());
    for (Map<String, @Nullable Object> item : items) {
      UUID person = by.get((UUID) Objects.requireNonNull(item.get("id")));
      item.put(
          "deletedBy", person == null ? null : Map.of("id", person, "title", views.name(person)));
    }
  }

  /**
   * Whether a filter and a sort could be asked, without asking.
   *
   * @throws io.xiaodan.kernel.ProblemException as {@link #page} would
   */
  public void check(Caller caller, String form, ListQuery query) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormNames names = conditions.names(caller, rights);
    conditions.order(caller, rights, names, query.sort());
    conditions.where(caller, rights, names, query);
  }

  /** How many records there are, exactly. */
  public long count(Caller caller, String form, ListQuery query) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormNames names = conditions.names(caller, rights);
    Where where = conditions.where(caller, rights, names, query);
    SqlFragment from = names.from();
    Long count =
        RecordConditions.asked(() ->
            database.queryForObject(
                "SELECT count(*) FROM " + from.text() + where.text(),
                Long.class,
                where.after(from)));
    return count == null ? 0 : count;
  }

  /** Records to choose from for a reference, with the values that copying and formulas need. */
  public List<Map<String, @Nullable Object>> choices(
      Caller caller, String form, @Nullable String search, int limit) {
    return choices(caller, form, search, limit, null);
  }

  /** The same, of the records within a limit; null for all. */
  List<Map<String, @Nullable Object>> choices(
      Caller caller, String form, @Nullable String search, int most, @Nullable Limit limit) {
    ListQuery query = new ListQuery(null, null, search, false, Math.min(most, MOST_CHOICES), null);
    return choices(page(caller, form, query, limit).items());
  }

  private static List<Map<String, @Nullable Object>> choices(
      List<Map<String, @Nullable Object>> records) {
    List<Map<String, @Nullable Object>> choices = new ArrayList<>();
    for (Map<String, @Nullable Object> record : records) {
      Map<String, @Nullable Object> choice = new LinkedHashMap<>();
      for (String key : List.of("id", "title", "values")) {
        choice.put(key, record.get(key));
      }
      choices.add(choice);
    }
    return choices;
  }

  /**
   * Records by id for a reference; those the caller may not see, or that are not there, are left
   * out.
   *
   * @throws io.xiaodan.kernel.ProblemException malformed for more than 100
   */
  public List<Map<String, @Nullable Object>> choices(
      Caller caller, String form, Collection<UUID> ids) {
    if (ids.size() > MOST_CHOICES) {
      access.require(caller.blueprint(), caller.actor(), form);
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", MOST_CHOICES).exception();
    }
    return choices(byIds(caller, form, ids));
  }

  /**
   * Records by id in the order of the ids, without their lines; those the caller may not see, or
   * that are not there, are left out.
   */
  public List<Map<String, @Nullable Object>> byIds(
      Caller caller, String form, Collection<UUID> ids) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormNames names = conditions.names(caller, rights);
    Where where =
        conditions.where(caller, rights, names, new ListQuery(null, null, null, false, 1, null));
    String[] wanted = ids.stream().map(UUID::toString).toArray(String[]::new);
    where.and(SqlFragment.of("t.id = ANY (?::uuid[])", (Object) wanted));
    SqlFragment from = names.from();
    Map<UUID, StoredRecord> found = new LinkedHashMap<>();
    database
        .query(
            "SELECT "
                + RecordReader.SYSTEM
                + ", "
                + RecordColumns.select(rights.form().fields().values(), "t.")
                + " FROM "
                + from.text()
                + where.text(),
            (row, number) -> reader.record(rights.form(), row, false),
            where.after(from))
        .forEach(record -> found.put(record.id(), record));
    return views
        .json(caller, rights)
        .write(ids.stream().map(found::get).filter(Objects::nonNull).toList());
  }

  private record Found(StoredRecord record, Cursor cursor) {}

  private Found found(Form form, List<SortKey> keys, ResultSet row) throws SQLException {
    List<@Nullable String> cursor = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      cursor.add(row.getString("cursor_" + i));
    }
    return new Found(reader.record(form, row, false), new Cursor(cursor));
  }
}
