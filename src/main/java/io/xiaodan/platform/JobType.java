package io.xiaodan.platform;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
 * @param together does many pieces of such work in one transaction; null where each is done alone
 * @param onDeath told when the last attempt failed, in the transaction that records the death
 */
public record JobType<T>(
    String name,
    Class<T> payload,
    RetryPolicy retry,
    Guarantee guarantee,
    JobHandler<T> handler,
    @Nullable Consumer<List<T>> together,
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
    return new JobType<>(name, payload, retry, Guarantee.AT_LEAST_ONCE, handler, null, dead -> {});
  }

  /** Work whose effects are in the database only; they commit together with the job's removal. */
  public static <T> JobType<T> exactlyOnce(
      String name, Class<T> payload, RetryPolicy retry, JobHandler<T> handler) {
    return new JobType<>(name, payload, retry, Guarantee.EXACTLY_ONCE, handler, null, dead -> {});
  }

  /**
   * Work as {@link #exactlyOnce}, of which there is much and each piece is small: what waits is
   * done together, in one transaction that also removes the jobs. When that fails all of it is
   * taken back, and each piece is tried by itself, with the attempts of the retry policy.
   *
   * @param handler does one piece by itself
   * @param together does many; must not wait for locks that other work may hold
   */
  public static <T> JobType<T> together(
      String name,
      Class<T> payload,
      RetryPolicy retry,
      JobHandler<T> handler,
      Consumer<List<T>> together) {
    return new JobType<>(
        name, payload, retry, Guarantee.EXACTLY_ONCE, handler, together, dead -> {});
  }

  /** The same, told when a job is given up. */
  public JobType<T> onDeath(Consumer<DeadJob> hook) {
    return new JobType<>(name, payload, retry, guarantee, handler, together, hook);
  }
}
