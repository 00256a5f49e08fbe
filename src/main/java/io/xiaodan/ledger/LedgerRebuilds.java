package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the balances of a ledger anew from its records while work goes on: some records at a time
 * are held, and what they post is put in place of what they posted before, exactly as a change of
 * them would. A second pass looks at what was written meanwhile, which may have been decided on
 * what was before. Doing it twice changes nothing, so a killed run is begun again.
 */
@Component
class LedgerRebuilds {

  private static final Logger log = LoggerFactory.getLogger(LedgerRebuilds.class);
  private static final int BATCH = 200;
  private static final Duration SECOND_PASS = Duration.ofSeconds(30);
  private static final Duration OVERLAP = Duration.ofMinutes(1);
  private static final UUID FIRST = new UUID(0, 0);

  /**
   * What a rebuild knows.
   *
   * @param fingerprint what was published when it was asked for
   * @param since only records written since then; null for all
   */
  record Payload(String ledger, String fingerprint, @Nullable Instant since) {}

  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final Workspace workspace;
  private final Blueprints blueprints;
  private final RecordPostings postings;
  private final DerivedPostings derived;
  private final Jobs jobs;
  private final Feed feed;
  private final Clock clock;
  private final JobType<Payload> work;

  LedgerRebuilds(
      JdbcTemplate database,
      TransactionTemplate transactions,
      Workspace workspace,
      Blueprints blueprints,
      RecordPostings postings,
      DerivedPostings derived,
      Jobs jobs,
      Feed feed,
      Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.workspace = workspace;
    this.blueprints = blueprints;
    this.postings = postings;
    this.derived = derived;
    this.jobs = jobs;
    this.feed = feed;
    this.clock = clock;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                "ledger.rebuild",
                Payload.class,
                new RetryPolicy(20, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                (payload, run) -> run(payload)));
  }

  /** Asks for a rebuild within the caller's transaction. */
  void ask(String ledger, String fingerprint) {
    Instant now = clock.instant();
    jobs.schedule(
        new JobOrder<>(
            work, ledger + "/" + fingerprint, new Payload(ledger, fingerprint, null), now));
  }

  private void run(Payload payload) {
    blueprints.refresh();
    Blueprint blueprint = blueprints.current();
    Ledger ledger = blueprint.find(Ledger.TYPE, payload.ledger()).orElse(null);
    if (ledger == null || !LedgerTables.fingerprint(ledger).equals(payload.fingerprint())) {
      return;
    }
    Instant began = clock.instant();
    long done = 0;
    Set<String> forms = forms(ledger);
    long total = payload.since() == null ? count(blueprint, forms) : 0;
    for (String key : forms) {
      Form form = blueprint.find(Form.TYPE, key).orElse(null);
      if (form == null) {
        forget(ledger, key);
      } else {
        done = rebuild(blueprint, ledger, form, payload.since(), done, total);
      }
    }
    derived.rebuild(blueprint, ledger);
    if (payload.since() == null) {
      finish(ledger, payload.fingerprint(), began);
    }
  }

  private void finish(Ledger ledger, String fingerprint, Instant began) {
    int ready =
        database.update(
            "UPDATE %s SET state = 'ready', done = total, changed_at = ? WHERE ledger = ? AND fingerprint = ?"
                .formatted(workspace.table("ledger_state")),
            clock.instant().atOffset(ZoneOffset.UTC),
            ledger.key(),
            fingerprint);
    if (ready > 0) {
      Payload again = new Payload(ledger.key(), fingerprint, began.minus(OVERLAP));
      jobs.schedule(
          new JobOrder<>(
              work,
              ledger.key() + "/" + fingerprint + "/again",
              again,
              clock.instant().plus(SECOND_PASS)));
      tell(ledger, 0, 0, "ready");
      log.info("ledger={} was rebuilt", ledger.key());
    }
  }

  /** The forms that post now, and those that have posted before. */
  private Set<String> forms(Ledger ledger) {
    Set<String> forms = new LinkedHashSet<>();
    for (Posting posting : ledger.postings()) {
      if (posting instanceof Posting.OfRecords own) {
        forms.add(own.form());
      }
    }
    forms.addAll(
        database.queryForList(
            "SELECT DISTINCT _form FROM %s WHERE _form IS NOT NULL"
                .formatted(workspace.table(ledger.entryTable())),
            String.class));
    return forms;
  }

  private long count(Blueprint blueprint, Set<String> forms) {
    return forms.stream()
        .flatMap(key -> blueprint.find(Form.TYPE, key).stream())
        .mapToLong(form ->
            Objects.requireNonNull(
                database.queryForObject(
                    "SELECT count(*) FROM " + workspace.table(form.table()), Long.class)))
        .sum();
  }

  private long rebuild(
      Blueprint blueprint,
      Ledger ledger,
      Form form,
      @Nullable Instant since,
      long before,
      long total) {
    long done = before;
    UUID after = FIRST;
    for (List<UUID> batch = next(form, since, after);
        !batch.isEmpty();
        batch = next(form, since, after)) {
      List<UUID> ids = batch;
      transactions.executeWithoutResult(_ -> {
        LedgerPost post = postings.post(blueprint, ledger, form, ids);
        write(post);
      });
      done += batch.size();
      after = batch.getLast();
      if (total > 0) {
        progress(ledger, done, total);
      }
    }
    return done;
  }

  private List<UUID> next(Form form, @Nullable Instant since, UUID after) {
    String written = since == null ? "" : " AND updated_at >= ?";
    Object[] binds =
        since == null ? new Object[] {after} : new Object[] {after, since.atOffset(ZoneOffset.UTC)};
    return database.query(
        "SELECT id FROM %s WHERE id > ?%s ORDER BY id LIMIT %d"
            .formatted(workspace.table(form.table()), written, BATCH),
        (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
        binds);
  }

  /** A form that is gone posts nothing any more. */
  private void forget(Ledger ledger, String form) {
    List<UUID> records =
        database.query(
            "SELECT DISTINCT _record FROM %s WHERE _form = ?"
                .formatted(workspace.table(ledger.entryTable())),
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
            form);
    transactions.executeWithoutResult(_ -> {
      LedgerPost post = postings.empty();
      records.forEach(id -> post.put(ledger.key(), null, id, List.of()));
      write(post);
    });
  }

  private void write(LedgerPost post) {
    if (!post.isEmpty()) {
      SqlFragment call = post.call();
      database.query("SELECT " + call.sql(), row -> {}, call.binds().toArray());
    }
  }

  private void progress(Ledger ledger, long done, long total) {
    database.update(
        "UPDATE %s SET done = ?, total = ? WHERE ledger = ?"
            .formatted(workspace.table("ledger_state")),
        done,
        total,
        ledger.key());
    tell(ledger, done, total, "building");
  }

  private void tell(Ledger ledger, long done, long total, String state) {
    feed.publish(
        "ledger",
        "{\"ledger\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\"}"
            .formatted(ledger.key(), done, total, state));
  }
}
