package io.xiaodan.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.report.query.Parts;
import io.xiaodan.report.query.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps what the database gave for each statement until a form it was read from changes. A
 * statement holds the rights of whoever asks in its text and binds, so people share an answer
 * exactly when they may see the same.
 *
 * <p>However many ask at once, one asks the database; and after a change it is asked again at most
 * twice a second, and at most half of the time. A question that takes long is then asked only about
 * the stretch of records in which something changed ({@link KeptParts}).
 */
@Component
class Answers {

  /** Groups kept of all statements together, some 200 bytes each. */
  private static final long MOST_GROUPS = 400_000;

  private static final int EMPTY_ENTRY = 50;
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration LEAST_PAUSE = Duration.ofMillis(500);

  /** What can be asked anew within this time is not worth the memory for its parts. */
  private static final Duration WORTH_PARTS = Duration.ofMillis(50);

  private final Cache<SqlFragment, Entry> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_GROUPS)
          .weigher((SqlFragment sql, Entry entry) -> entry.weight)
          .expireAfterAccess(IDLE)
          .build();
  private final GroupReader reader;
  private final FormChanges changes;

  Answers(GroupReader reader, FormChanges changes) {
    this.reader = reader;
    this.changes = changes;
  }

  /** What has been heard of until now, for {@link #of}. */
  FormChanges.Heard heard() {
    return changes.heard();
  }

  /**
   * The groups of a statement, no older than the last change that had been heard of. Whoever has
   * several questions asks all of them with what was heard of before the first: an answer that
   * somebody else has got meanwhile is new enough for each.
   */
  Groups of(Statement statement, FormChanges.Heard heard) {
    long wanted = changes.of(statement.forms(), heard);
    Entry entry = kept.get(statement.sql(), sql -> new Entry());
    Known known = entry.known;
    return known != null && known.count >= wanted ? known.groups : entry.ask(statement, wanted);
  }

  /**
   * @param count the changes heard of before the database was asked
   * @param notBefore when it may be asked again, in {@link System#nanoTime()}
   */
  private record Known(Groups groups, long count, long notBefore) {}

  private final class Entry {

    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;
    private @Nullable KeptParts parts;
    private boolean worthParts;
    private boolean tooManyGroups;
    private volatile int weight = EMPTY_ENTRY;

    Groups ask(Statement statement, long wanted) {
      asking.lock();
      try {
        Known last = known;
        if (last != null && last.count >= wanted) {
          return last.groups;
        }
        if (last != null) {
          pause(last.notBefore - System.nanoTime());
        }
        long started = System.nanoTime();
        Map<String, Long> counts = changes.each(statement.forms());
        Groups groups = read(statement, counts);
        long took = System.nanoTime() - started;
        long pause = Math.max(LEAST_PAUSE.toNanos() - took, took);
        long count = counts.values().stream().mapToLong(Long::longValue).sum();
        known = new Known(groups, count, System.nanoTime() + pause);
        weigh(statement.sql(), groups.rows().size());
        return groups;
      } finally {
        asking.unlock();
      }
    }

    /** All at once, or by parts where that took long and somebody asks again. */
    private Groups read(Statement statement, Map<String, Long> counts) {
      Parts by = statement.parts();
      if (by != null && worthParts && !tooManyGroups) {
        KeptParts kept = parts == null ? new KeptParts(reader, changes, KeptParts.RECORDS) : parts;
        Optional<Groups> groups = kept.follow(statement, by, counts);
        parts = kept;
        if (groups.isPresent()) {
          return groups.get();
        }
        parts = null;
        tooManyGroups = true;
      }
      long started = System.nanoTime();
      Groups groups = reader.together(() -> reader.groups(statement.sql()));
      worthParts = System.nanoTime() - started > WORTH_PARTS.toNanos();
      return groups;
    }

    /** Tells the cache when what is kept has grown or shrunk by much. */
    private void weigh(SqlFragment sql, int rows) {
      int now = EMPTY_ENTRY + rows + (parts == null ? 0 : parts.groups());
      if (Math.abs(now - weight) > weight / 10) {
        weight = now;
        kept.put(sql, this);
      }
    }

    private static void pause(long nanos) {
      if (nanos > 0) {
        LockSupport.parkNanos(nanos);
      }
    }
  }
}
