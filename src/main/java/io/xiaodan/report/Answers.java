package io.xiaodan.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.report.query.Statement;
import java.time.Duration;
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
 * twice a second, and at most half of the time.
 */
@Component
class Answers {

  private static final int KEPT = 2_000;
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration LEAST_PAUSE = Duration.ofMillis(500);

  private final Cache<SqlFragment, Entry> kept =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterAccess(IDLE).build();
  private final GroupReader reader;
  private final FormChanges changes;

  Answers(GroupReader reader, FormChanges changes) {
    this.reader = reader;
    this.changes = changes;
  }

  /** The groups of a statement, no older than the last change that was heard of before the call. */
  Groups of(Statement statement) {
    long wanted = changes.of(statement.forms());
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

    Groups ask(Statement statement, long wanted) {
      asking.lock();
      try {
        Known last = known;
        if (last != null && last.count >= wanted) {
          return last.groups;
        }
        if (last != null) {
          LockSupport.parkNanos(last.notBefore - System.nanoTime());
        }
        long started = System.nanoTime();
        long count = changes.of(statement.forms());
        Groups groups = reader.read(statement.sql());
        long took = System.nanoTime() - started;
        long pause = Math.max(LEAST_PAUSE.toNanos() - took, took);
        known = new Known(groups, count, System.nanoTime() + pause);
        return groups;
      } finally {
        asking.unlock();
      }
    }
  }
}
