package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FormNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Records of a list by their ids, however many: for work that goes through them one by one. */
@Component
public class RecordPicks {

  private static final int BATCH = 5_000;

  private final RecordConditions conditions;
  private final Access access;
  private final References references;
  private final RecordViews views;
  private final JdbcTemplate database;
  private final TransactionTemplate transactions;

  RecordPicks(
      RecordConditions conditions,
      Access access,
      References references,
      RecordViews views,
      DataSource source,
      TransactionTemplate transactions) {
    this.conditions = conditions;
    this.access = access;
    this.references = references;
    this.views = views;
    this.database = new JdbcTemplate(source);
    this.database.setFetchSize(BATCH);
    this.transactions = transactions;
  }

  /**
   * One record of a list.
   *
   * @param rev its revision when it was picked; null where nobody looked
   */
  public record Pick(UUID id, @Nullable Long rev) {}

  /**
   * Hands out the records of a list in its order, some thousands at a time, as they are at one
   * moment; within the caller's transaction where there is one.
   *
   * @param query its limit and place do not matter
   * @throws io.xiaodan.kernel.ProblemException as {@link RecordLists#page}
   */
  public void each(Caller caller, String form, ListQuery query, Consumer<List<Pick>> receiver) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormNames names = conditions.names(caller, rights);
    List<SortKey> keys = conditions.order(caller, rights, names, query.sort());
    Where where = conditions.where(caller, rights, names, query);
    SqlFragment from = names.from();
    String sql =
        "SELECT t.id, t.rev FROM %s%s ORDER BY %s"
            .formatted(
                from.text(),
                where.text(),
                String.join(", ", keys.stream().map(SortKey::orderBy).toList()));
    List<Pick> picks = new ArrayList<>();
    RowCallbackHandler rows =
        row -> {
          picks.add(new Pick(Objects.requireNonNull(row.getObject(1, UUID.class)), row.getLong(2)));
          if (picks.size() == BATCH) {
            receiver.accept(List.copyOf(picks));
            picks.clear();
          }
        };
    transactions.executeWithoutResult(_ ->
        RecordConditions.asked(() -> {
          database.query(sql, rows, where.after(from));
          return true;
        }));
    if (!picks.isEmpty()) {
      receiver.accept(picks);
    }
  }

  /** Whether a record is among those of a list now. */
  public boolean isAmong(Caller caller, String form, ListQuery query, UUID id) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    FormNames names = conditions.names(caller, rights);
    Where where = conditions.where(caller, rights, names, query);
    where.and(SqlFragment.of("t.id = ?", id));
    SqlFragment from = names.from();
    return Boolean.TRUE.equals(
        database.queryForObject(
            "SELECT EXISTS (SELECT 1 FROM " + from.text() + where.text() + ")",
            Boolean.class,
            where.after(from)));
  }

  /** What records are called, deleted ones included; those the caller may not see are left out. */
  public Map<UUID, String> titles(Caller caller, String form, Collection<UUID> ids) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    RecordValues values = new RecordValues(caller.blueprint(), references);
    Map<UUID, String> titles = new LinkedHashMap<>();
    references
        .find(caller.blueprint(), rights.form(), ids)
        .forEach((id, record) -> {
          Values view = values.of(rights.form(), record);
          if (rights.may(FormAction.VIEW, view, views.environment())) {
            boolean named =
                rights.field(rights.form().title(), view, views.environment())
                    != FieldAccess.HIDDEN;
            titles.put(id, named ? record.title() : References.untitled(id));
          }
        });
    return titles;
  }
}
