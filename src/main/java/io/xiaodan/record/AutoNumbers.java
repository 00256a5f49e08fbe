package io.xiaodan.record;

import io.xiaodan.expression.Environment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AutoNumberType;
import io.xiaodan.platform.Workspace;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Counters of a period that this node may give away. */
  private record Taken(String period, AtomicLong next, long end, int size, long at) {

    static final Taken NOTHING = new Taken("", new AtomicLong(), 0, 1, 0);

    /** The next counter, or -1 when they are used up. */
    long give() {
      long given = next.getAndIncrement();
      return given < end ? given : -1;
    }
  }

  /** The counters a node is using; who finds none left takes more, one at a time. */
  private static final class Block {
    private volatile Taken taken = Taken.NOTHING;
  }

  private final ConcurrentHashMap<Key, Block> blocks = new ConcurrentHashMap<>();
  private final JdbcTemplate database;
  private final String take;
  private final String pass;

  AutoNumbers(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.take =
        "INSERT INTO %s AS c (form, field, period, next) VALUES (?, ?, ?, 1 + ?) ON CONFLICT (form, field, period) DO UPDATE SET next = c.next + ? RETURNING next"
            .formatted(workspace.table("counter"));
    this.pass =
        "INSERT INTO %s AS c (form, field, period, next) VALUES (?, ?, ?, ?) ON CONFLICT (form, field, period) DO UPDATE SET next = excluded.next WHERE c.next < excluded.next"
            .formatted(workspace.table("counter"));
  }

  /**
   * A number came with the record, from an import: what is given from now on lies beyond it. A
   * number of another shape is in nobody's way.
   */
  void passed(Form form, FormField field, AutoNumberType type, String number) {
    AutoNumberType.Given given = type.read(number).orElse(null);
    if (given == null) {
      return;
    }
    int raised =
        database.update(pass, form.key(), field.key(), given.period(), given.counter() + 1);
    Block block = blocks.get(new Key(form.key(), field.key()));
    if (block != null) {
      synchronized (block) {
        Taken taken = block.taken;
        boolean within = taken.period.equals(given.period()) && given.counter() < taken.end;
        if (raised > 0 || within) {
          block.taken = Taken.NOTHING;
        }
      }
    }
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
    long given = give(block.taken, period);
    return type.number(day, given >= 0 ? given : refill(block, form, field, period));
  }

  private static long give(Taken taken, String period) {
    return taken.period.equals(period) ? taken.give() : -1;
  }

  private long refill(Block block, Form form, FormField field, String period) {
    synchronized (block) {
      Taken last = block.taken;
      long given = give(last, period);
      if (given >= 0) {
        return given;
      }
      long now = System.nanoTime();
      boolean quick = last.period.equals(period) && now - last.at < QUICK_NANOS;
      int size = quick ? Math.min(last.size * 2, LARGEST_BLOCK) : 1;
      long end = take(form, field, period, size);
      block.taken = new Taken(period, new AtomicLong(end - size + 1), end, size, now);
      return end - size;
    }
  }

  /** Takes counters; the answer is one beyond the last of them. */
  private long take(Form form, FormField field, String period, int size) {
    return Objects.requireNonNull(
        database.queryForObject(take, Long.class, form.key(), field.key(), period, size, size));
  }

  /** Gives a new record its numbers; those it brings are counted past. */
  void fill(Draft draft, Environment environment) {
    for (FormField field : draft.form.fields().values()) {
      if (!(field.type() instanceof AutoNumberType type)) {
        continue;
      }
      Object given = draft.values.get(field.key());
      if (given != null) {
        if (draft.before == null || draft.changed(field.key())) {
          passed(draft.form, field, type, given.toString());
        }
      } else {
        draft.values.put(
            field.key(),
            next(
                draft.form,
                field,
                type,
                environment.now().atZone(environment.zone()).toLocalDate()));
      }
    }
  }
}
