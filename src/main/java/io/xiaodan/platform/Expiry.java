package io.xiaodan.platform;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Removes what is old enough, once a day on one of the nodes, in lots that are small enough to keep
 * nobody waiting.
 */
@Component
class Expiry {

  private static final Logger log = LoggerFactory.getLogger(Expiry.class);
  private static final Duration EVERY = Duration.ofDays(1);
  private static final int LOT = 500;

  private final JdbcTemplate database;
  private final Clock clock;
  private final KeepTimes keep;
  private final ObjectProvider<Expiring> kinds;

  Expiry(
      JdbcTemplate database,
      Clock clock,
      KeepTimes keep,
      ObjectProvider<Expiring> kinds,
      Jobs jobs) {
    this.database = database;
    this.clock = clock;
    this.keep = keep;
    this.kinds = kinds;
    jobs.repeat("platform.expiry", EVERY, this::removeAll);
  }

  void removeAll() {
    List<Expiring> all = kinds.stream().toList();
    Set<String> unknown = new TreeSet<>(keep.configured());
    for (Expiring kind : all) {
      unknown.remove(kind.name());
      try {
        long removed = remove(kind);
        if (removed > 0) {
          log.info("expired kind={} rows={}", kind.name(), removed);
        }
      } catch (RuntimeException e) {
        log.error("expired kind={} failed", kind.name(), e);
      }
    }
    if (!unknown.isEmpty()) {
      log.warn("xiaodan.keep knows nothing of {}", String.join(", ", unknown));
    }
  }

  /** How many there were. */
  long remove(Expiring kind) {
    Duration age = keep.of(kind);
    if (!age.isPositive()) {
      return 0;
    }
    Instant before = clock.instant().minus(age);
    long removed = 0;
    long lot;
    do {
      Long count = database.queryForObject(kind.sql(), Long.class, Timestamp.from(before), LOT);
      lot = count == null ? 0 : count;
      removed += lot;
    } while (lot == LOT);
    return removed;
  }
}
