package io.xiaodan.flow;

import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.platform.SqlFragment;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What instances do by themselves, as background jobs: delays that are over, steps of time limits,
 * automatic actions. Each is one transaction with what it changes; one that comes too late finds
 * its place gone and does nothing.
 */
@Component
class FlowTimers {

  private final Jobs jobs;
  private final Clock clock;
  private final ObjectProvider<FlowByItself> byItself;
  private final JobType<Alarm> wake;
  private final JobType<Alarm> limit;
  private final JobType<Alarm> inward;
  private final JobType<Alarm> outward;

  FlowTimers(Jobs jobs, Clock clock, ObjectProvider<FlowByItself> byItself) {
    this.jobs = jobs;
    this.clock = clock;
    this.byItself = byItself;
    RetryPolicy retry = RetryPolicy.standard();
    this.wake =
        jobs.register(
            JobType.exactlyOnce(
                "flow.wake", Alarm.class, retry, (alarm, run) -> does().wake(alarm)));
    this.limit =
        jobs.register(
            JobType.exactlyOnce(
                "flow.limit", Alarm.class, retry, (alarm, run) -> does().limit(alarm)));
    this.inward =
        jobs.register(
            JobType.exactlyOnce(
                "flow.action", Alarm.class, retry, (alarm, run) -> does().carry(alarm)));
    this.outward =
        jobs.register(
            JobType.atLeastOnce(
                "flow.message", Alarm.class, retry, (alarm, run) -> does().carry(alarm)));
  }

  /**
   * What is to be looked at.
   *
   * @param seat 0 where the token alone is meant
   * @param step number of the step of a time limit
   */
  record Alarm(UUID instance, int token, int seat, int step) {}

  private FlowByItself does() {
    return byItself.getObject();
  }

  JobOrder<Alarm> wake(UUID instance, Effect.Wake effect) {
    Alarm alarm = new Alarm(instance, effect.token(), 0, 0);
    return new JobOrder<>(wake, id(alarm, effect.due()), alarm, effect.due());
  }

  JobOrder<Alarm> limit(UUID instance, Effect.Limit effect) {
    Alarm alarm = new Alarm(instance, effect.token(), effect.seat(), effect.step());
    return new JobOrder<>(limit, id(alarm, effect.due()), alarm, effect.due());
  }

  JobOrder<Alarm> carry(UUID instance, int token, boolean isOutward) {
    Alarm alarm = new Alarm(instance, token, 0, 0);
    Instant now = clock.instant();
    return new JobOrder<>(isOutward ? outward : inward, id(alarm, now), alarm, now);
  }

  /** The same alarms again at a later moment: while a record is in the recycle bin. */
  void again(String type, Alarm alarm, Instant due) {
    JobType<Alarm> known =
        List.of(wake, limit, inward, outward).stream()
            .filter(each -> each.name().equals(type))
            .findFirst()
            .orElseThrow();
    jobs.schedule(new JobOrder<>(known, id(alarm, due), alarm, due));
  }

  private static String id(Alarm alarm, Instant due) {
    return "%s/%d/%d/%d/%d"
        .formatted(alarm.instance(), alarm.token(), alarm.seat(), alarm.step(), due.toEpochMilli());
  }

  SqlFragment insert(List<JobOrder<?>> orders) {
    return jobs.insertFragment(orders);
  }

  void wakeWorkers() {
    jobs.wake();
  }
}
