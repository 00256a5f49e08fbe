package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.LineItems;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands out all records of a list one after the other, whole, as they all were at one moment, and
 * as far as the caller sees them. Holds some hundred at a time, so that a list may have any length.
 */
@Component
public class RecordStream {

  private static final int BATCH = 250;

  private final RecordLists lists;
  private final RecordConditions conditions;
  private final RecordReader reader;
  private final RecordViews views;
  private final Access access;
  private final Workspace workspace;
  private final JdbcTemplate database;
  private final TransactionTemplate snapshot;

  RecordStream(
      RecordLists lists,
      RecordConditions conditions,
      RecordReader reader,
      RecordViews views,
      Access access,
      Workspace workspace,
      DataSource source,
      PlatformTransactionManager transactions) {
    this.lists = lists;
    this.conditions = conditions;
    this.reader = reader;
    this.views = views;
    this.access = access;
    this.workspace = workspace;
    this.database = new JdbcTemplate(source);
    this.database.setFetchSize(BATCH);
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** Who takes the records. */
  public interface Receiver {

    /** Told first, how many there are. */
    void begin(long count);

    /** Some of them, as the API shows them, in the order of the list. */
    void take(List<Map<String, @Nullable Object>> records);
  }

  /** Has several readings see the same moment. */
  public void atOneMoment(Runnable readings) {
    snapshot.executeWithoutResult(_ -> readings.run());
  }

  /**
   * Reads a list within one transaction that sees one moment.
   *
   * @param query its limit and place do not matter
   * @param withLines whether line items are read too
   * @throws io.xiaodan.kernel.ProblemException as {@link RecordLists#page}
   */
  public void read(
      Caller caller, String form, ListQuery query, boolean withLines, Receiver receiver) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    snapshot.executeWithoutResult(_ -> {
      receiver.begin(lists.count(caller, form, query));
      List<StoredRecord> batch = new ArrayList<>(BATCH);
      RowCallbackHandler rows =
          row -> {
            batch.add(record(rights, row));
            if (batch.size() == BATCH) {
              hand(caller, rights, batch, withLines, receiver);
            }
          };
      query(caller, rights, query, rows);
      hand(caller, rights, batch, withLines, receiver);
    });
  }

  private StoredRecord record(FormAccess rights, ResultSet row) throws java.sql.SQLException {
    return reader.record(rights.form(), row, false);
  }

  private void query(Caller caller, FormAccess rights, ListQuery query, RowCallbackHandler rows) {
    FormNames names = conditions.names(caller, rights);
    List<SortKey> keys = conditions.order(caller, rights, names, query.sort());
    Where where = conditions.where(caller, rights, names, query);
    SqlFragment from = names.from();
    String sql =
        "SELECT %s, %s FROM %s%s ORDER BY %s"
            .formatted(
                RecordReader.SYSTEM,
                RecordColumns.select(rights.form().fields().values(), "t."),
                from.text(),
                where.text(),
                String.join(", ", keys.stream().map(SortKey::orderBy).toList()));
    RecordConditions.asked(() -> {
      database.query(sql, rows, where.after(from));
      return true;
    });
  }

  /** Hands a batch on and empties it. */
  private void hand(
      Caller caller,
      FormAccess rights,
      List<StoredRecord> batch,
      boolean withLines,
      Receiver receiver) {
    if (batch.isEmpty()) {
      return;
    }
    List<StoredRecord> whole = withLines ? withLines(rights, batch) : List.copyOf(batch);
    batch.clear();
    receiver.take(views.json(caller, rights).write(whole));
  }

  private List<StoredRecord> withLines(FormAccess rights, List<StoredRecord> batch) {
    Map<UUID, Map<String, List<StoredLine>>> lines = new LinkedHashMap<>();
    batch.forEach(record -> lines.put(record.id(), new LinkedHashMap<>()));
    for (LineItems items : rights.form().lines().values()) {
      lines.values().forEach(of -> of.put(items.key(), List.of()));
      database.query(
          "SELECT l.parent, json_agg(l ORDER BY l.position) FROM %s l WHERE l.parent = ANY (?::uuid[]) GROUP BY l.parent"
              .formatted(workspace.table(items.table())),
          row -> {
            UUID parent = Objects.requireNonNull(row.getObject(1, UUID.class));
            Objects.requireNonNull(lines.get(parent))
                .put(items.key(), reader.lines(items, row.getString(2)));
          },
          (Object) lines.keySet().stream().map(UUID::toString).toArray(String[]::new));
    }
    return batch.stream()
        .map(record -> record.withLines(Objects.requireNonNull(lines.get(record.id()))))
        .toList();
  }
}
