package io.xiaodan.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Background work that survives crashes: it is stored in the database in the transaction that asks
 * for it, and carried out after that commits, by one of the nodes, tried again when it fails and
 * put aside as a {@link DeadJob} when it keeps failing.
 *
 * <p>Types are registered while the application starts, normally in the constructor of the service
 * that handles them; work is carried out from the moment the application is ready.
 */
@Component
public class Jobs {

  private static final String INSERT =
      """
      INSERT INTO xiaodan.scheduled_tasks \
      (task_name, task_instance, task_data, execution_time, picked, version) \
      SELECT j.type, j.id, convert_to(j.payload, 'UTF8'), j.due, false, 1 \
      FROM json_to_recordset(CAST(? AS json)) AS j(type text, id text, payload text, due timestamptz) \
      ON CONFLICT DO NOTHING\
      """;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final Map<String, JobType<?>> types = new LinkedHashMap<>();
  private final Map<String, RecurringJob> recurring = new LinkedHashMap<>();
  private volatile @Nullable Runnable waker;
  private volatile @Nullable Runnable batchWaker;
  private boolean started;

  Jobs(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** One kind of repeated work as registered. */
  record RecurringJob(String name, Duration every, Runnable work) {}

  /**
   * Makes a kind of work known; returns it unchanged.
   *
   * @throws IllegalStateException when the name is taken or workers have started already
   */
  public synchronized <T> JobType<T> register(JobType<T> type) {
    claim(type.name());
    types.put(type.name(), type);
    return type;
  }

  /**
   * Repeats some work on one of the nodes, the given time after its last end, failed or not.
   *
   * @throws IllegalStateException when the name is taken or workers have started already
   */
  public synchronized void repeat(String name, Duration every, Runnable work) {
    claim(name);
    recurring.put(name, new RecurringJob(name, every, work));
  }

  /**
   * Asks for work within the caller's Spring transaction, or at once where there is none. Workers
   * are woken after the commit.
   *
   * @param orders what to do; one that is already waiting or running under the same type and id is
   *     left as it is
   */
  public void schedule(JobOrder<?>... orders) {
    SqlFragment insert = insertFragment(Arrays.asList(orders));
    jdbc.update(insert.sql(), insert.binds().toArray());
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              wake();
            }
          });
    } else {
      wake();
    }
  }

  /**
   * Asks for work on a connection of the caller's own, who commits it and then calls {@link
   * #wake()}.
   *
   * @param orders what to do; one that is already waiting or running under the same type and id is
   *     left as it is
   */
  public void schedule(Connection connection, List<JobOrder<?>> orders) throws SQLException {
    SqlFragment insert = insertFragment(orders);
    try (var statement = connection.prepareStatement(insert.sql())) {
      statement.setObject(1, insert.binds().getFirst());
      statement.executeUpdate();
    }
  }

  /**
   * The insertion of work as a complete {@code INSERT} with one bind, to stand as a {@code WITH}
   * part of a larger statement. The text is the same for any number of orders, none included. The
   * caller commits and then calls {@link #wake()}.
   */
  public SqlFragment insertFragment(List<? extends JobOrder<?>> orders) {
    List<Row> rows = orders.stream().map(this::row).toList();
    return new SqlFragment(INSERT, List.of(json.writeValueAsString(rows)));
  }

  /** One line of what {@link #INSERT} reads. */
  private record Row(String type, String id, String payload, Instant due) {}

  private Row row(JobOrder<?> order) {
    Instant due =
        order.type().together() == null ? order.due() : order.due().plus(JobBatches.GRACE);
    return new Row(order.type().name(), order.id(), json.writeValueAsString(order.payload()), due);
  }

  /** Has this node look for due work at once; cheap, never blocks, harmless when there is none. */
  public void wake() {
    run(waker);
    run(batchWaker);
  }

  /** The same for these orders only, sparing the look for work of other kinds. */
  public void wake(List<? extends JobOrder<?>> orders) {
    if (orders.stream().anyMatch(order -> order.type().together() == null)) {
      run(waker);
    }
    if (orders.stream().anyMatch(order -> order.type().together() != null)) {
      run(batchWaker);
    }
  }

  private static void run(@Nullable Runnable action) {
    if (action != null) {
      action.run();
    }
  }

  /**
   * Withdraws work that is not being carried out at the moment.
   *
   * @return whether it was waiting
   */
  public boolean cancel(JobType<?> type, String id) {
    return jdbc.update(
            "DELETE FROM xiaodan.scheduled_tasks WHERE task_name = ? AND task_instance = ? AND NOT picked",
            type.name(),
            id)
        > 0;
  }

  /** Work that was given up, the latest first. */
  public List<DeadJob> dead(int limit) {
    return jdbc.query(
        "SELECT type, id, payload, attempts, error, died_at FROM xiaodan.dead_job ORDER BY died_at DESC, id LIMIT ?",
        (row, number) ->
            new DeadJob(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getString(5),
                row.getTimestamp(6).toInstant()),
        limit);
  }

  /**
   * Gives dead work all its attempts again.
   *
   * @return whether there was such a dead job
   */
  public boolean revive(String type, String id) {
    int revived =
        jdbc.update(
            """
            WITH gone AS (DELETE FROM xiaodan.dead_job WHERE type = ? AND id = ? RETURNING *)
            INSERT INTO xiaodan.scheduled_tasks
              (task_name, task_instance, task_data, execution_time, picked, version)
            SELECT type, id, convert_to(payload, 'UTF8'), now(), false, 1 FROM gone
            ON CONFLICT DO NOTHING\
            """,
            type,
            id);
    wake();
    return revived > 0;
  }

  /** What was registered; from here on nothing more can be. */
  synchronized List<JobType<?>> closeRegistration() {
    started = true;
    return List.copyOf(types.values());
  }

  synchronized List<RecurringJob> recurring() {
    return List.copyOf(recurring.values());
  }

  void onWake(@Nullable Runnable action) {
    waker = action;
  }

  void onBatchWake(@Nullable Runnable action) {
    batchWaker = action;
  }

  private void claim(String name) {
    if (started) {
      throw new IllegalStateException(
          "Job type " + name + " is registered too late: register it while beans are constructed");
    }
    if (types.containsKey(name) || recurring.containsKey(name)) {
      throw new IllegalStateException("Two job types are named " + name);
    }
  }
}
