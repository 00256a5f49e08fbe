package io.xiaodan.report;

import io.xiaodan.form.Form;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.FeedMessage;
import io.xiaodan.record.RecordFeed;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts the changes of each form's records, those of other nodes included, and remembers the last
 * ones. A count that was read before a query was asked tells later whether its answer still holds.
 */
@Component
class FormChanges {

  /** A ledger that is made anew says other things while no record changes. */
  private static final String REBUILT = "ledger";

  private final Map<String, ChangeLog> logs = new ConcurrentHashMap<>();

  FormChanges(Feed feed) {
    feed.subscribe(RecordFeed.TOPIC, this::count);
    feed.subscribe(REBUILT, message -> ledgersLost());
  }

  /**
   * What had been heard of at a moment.
   *
   * @param counts changes by form; a form nobody had asked about is not in it
   */
  record Heard(Map<String, Long> counts) {}

  /** What has been heard of until now. */
  Heard heard() {
    Map<String, Long> counts = new HashMap<>();
    logs.forEach((form, log) -> counts.put(form, log.count()));
    return new Heard(counts);
  }

  /** How many changes had been heard of in these forms; only ever grows. */
  long of(Collection<String> forms, Heard heard) {
    long sum = 0;
    for (String form : forms) {
      Long count = heard.counts().get(form);
      sum += count == null ? log(form).count() : count;
    }
    return sum;
  }

  /** How many changes were heard of in each of these forms. */
  Map<String, Long> each(Collection<String> forms) {
    Map<String, Long> counts = new LinkedHashMap<>();
    forms.forEach(form -> counts.put(form, log(form).count()));
    return counts;
  }

  /** The changes of a form between two counts; empty when they are no longer known. */
  Optional<List<RecordFeed.Change>> between(String form, long from, long to) {
    return log(form).between(from, to);
  }

  private void ledgersLost() {
    logs.forEach((key, log) -> {
      if (key.contains(Form.OF_LEDGER)) {
        log.lost();
      }
    });
  }

  /** A form's log is made before anybody counts, so that nothing of it is missed. */
  private ChangeLog log(String form) {
    return logs.computeIfAbsent(form, key -> new ChangeLog());
  }

  private void count(FeedMessage message) {
    String form = message.topic().substring(RecordFeed.TOPIC.length());
    if (form.isEmpty()) {
      logs.values().forEach(ChangeLog::lost);
      return;
    }
    RecordFeed.Change change = RecordFeed.read(message);
    if (change == null) {
      log(form).lost();
    } else {
      log(form).add(change);
    }
  }
}
