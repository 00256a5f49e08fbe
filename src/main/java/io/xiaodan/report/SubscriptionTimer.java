package io.xiaodan.report;

import io.xiaodan.platform.Jobs;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks again and again which subscriptions are due, on one of the nodes. */
@Component
class SubscriptionTimer {

  private static final Duration EVERY = Duration.ofSeconds(20);

  SubscriptionTimer(BoardSubscriptions subscriptions, Jobs jobs) {
    jobs.repeat("report.subscriptions", EVERY, subscriptions::tick);
  }
}
