package io.xiaodan.report;

import io.xiaodan.record.RecordFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The number of a form's changes, and the last ones of them. */
final class ChangeLog {

  private static final int REMEMBERED = 4_096;

  private final RecordFeed.@Nullable Change[] last = new RecordFeed.Change[REMEMBERED];
  private long count;
  private long known;

  synchronized void add(RecordFeed.Change change) {
    last[(int) (count++ % REMEMBERED)] = change;
  }

  /** Some changes were missed, nobody knows which. */
  synchronized void lost() {
    known = ++count;
  }

  synchronized long count() {
    return count;
  }

  /** The changes between two counts; empty when some of them are not known any more. */
  synchronized Optional<List<RecordFeed.Change>> between(long from, long to) {
    if (from < known || count - from > REMEMBERED) {
      return Optional.empty();
    }
    List<RecordFeed.Change> changes = new ArrayList<>();
    for (long i = from; i < to; i++) {
      RecordFeed.Change change = last[(int) (i % REMEMBERED)];
      if (change != null) {
        changes.add(change);
      }
    }
    return Optional.of(changes);
  }
}
