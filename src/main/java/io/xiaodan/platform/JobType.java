package io.xiaodan.platform;

import java.util.function.Consumer;

/**
 * A kind of one-time background work: its name, what it needs to know, how it is done and what
 * happens when it keeps failing.
 *
 * @param name stands in the database; never rename one that may have work waiting. Lower case,
 *     dotted: {@code notification.mail}
 * @param payload a record; stored as JSON, unknown properties are ignored when read
 * @param retry when failed work is tried again
 * @param guarantee what a crash in the middle may do
 * @param handler does the work
 * @param onDeath told when the last attempt failed, in the transaction that records the death
 */
public record JobType<T>(
    String name,
    Class<T> payload,
    RetryPolicy retry,
    Guarantee guarantee,
    JobHandler<T> handler,
    Consumer<DeadJob> onDeath) {

  /** What a crash, or a worker believed dead, may do to a job. */
  public enum Guarantee {
    /**
     * The handler may run again after a crash in its middle; right for mail and calls to other
     * systems.
     */
    AT_LEAST_ONCE,
    /**
     * The handler runs inside one transaction that also removes the job: its database changes
     * happen exactly once. It must be short and must not call the network.
     */
    EXACTLY_ONCE
  }

  /** Work that reaches outside the database; its handler must bear being run twice. */
  public static <T> JobType<T> atLeastOnce(
      String name, Class<T> payload, RetryPolicy retry, JobHandler<T> handler) {
    return new JobType<>(name, payload, retry, Guarantee.AT_LEAST_ONCE, handler, dead -> {});
  }

  /** Work whose effects are in the database only; they commit together with the job's removal. */
  public static <T> JobType<T> exactlyOnce(
      String name, Class<T> payload, RetryPolicy retry, JobHandler<T> handler) {
    return new JobType<>(name, payload, retry, Guarantee.EXACTLY_ONCE, handler, dead -> {});
  }

  /** The same, told when a job is given up. */
  public JobType<T> onDeath(Consumer<DeadJob> hook) {
    return new JobType<>(name, payload, retry, guarantee, handler, hook);
  }
}
