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
    NEWEST("t.id", "t.id DESC", "<"),
    OLDEST("t.id", "t.id ASC", ">"),
    /** What has no limit comes last. */
    DUE(
        "coalesce(t.due_at, 'infinity'), t.id",
        "coalesce(t.due_at, 'infinity') ASC, t.id ASC",
        ">"),
    /** The most urgent first. */
    PRIORITY("t.priority, t.id", "t.priority DESC, t.id DESC", "<");

    private final String key = name().toLowerCase(Locale.ROOT);
    private final String columns;
    private final String by;
    private final String then;

    Order(String columns, String by, String then) {
      this.columns = columns;
      this.by = by;
      this.then = then;
    }

    /** The word in the API. */
    public String key() {
      return key;
    }

    /** The ORDER BY of table {@code t}. */
    String by() {
      return by;
    }

    /**
     * The same where {@code a} holds the assignments: what follows their own index is said of it,
     * so that it is walked.
     */
    String byAssignment() {
      return columns.equals("t.id") ? by.replace("t.id", "a.task_id") : by;
    }

    /** Whether a row comes after the one whose id is the bind. */
    String after(String table) {
      return columns.equals("t.id")
          ? "a.task_id " + then + " ?"
          : "(%s) %s (SELECT %s FROM %s t WHERE t.id = ?)".formatted(columns, then, columns, table);
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
