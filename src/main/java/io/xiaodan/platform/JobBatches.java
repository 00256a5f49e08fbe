package io.xiaodan.platform;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out work that is done {@linkplain JobType#together together}: takes what waits out of the
 * table and does it, all in one transaction, so that a crash puts it back.
 *
 * <p>Such a job is stored as due a little later than it is. Until then it is this class's; what is
 * left by then, because no node was there, and what failed together is the scheduler's, which does
 * each job alone. Between two turns a moment passes, so that under load a turn has many jobs.
 */
@Component
class JobBatches {

  /** How much later than it is a job is stored as due. */
  static final Duration GRACE = Duration.ofSeconds(60);

  private static final Logger log = LoggerFactory.getLogger(JobBatches.class);
  private static final int MOST = 256;
  private static final Duration BETWEEN_TURNS = Duration.ofMillis(20);

  /** The jobs are found by where their rows stand, which cannot change while they are locked. */
  private static final String TAKE =
      """
      DELETE FROM xiaodan.scheduled_tasks WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM xiaodan.scheduled_tasks
        WHERE execution_time > ? AND execution_time <= ? AND task_name = ?
          AND NOT picked AND consecutive_failures IS NULL
        ORDER BY execution_time LIMIT %d FOR UPDATE SKIP LOCKED))
      RETURNING task_instance, task_data\
      """
          .formatted(MOST);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final JobPayloads payloads;
  private final Clock clock;

  JobBatches(
      JdbcTemplate jdbc, TransactionTemplate transaction, JobPayloads payloads, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.payloads = payloads;
    this.clock = clock;
  }

  /** Work on its way; closing it ends the turn that runs and begins no other. */
  interface Running extends AutoCloseable {

    /** Begins a turn as soon as may be; never blocks. */
    void wake();

    @Override
    void close();
  }

  /**
   * Works until it is closed.
   *
   * @param types those of them that are done together
   * @param poll how often to look unasked
   * @param failed called when jobs were left to the scheduler
   */
  Running start(List<JobType<?>> types, Duration poll, Runnable failed) {
    List<JobType<?>> mine = types.stream().filter(type -> type.together() != null).toList();
    Semaphore asked = new Semaphore(1);
    CountDownLatch stop = new CountDownLatch(1);
    Thread thread =
        Thread.ofVirtual().name("job-batches").start(() -> work(mine, poll, failed, asked, stop));
    return new Running() {
      @Override
      public void wake() {
        if (asked.availablePermits() == 0) {
          asked.release();
        }
      }

      @Override
      public void close() {
        stop.countDown();
        asked.release();
        try {
          thread.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private void work(
      List<JobType<?>> types,
      Duration poll,
      Runnable failed,
      Semaphore asked,
      CountDownLatch stop) {
    try {
      do {
        if (asked.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
          asked.drainPermits();
        }
        for (JobType<?> type : types) {
          while (stop.getCount() > 0 && turn(type, failed)) {
            // Until nothing is left.
          }
        }
      } while (!stop.await(BETWEEN_TURNS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there may be more. */
  private <T> boolean turn(JobType<T> type, Runnable failed) {
    List<String> taken = new ArrayList<>();
    try {
      transaction.executeWithoutResult(status -> carryOut(type, taken));
      return taken.size() == MOST;
    } catch (RuntimeException e) {
      if (!taken.isEmpty()) {
        log.info("jobs={} failed together, each is tried alone: {}", type.name(), e.toString());
        leave(type, taken, failed);
      }
      return false;
    }
  }

  private record Taken<T>(String id, @Nullable T payload) {}

  private <T> void carryOut(JobType<T> type, List<String> taken) {
    Instant now = clock.instant();
    Consumer<List<T>> together = Objects.requireNonNull(type.together());
    List<Taken<T>> jobs =
        jdbc.query(
            TAKE,
            (row, number) ->
                new Taken<>(
                    row.getString(1), payloads.deserialize(type.payload(), row.getBytes(2))),
            Timestamp.from(now),
            Timestamp.from(now.plus(GRACE)),
            type.name());
    if (!jobs.isEmpty()) {
      jobs.forEach(job -> taken.add(job.id()));
      together.accept(jobs.stream().map(job -> Objects.requireNonNull(job.payload())).toList());
    }
  }

  /** Makes jobs due, so that the scheduler takes them. */
  private void leave(JobType<?> type, List<String> ids, Runnable failed) {
    try {
      jdbc.update(
          "UPDATE xiaodan.scheduled_tasks SET execution_time = ? WHERE task_name = ? AND task_instance = ANY (?::text[]) AND NOT picked",
          Timestamp.from(clock.instant()),
          type.name(),
          ids.toArray(String[]::new));
      failed.run();
    } catch (RuntimeException e) {
      log.warn("jobs={} wait until they are due: {}", type.name(), e.toString());
    }
  }
}
