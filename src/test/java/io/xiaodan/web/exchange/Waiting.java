package io.xiaodan.web.exchange;

import io.xiaodan.support.Browser;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Waits for background work as a page does. */
final class Waiting {

  private static final Duration LONGEST = Duration.ofSeconds(120);

  private Waiting() {}

  /** What an address answers once the work there is over. */
  static JsonNode over(Browser browser, String path) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    JsonNode now = browser.get(path).json();
    while (now.path("finishedAt").isNull() || now.path("finishedAt").isMissingNode()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not over: " + now);
      }
      try {
        new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      now = browser.get(path).json();
    }
    return now;
  }
}
