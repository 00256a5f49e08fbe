package io.xiaodan.platform;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns a {@link JobType} into what the scheduler runs: the attempt, its completion, its failure,
 * its death.
 */
@Component
class JobTasks {

  private static final Logger log = LoggerFactory.getLogger(JobTasks.class);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  JobTasks(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  <T> Task<T> task(JobType<T> type) {
    return Tasks.custom(type.name(), type.payload())
        .onFailure((complete, operations) -> failed(type, complete, operations))
        .execute((instance, context) -> attempt(type, instance, context));
  }

  private <T> CompletionHandler<T> attempt(
      JobType<T> type, TaskInstance<T> instance, ExecutionContext context) {
    Execution execution = context.getExecution();
    JobRun run =
        new JobRun(
            instance.getId(), execution.consecutiveFailures + 1, execution.getExecutionTime());
    switch (type.guarantee()) {
      case AT_LEAST_ONCE -> handle(type, instance.getData(), run);
      case EXACTLY_ONCE ->
          transaction.executeWithoutResult(status -> {
            handle(type, instance.getData(), run);
            removeWithin(execution);
          });
    }
    return switch (type.guarantee()) {
      case AT_LEAST_ONCE -> (complete, operations) -> operations.stop();
      case EXACTLY_ONCE -> (complete, operations) -> {};
    };
  }

  private static <T> void handle(JobType<T> type, T payload, JobRun run) {
    try {
      type.handler().run(payload, run);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new JobFailed(e);
    }
  }

  /**
   * Removes the job in the handler's own transaction, last of all so that its row is locked for a
   * moment only.
   */
  private void removeWithin(Execution execution) {
    int removed =
        jdbc.update(
            """
            DELETE FROM xiaodan.scheduled_tasks
            WHERE task_name = ? AND task_instance = ? AND version = ? AND picked\
            """,
            execution.getTaskName(),
            execution.getId(),
            execution.version);
    if (removed == 0) {
      throw new LeaseLost();
    }
  }

  private <T> void failed(
      JobType<T> type, ExecutionComplete complete, ExecutionOperations<T> operations) {
    if (complete.getCause().orElse(null) instanceof LeaseLost) {
      log.info("job={} id={} was taken over by another worker", type.name(), id(complete));
      return;
    }
    int failures = complete.getExecution().consecutiveFailures + 1;
    Instant now = clock.instant();
    if (type.retry().exhausted(failures)) {
      try {
        transaction.executeWithoutResult(status -> bury(type, complete, failures, now));
        return;
      } catch (RuntimeException e) {
        log.error("job={} id={} could not be put aside", type.name(), id(complete), e);
      }
    }
    operations.reschedule(complete, now.plus(type.retry().waitAfter(failures)));
  }

  private void bury(JobType<?> type, ExecutionComplete complete, int failures, Instant now) {
    Execution execution = complete.getExecution();
    String error = complete.getCause().map(JobTasks::describe).orElse("unknown");
    List<String> payload =
        jdbc.query(
            """
            WITH gone AS (
              DELETE FROM xiaodan.scheduled_tasks
              WHERE task_name = ? AND task_instance = ? AND version = ? RETURNING *)
            INSERT INTO xiaodan.dead_job (type, id, payload, attempts, error, died_at)
            SELECT task_name, task_instance, convert_from(task_data, 'UTF8'), ?, ?, ? FROM gone
            ON CONFLICT (type, id) DO UPDATE SET payload = excluded.payload,
              attempts = excluded.attempts, error = excluded.error, died_at = excluded.died_at
            RETURNING payload\
            """,
            (row, number) -> row.getString(1),
            execution.getTaskName(),
            execution.getId(),
            execution.version,
            failures,
            error,
            Timestamp.from(now));
    for (String text : payload) {
      log.error("job={} id={} given up attempts={} {}", type.name(), id(complete), failures, error);
      type.onDeath().accept(new DeadJob(type.name(), id(complete), text, failures, error, now));
    }
  }

  private static String id(ExecutionComplete complete) {
    return complete.getExecution().getId();
  }

  private static String describe(Throwable failure) {
    Throwable cause =
        failure instanceof JobFailed && failure.getCause() != null ? failure.getCause() : failure;
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /** A handler's checked exception on its way through the scheduler. */
  private static final class JobFailed extends RuntimeException {
    JobFailed(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Another worker took the job over because this one was silent too long; what this one did is
   * rolled back.
   */
  private static final class LeaseLost extends RuntimeException {
    LeaseLost() {
      super("The job was taken over by another worker");
    }
  }
}
