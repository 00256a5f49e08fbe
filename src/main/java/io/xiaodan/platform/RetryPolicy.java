package io.xiaodan.platform;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When failed work is tried again: after {@code first}, then twice as long each time up to {@code
 * longest}, each wait shortened by a random part of up to a quarter so that many failures do not
 * return together; given up after {@code attempts}.
 *
 * @param attempts how often the work is tried in all, at least 1
 * @param first the wait after the first failure
 * @param longest the most that is ever waited
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

  public RetryPolicy {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "A retry policy needs at least one attempt and 0 <= first <= longest");
    }
  }

  /** Ten attempts, 2 s after the first failure, at most 10 min apart: about half an hour in all. */
  public static RetryPolicy standard() {
    return new RetryPolicy(10, Duration.ofSeconds(2), Duration.ofMinutes(10));
  }

  /** One attempt: a failure is final. */
  public static RetryPolicy never() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO);
  }

  /** Whether work that has failed this often (1 after the first failure) is given up. */
  boolean exhausted(int failures) {
    return failures >= attempts;
  }

  /** How long to wait after the given number of failures, 1 after the first. */
  Duration waitAfter(int failures) {
    long doublings = Math.min(failures - 1L, 40);
    double full = Math.min(first.toNanos() * Math.pow(2, doublings), longest.toNanos());
    return Duration.ofNanos((long) (full * (1 - ThreadLocalRandom.current().nextDouble() / 4)));
  }
}
