package io.xiaodan.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaodan.platform.Jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The workers of this node: started when the application is ready, stopped first when it goes down.
 */
@Component
class JobWorkers implements SmartLifecycle {

  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
  private static final int MISSED_HEARTBEATS = 4;

  private final Jobs jobs;
  private final JobTasks tasks;
  private final JobBatches batches;
  private final JobPayloads payloads;
  private final DataSource dataSource;
  private final Clock clock;
  private final Ids ids;
  private final PlatformSettings.Workers settings;
  private @Nullable Scheduler scheduler;
  private @Nullable ExecutorService threads;
  private JobBatches.@Nullable Running running;
  private boolean wasReady;

  JobWorkers(
      Jobs jobs,
      JobTasks tasks,
      JobBatches batches,
      JobPayloads payloads,
      DataSource dataSource,
      Clock clock,
      Ids ids,
      PlatformSettings.Workers settings) {
    this.jobs = jobs;
    this.tasks = tasks;
    this.batches = batches;
    this.payloads = payloads;
    this.dataSource = dataSource;
    this.clock = clock;
    this.ids = ids;
    this.settings = settings;
  }

  @EventListener(ApplicationReadyEvent.class)
  synchronized void startWhenReady() {
    wasReady = true;
    start();
  }

  @Override
  public synchronized void start() {
    if (scheduler != null) {
      return;
    }
    List<JobType<?>> types = jobs.closeRegistration();
    List<? extends Task<?>> oneTime = types.stream().<Task<?>>map(tasks::task).toList();
    List<RecurringTask<Void>> recurring =
        jobs.recurring().stream().map(JobWorkers::recurring).toList();
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory());
    scheduler =
        Scheduler.create(dataSource, List.copyOf(oneTime))
            .startTasks(recurring)
            .tableName("xiaodan.scheduled_tasks")
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
            .serializer(payloads)
            .clock(clock::instant)
            .schedulerName(new SchedulerName.Fixed("node-" + ids.next()))
            .threads(settings.workers())
            .executorService(threads)
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(settings.pollInterval())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(LONGEST_STOP)
            .failureLogging(LogLevel.WARN, false)
            .build();
    scheduler.start();
    Runnable wakeUp = wakeUp(scheduler);
    jobs.onWake(wakeUp);
    running = batches.start(types, settings.pollInterval(), wakeUp);
    jobs.onBatchWake(running::wake);
  }

  /**
   * Calls that come while one is on its way are one; none of the callers waits for the scheduler's
   * lock.
   */
  private static Runnable wakeUp(Scheduler scheduler) {
    AtomicBoolean isOnItsWay = new AtomicBoolean();
    return () -> {
      if (isOnItsWay.compareAndSet(false, true)) {
        Thread.startVirtualThread(() -> {
          isOnItsWay.set(false);
          scheduler.triggerCheckForDueExecutions();
        });
      }
    };
  }

  private static RecurringTask<Void> recurring(RecurringJob job) {
    return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
        .execute((instance, context) -> job.work().run());
  }

  @Override
  public synchronized void stop() {
    jobs.onWake(null);
    jobs.onBatchWake(null);
    if (running != null) {
      running.close();
      running = null;
    }
    if (scheduler != null) {
      scheduler.stop();
      scheduler = null;
    }
    if (threads != null) {
      threads.close();
      threads = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return scheduler != null;
  }

  /** Not with the context at first, but with it when it goes on after a pause. */
  @Override
  public synchronized boolean isAutoStartup() {
    return wasReady;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
