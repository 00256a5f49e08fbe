package io.xiaodan.task;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are listed, and in which order.
 *
 * @param form key of the form they are about; null for any
 * @param record id of the record they are about; null for any
 * @param kind null for any
 * @param dueBefore only those that should be done before then; null for any, also without a limit
 * @param priority only those at least as urgent as this
 */
public record TaskQuery(
    @Nullable String form,
    @Nullable UUID record,
    @Nullable TaskKind kind,
    @Nullable Instant dueBefore,
    int priority,
    Order order) {

  /** The order of open tasks; finished ones are listed by when they were done. */
  public enum Order {
    NEWEST("", "", "DESC"),
    OLDEST("", "", "ASC"),
    /** What has no limit comes last. */
    DUE("due_at", "coalesce(t.due_at, 'infinity')", "ASC"),
    /** The most urgent first. */
    PRIORITY("priority", "t.priority", "DESC");

    private final String key = name().toLowerCase(Locale.ROOT);
    private final String column;
    private final String value;
    private final String direction;

    /**
     * @param column of the assignment that comes before the id; empty for none
     * @param value the same of the task
     */
    Order(String column, String value, String direction) {
      this.column = column;
      this.value = value;
      this.direction = direction;
    }

    /** The word in the API. */
    public String key() {
      return key;
    }

    /** The ORDER BY of table {@code t}. */
    String by() {
      return (column.isEmpty() ? "" : value + " " + direction + ", ") + "t.id " + direction;
    }

    /**
     * The same said of the assignments in {@code a}, which have an index for each order, so that it
     * is walked instead of sorting what waits.
     */
    String byAssignment() {
      String first = column.isEmpty() ? "" : "a." + column + " " + direction + ", ";
      return first + "a.task_id " + direction;
    }

    /** Whether an assignment comes after the task whose id is each of the binds. */
    String after(String table) {
      String than = direction.equals("DESC") ? "<" : ">";
      return column.isEmpty()
          ? "a.task_id " + than + " ?"
          : "(a.%s, a.task_id) %s ((SELECT %s FROM %s t WHERE t.id = ?), ?)"
              .formatted(column, than, value, table);
    }

    /** The binds of {@link #after}. */
    void afterBinds(UUID id, List<Object> binds) {
      binds.add(id);
      if (!column.isEmpty()) {
        binds.add(id);
      }
    }
  }

  /** All of them, newest first. */
  public static final TaskQuery ALL = new TaskQuery(null, null, null, null, 0, Order.NEWEST);

  /** The conditions on table {@code t}, each behind an AND; their values are added to the binds. */
  String where(List<Object> binds) {
    StringBuilder where = new StringBuilder();
    if (form != null) {
      where.append(" AND t.form = ?");
      binds.add(form);
    }
    if (record != null) {
      where.append(" AND t.record_id = ?");
      binds.add(record);
    }
    if (kind != null) {
      where.append(" AND t.kind = ?");
      binds.add(kind.key());
    }
    if (dueBefore != null) {
      where.append(" AND t.due_at < ?");
      binds.add(dueBefore.atOffset(ZoneOffset.UTC));
    }
    if (priority > 0) {
      where.append(" AND t.priority >= ?");
      binds.add(priority);
    }
    return where.toString();
  }
}
