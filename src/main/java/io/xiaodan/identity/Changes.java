package io.xiaodan.identity;

import io.xiaodan.platform.Feed;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Counts the changes to people and sessions, on this node and, through the feed, on the others.
 * What was read under another count than the present one is not to be trusted: a reader notes the
 * count before it asks the database, so nothing that was read too early is taken for new.
 */
@Component
class Changes {

  private static final String TOPIC = "people";

  private final AtomicLong count = new AtomicLong();
  private final Feed feed;

  Changes(Feed feed) {
    this.feed = feed;
    feed.subscribe(TOPIC, _ -> count.incrementAndGet());
  }

  /** How many changes were heard of since the start. */
  long count() {
    return count.get();
  }

  /** Tells everybody of a change that was just committed. */
  void announce() {
    count.incrementAndGet();
    feed.publish(TOPIC, "{}");
  }
}
