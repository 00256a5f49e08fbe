package io.xiaodan.ledger;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Change;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes balances into the records they are about, so that what an order has come to can be
 * computed, listed and filtered. Asked for in the statement that posts, carried out right after it,
 * on the balance as it then is while the record is held: whoever comes last writes what is true.
 */
@Component
class BalanceFeeds {

  /**
   * Whose numbers are to be written.
   *
   * @param event the change that asked for it
   */
  record Payload(String form, UUID record, UUID event) {}

  private final LoadingCache<Blueprint, List<BalanceFeed>> feeds =
      Caffeine.newBuilder().weakKeys().build(BalanceFeed::all);
  private final Jobs jobs;
  private final JobType<Payload> work;
  private final Blueprints blueprints;
  private final ObjectProvider<Records> records;
  private final JdbcTemplate database;
  private final Workspace workspace;

  BalanceFeeds(
      Jobs jobs,
      Blueprints blueprints,
      ObjectProvider<Records> records,
      JdbcTemplate database,
      Workspace workspace) {
    this.jobs = jobs;
    this.blueprints = blueprints;
    this.records = records;
    this.database = database;
    this.workspace = workspace;
    this.work =
        jobs.register(
            JobType.exactlyOnce(
                "ledger.feed",
                Payload.class,
                new RetryPolicy(30, Duration.ofMillis(200), Duration.ofMinutes(5)),
                (payload, run) -> run(payload)));
  }

  /** What has to be done after a change has posted something else than before. */
  List<JobOrder<Payload>> orders(Change change, String ledger, Collection<Entry> moved) {
    List<JobOrder<Payload>> orders = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (BalanceFeed feed : feeds.get(change.blueprint())) {
      if (!feed.ledger().key().equals(ledger)) {
        continue;
      }
      for (Entry entry : moved) {
        String record = entry.dimensions().get(feed.dimension());
        String form = feed.form().key();
        if (record != null
            && feed.isTouchedBy(entry)
            && !isHeld(change, feed, record, moved)
            && seen.add(form + record)) {
          Payload payload = new Payload(form, UUID.fromString(record), change.event());
          String id = change.event() + "/" + record;
          orders.add(new JobOrder<>(work, id, payload, change.at()));
        }
      }
    }
    return orders;
  }

  /** Whether a record that is being made holds already what it posts about itself. */
  private static boolean isHeld(
      Change change, BalanceFeed feed, String record, Collection<Entry> posted) {
    return change.kind() == ChangeKind.CREATED
        && change.form().key().equals(feed.form().key())
        && change.id().toString().equals(record)
        && feed.isHeld(change.after(feed.field().key()), feed.sum(posted, record));
  }

  /** Every field that a ledger keeps. */
  List<BalanceFeed> all(Blueprint blueprint) {
    return feeds.get(blueprint);
  }

  private void run(Payload payload) {
    Blueprint blueprint = blueprints.current();
    Form form = blueprint.find(Form.TYPE, payload.form()).orElse(null);
    if (form == null) {
      return;
    }
    Caller caller = new Caller(blueprint, Actor.system(Origin.RULE, payload.event()));
    StoredRecord record = lock(caller, form, payload.record());
    if (record == null || record.deletedAt() != null) {
      return;
    }
    Map<String, @Nullable Object> differing = differing(blueprint, form, record);
    if (!differing.isEmpty()) {
      records
          .getObject()
          .update(caller, form.key(), record.id(), null, Write.trusted(null, differing));
    }
  }

  private @Nullable StoredRecord lock(Caller caller, Form form, UUID id) {
    try {
      return records.getObject().lock(caller, form.key(), id);
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /** The fields that do not hold what the ledger says, with what it says. */
  Map<String, @Nullable Object> differing(Blueprint blueprint, Form form, StoredRecord record) {
    Map<String, @Nullable Object> differing = new LinkedHashMap<>();
    Map<String, List<BalanceFeed>> byLedger =
        feeds.get(blueprint).stream()
            .filter(feed -> feed.form().key().equals(form.key()))
            .collect(
                Collectors.groupingBy(
                    feed -> feed.ledger().key() + "/" + feed.dimension(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    for (List<BalanceFeed> together : byLedger.values()) {
      List<BigDecimal> sums = sums(together, record.id());
      for (int i = 0; i < together.size(); i++) {
        BalanceFeed feed = together.get(i);
        if (!feed.isHeld(record.values().get(feed.field().key()), sums.get(i))
            && feed.field().type().fit(sums.get(i)).value() instanceof BigDecimal now) {
          differing.put(feed.field().key(), now);
        }
      }
    }
    return differing;
  }

  private List<BigDecimal> sums(List<BalanceFeed> feeds, UUID record) {
    Ledger ledger = feeds.getFirst().ledger();
    LedgerSql sql = new LedgerSql(ledger, workspace);
    String figures =
        feeds.stream()
            .map(feed -> "COALESCE(sum(" + sql.figure(feed.figure(), "b") + "), 0)")
            .collect(Collectors.joining(", "));
    String text =
        "SELECT %s FROM %s b WHERE b.%s = ?"
            .formatted(figures, sql.balances(), Workspace.quote(feeds.getFirst().dimension()));
    return Objects.requireNonNull(
        database.queryForObject(
            text,
            (row, number) -> {
              List<BigDecimal> sums = new ArrayList<>();
              for (int i = 1; i <= feeds.size(); i++) {
                sums.add(Objects.requireNonNull(row.getBigDecimal(i)));
              }
              return sums;
            },
            record));
  }

  Jobs jobs() {
    return jobs;
  }
}
