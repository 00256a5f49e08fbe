package io.xiaodan.report;

import io.xiaodan.platform.Feed;
import io.xiaodan.platform.FeedMessage;
import io.xiaodan.record.RecordFeed;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * Counts the changes of each form's records, those of other nodes included. A count that was read
 * before a query was asked tells later whether its answer still holds.
 */
@Component
class FormChanges {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder everything = new LongAdder();

  FormChanges(Feed feed) {
    feed.subscribe(RecordFeed.TOPIC, this::count);
  }

  /** How many changes were heard of in these forms; only ever grows. */
  long of(Collection<String> forms) {
    long sum = everything.sum();
    for (String form : forms) {
      LongAdder count = counts.get(form);
      sum += count == null ? 0 : count.sum();
    }
    return sum;
  }

  private void count(FeedMessage message) {
    String form = message.topic().substring(RecordFeed.TOPIC.length());
    if (form.isEmpty()) {
      everything.increment();
    } else {
      counts.computeIfAbsent(form, key -> new LongAdder()).increment();
    }
  }
}
