package io.xiaodan.platform;

/** Carries out one kind of work. */
@FunctionalInterface
public interface JobHandler<T> {

  /**
   * Does the work once; returning means done, throwing means failed and to be tried again as the
   * {@link RetryPolicy} says.
   *
   * @param payload what was asked for
   * @param run which attempt this is
   */
  void run(T payload, JobRun run) throws Exception;
}
