package io.xiaodan.record;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AutoNumberType;
import io.xiaodan.platform.Workspace;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gives numbers without making saves wait for each other: a node takes a block of counters at a
 * time, larger while they are used up quickly, a single one when it is quiet. A number that was
 * taken and not used is skipped.
 */
@Component
class AutoNumbers {

  private static final int LARGEST_BLOCK = 256;
  private static final long QUICK_NANOS = 1_000_000_000L;

  private record Key(String form, String field) {}

  /** The block a node is using. */
  private static final class Block {
    private String period = "";
    private long next;
    private long end;
    private int size = 1;
    private long takenAt;
  }

  private final ConcurrentHashMap<Key, Block> blocks = new ConcurrentHashMap<>();
  private final JdbcTemplate database;
  private final String take;

  AutoNumbers(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.take =
        "INSERT INTO %s AS c (form, field, period, next) VALUES (?, ?, ?, 1 + ?) ON CONFLICT (form, field, period) DO UPDATE SET next = c.next + ? RETURNING next"
            .formatted(workspace.table("counter"));
  }

  /**
   * The next number of a field on a day. Within a transaction a single counter is taken, and given
   * back when it rolls back: a block shared with others would be given to them a second time.
   */
  String next(Form form, FormField field, AutoNumberType type, LocalDate day) {
    String period = type.period(day);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return type.number(day, take(form, field, period, 1) - 1);
    }
    Block block = blocks.computeIfAbsent(new Key(form.key(), field.key()), key -> new Block());
    synchronized (block) {
      if (block.next >= block.end || !block.period.equals(period)) {
        refill(block, form, field, period);
      }
      return type.number(day, block.next++);
    }
  }

  private void refill(Block block, Form form, FormField field, String period) {
    long now = System.nanoTime();
    boolean quick = block.period.equals(period) && now - block.takenAt < QUICK_NANOS;
    block.size = quick ? Math.min(block.size * 2, LARGEST_BLOCK) : 1;
    block.end = take(form, field, period, block.size);
    block.next = block.end - block.size;
    block.period = period;
    block.takenAt = now;
  }

  /** Takes counters; the answer is one beyond the last of them. */
  private long take(Form form, FormField field, String period, int size) {
    return Objects.requireNonNull(
        database.queryForObject(take, Long.class, form.key(), field.key(), period, size, size));
  }
}
